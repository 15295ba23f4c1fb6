import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRule } from '#core/rules/all-rules.ts';
import type { RuleTopic } from '#core/topics.ts';
import type { Content } from '#examples/content.ts';
import { UsageError } from '../command.ts';
import { formatIdentifier, formatTitle, type Start } from './start.ts';

/** A rule that works, its test and its page, and its entry in the list of its topic. What it reports is a placeholder. */
export function prepareRule(
	name: string,
	topic: RuleTopic,
	content: Content,
	project: string,
	today: string,
): Start {
	if (findRule(name) !== undefined) throw new UsageError(`there is a rule \`${name}\` already.`);
	const lesson = content.names.lessons.has(topic) ? topic : content.lessons[0]?.id;
	if (lesson === undefined) {
		throw new UsageError(
			'a rule belongs to a lesson, and there is none yet. Make one: `drydock new lesson <name>`.',
		);
	}
	const folder = join(project, 'src/core/rules', topic);
	const list = join(folder, 'rules.ts');
	if (!existsSync(list)) throw new UsageError(`${list} is missing: rules are made in a checkout of Drydock.`);
	return {
		files: [
			{ path: join(folder, `${name}.ts`), text: formatStarterRule(name, topic) },
			{ path: join(project, 'tests/core/rules', topic, `${name}.test.ts`), text: test(name, topic) },
			{ path: join(content.folder, 'rules', `${name}.mdx`), text: formatStarterPage(name, lesson, today) },
		],
		changes: [{ path: list, text: insertRule(readFileSync(list, 'utf8'), name) }],
		next: [
			'Write the cases of the test first, then the rule, then its page.',
			`Run the test: \`npx vitest run --config tests/vitest.config.ts ${name}\`.`,
		],
	};
}

/** The list with the rule at its end, imported in alphabetical order. */
export function insertRule(list: string, name: string): string {
	const entry = formatIdentifier(name);
	const lines = list.split('\n');
	const importLine = `import { ${entry} } from './${name}.ts';`;
	const later = lines.findIndex((line) => {
		const other = /^import .* from '\.\/(.+)\.ts';$/.exec(line)?.[1];
		return other !== undefined && other > name;
	});
	const lastImport = lines.findLastIndex((line) => line.startsWith('import '));
	lines.splice(later === -1 ? lastImport + 1 : later, 0, importLine);
	return lines
		.join('\n')
		.replace(/(: readonly Rule\[\] = )\[([\s\S]*?)\];/, (_, head: string, body: string) => {
			const entries = [
				...body
					.split(',')
					.map((one) => one.trim())
					.filter(Boolean),
				entry,
			];
			const isOneLine = !body.includes('\n') && entries.join(', ').length < 60;
			return isOneLine ? `${head}[${entries.join(', ')}];` : `${head}[\n\t${entries.join(',\n\t')},\n];`;
		});
}

function formatStarterRule(name: string, topic: RuleTopic): string {
	return `import { defineRule } from '../rule.ts';

/** Say in a sentence or two why this matters. It reports a label named \`replace-me\` until you write what it is about. */
export const ${formatIdentifier(name)} = defineRule({
	id: '${name}',
	topic: '${topic}',
	severity: 'warning',
	summary: 'No label is named replace-me',
	messages: { found: 'The label \`{label}\` is still there: write what this rule is about.' },
	dockerfile({ dockerfile, report }) {
		for (const { keyword, pairs } of dockerfile.instructions) {
			if (keyword !== 'LABEL') continue;
			for (const { key, span } of pairs) {
				if (key.text === 'replace-me') report('found', span, { values: { label: key.text } });
			}
		}
	},
});
`;
}

function test(name: string, topic: RuleTopic): string {
	const entry = formatIdentifier(name);
	return `import { ${entry} } from '#core/rules/${topic}/${name}.ts';
import { ruleTest } from '../rule-test.ts';

const message = 'The label \`replace-me\` is still there: write what this rule is about.';

ruleTest(${entry}, {
	reports: [
		{
			name: 'reports the label',
			text: 'FROM a:1\\nLABEL replace-me=yes\\n',
			findings: [{ text: 'replace-me=yes', at: [2, 7], message }],
		},
	],
	passes: [{ name: 'other labels', text: 'FROM a:1\\nLABEL title=tides\\n' }],
});
`;
}

function formatStarterPage(name: string, lesson: string, today: string): string {
	return `---
why: One sentence that says why ${formatTitle(name).toLowerCase()} matters.
instead: One sentence that says what to do instead.
lesson: ${lesson}
reviewed: ${today}
sources: []
---

## Why [#why]

What goes wrong, in a few short sentences.

## Wrong [#wrong]

\`\`\`dockerfile wrong findings="${name}:2"
FROM debian:bookworm-slim
LABEL replace-me=yes
\`\`\`

## Right [#right]

\`\`\`dockerfile right
FROM debian:bookworm-slim
LABEL org.opencontainers.image.title=tides
\`\`\`

## When not to follow it [#when-not]

Nothing is wrong everywhere.

## What changed [#what-changed]

Versions and dates.
`;
}
