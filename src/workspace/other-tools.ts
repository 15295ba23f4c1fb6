import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { omitUndefined } from '#core/omit-undefined.ts';
import { joinRules, type OtherTool } from '#core/other-tools.ts';
import type { Problem } from '#core/problem.ts';
import type { RuleTexts } from '#core/report/rule-texts.ts';
import { loadTyped } from './typed/load-typed.ts';

/** `content/other-tools/<tool>.yaml`. */
const schema = z.strictObject({
	name: z.string().min(1).describe('As the tool writes itself.'),
	says: z.string().min(1).describe('One sentence: what it is.'),
	source: z
		.string()
		.regex(/^https:\/\//, 'an address that starts with `https://`')
		.describe('Where it lists its codes.'),
	read: z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as `2026-11-24`')
		.describe('The day they were read there.'),
	codes: z.record(
		z.string(),
		z.strictObject({
			names: z.array(z.string().min(1)).optional().describe('What else the code is called.'),
			means: z.string().min(1).describe('One sentence of our own: what the tool looks for.'),
			note: z
				.string()
				.min(1)
				.optional()
				.describe('One sentence: why we have no rule for it, or how ours differs.'),
		}),
	),
});

export interface LoadedTools {
	/** By name; which rules answer to a code is not in the files. */
	readonly tools: readonly OtherTool[];
	readonly problems: readonly Problem[];
}

/** What the codes of other tools mean. `path` is the one that messages show. */
export function loadOtherTools(folder: string, path: string): LoadedTools {
	const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
	const loaded = names.sort().map((name) => ({
		id: name.slice(0, -'.yaml'.length),
		...loadTyped(join(folder, name), `${path}/${name}`, schema, { code: 'other-tool-invalid' }),
	}));
	return {
		tools: loaded.flatMap(({ id, file }) => {
			if (file === undefined) return [];
			const codes = Object.entries(file.value.codes).map(([code, { names: others = [], means, note }]) => ({
				code,
				names: others,
				means,
				...omitUndefined({ note }),
				rules: [],
			}));
			return [{ ...file.value, id, codes }];
		}),
		problems: loaded.flatMap(({ problems }) => problems),
	};
}

/** The same for the linter, which carries the rule pages beside it. */
export function collectOtherTools(project: string, texts: RuleTexts): OtherTool[] {
	const { tools } = loadOtherTools(join(project, 'content/other-tools'), 'content/other-tools');
	return joinRules(
		tools,
		Object.entries(texts).map(([rule, { aliases = [] }]) => [rule, aliases] as const),
	);
}
