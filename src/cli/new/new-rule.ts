import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleTopic } from '#core/topics.ts';
import type { Content } from '#examples/content.ts';
import { UsageError } from '../command.ts';
import { chooseLesson } from './choose-lesson.ts';
import { formatIdentifier, formatTitle, type NewContent } from './start.ts';

export interface NewRule {
	readonly name: string;
	readonly topic: RuleTopic;
	/** The lesson of the topic's name unless told, or the first one. */
	readonly lesson: string | undefined;
	readonly today: string;
}

/**
 * A rule that works, its test and its page, and its entry in the list of its topic. It reports a label of its own name,
 * so that everything can be tried before the first line is rewritten, and no other new rule reports the same.
 */
export function prepareRule(
	{ name, topic, lesson: wanted, today }: NewRule,
	content: Content,
	project: string,
): NewContent {
	const lesson = chooseLesson(wanted ?? (content.names.lessons.has(topic) ? topic : undefined), content);
	const folder = join(project, 'src/core/rules', topic);
	const list = join(folder, 'rules.ts');
	if (!existsSync(list)) throw new UsageError(`${list} is missing: rules are made in a checkout of Drydock.`);
	return {
		files: [
			{ path: join(folder, `${name}.ts`), text: formatStarterRule(name, topic) },
			{
				path: join(project, 'tests/core/rules', topic, `${name}.test.ts`),
				text: formatStarterTest(name, topic),
			},
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

/** Say in a sentence or two why this matters. Until you write what it is about, it reports a label of its own name. */
export const ${formatIdentifier(name)} = defineRule({
	id: '${name}',
	topic: '${topic}',
	severity: 'info',
	summary: 'No label is named replace-${name}',
	messages: { found: 'The label \`{label}\` is a placeholder.' },
	dockerfile({ dockerfile, report }) {
		for (const { keyword, pairs } of dockerfile.instructions) {
			if (keyword !== 'LABEL') continue;
			for (const { key, span } of pairs) {
				if (key.text === 'replace-${name}') report('found', span, { values: { label: key.text } });
			}
		}
	},
});
`;
}

function formatStarterTest(name: string, topic: RuleTopic): string {
	const entry = formatIdentifier(name);
	return `import { ${entry} } from '#core/rules/${topic}/${name}.ts';
import { ruleTest } from '../rule-test.ts';

const message = 'The label \`replace-${name}\` is a placeholder.';

ruleTest(${entry}, {
	reports: [
		{
			name: 'reports the label',
			text: 'FROM a:1\\nLABEL replace-${name}=yes\\n',
			findings: [{ text: 'replace-${name}=yes', at: [2, 7], message }],
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
FROM debian:13-slim
LABEL replace-${name}=yes
\`\`\`

## Right [#right]

\`\`\`dockerfile right
FROM debian:13-slim
LABEL org.opencontainers.image.title=tides
\`\`\`

## When not to follow it [#when-not]

Nothing is wrong everywhere.

## What changed [#what-changed]

Versions and dates.
`;
}
