import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { RuleTexts } from '#core/report/rule-texts.ts';
import { parseYaml, toPlainData } from '#core/source/yaml.ts';

const pageSources = z.object({ sources: z.array(z.object({ title: z.string(), url: z.string() })) });

/**
 * What is known about every rule: our own pages, and over them those that a team keeps beside its lessons
 * (`DRYDOCK_CONTENT`, a path from `cwd`).
 */
export function collectRuleTexts(project: string, team: string | undefined, cwd = project): RuleTexts {
	const own = readRuleTexts(join(project, 'content'));
	return team === undefined || team === '' ? own : { ...own, ...readRuleTexts(resolve(cwd, team)) };
}

/** What the pages in `content/rules/` say, by rule; empty where the folder is missing. */
function readRuleTexts(contentFolder: string): RuleTexts {
	const folder = join(contentFolder, 'rules');
	if (!existsSync(folder)) return {};
	const names = readdirSync(folder).filter((name) => name.endsWith('.mdx'));
	return Object.fromEntries(
		names.sort().map((name) => [name.slice(0, -4), readPage(readFileSync(join(folder, name), 'utf8'))]),
	);
}

/** Splits a page into what stands in its head and its body. */
export function readPage(text: string): RuleTexts[string] {
	const head = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
	const page = head === null ? text : text.slice(head[0].length);
	const [root] = parseYaml(head?.[1] ?? '').documents;
	const data = root && toPlainData(root);
	return {
		...pickSentence(data, 'why'),
		...pickSentence(data, 'instead'),
		page: [page.trim(), ...formatSources(data)].join('\n\n'),
	};
}

/** The sources in the head, as a section of the page; none where the list is missing. */
function formatSources(data: unknown): string[] {
	const listed = pageSources.safeParse(data).data?.sources ?? [];
	if (listed.length === 0) return [];
	return [`## Sources\n\n${listed.map(({ title, url }) => `- [${title}](${url})`).join('\n')}`];
}

/** A field of the head as a one-entry object; empty where it is missing or no text. */
function pickSentence<Field extends string>(data: unknown, field: Field): { [Key in Field]?: string } {
	if (typeof data !== 'object' || data === null || !(field in data)) return {};
	const value = (data as Record<string, unknown>)[field];
	return typeof value === 'string' ? ({ [field]: value.trim() } as { [Key in Field]?: string }) : {};
}
