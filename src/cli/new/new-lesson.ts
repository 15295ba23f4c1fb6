import { join } from 'node:path';
import type { Content } from '#examples/content.ts';
import { listExerciseFiles } from './new-exercise.ts';
import { formatTitle, type NewContent } from './start.ts';

export interface NewLesson {
	readonly name: string;
	/** The group it stands in, ours or a team's own; without one it stands behind all groups. */
	readonly topic: string | undefined;
	readonly today: string;
}

/** A lesson with every part that a lesson has, behind the last one of its topic, and the exercise that ends it. */
export function prepareLesson({ name, topic, today }: NewLesson, content: Content): NewContent {
	const { folder, lessons } = content;
	const numbers = lessons
		.filter(({ frontmatter }) => frontmatter.topic === topic)
		.map(({ path }) => Number.parseInt(path.split('/').at(-1) ?? '', 10));
	const next = Math.max(0, ...numbers.filter(Number.isFinite)) + 1;
	return {
		files: [
			{
				path: join(folder, 'lessons', `${next}-${name}.mdx`),
				text: formatStarterPage({ name, topic, today }),
			},
			...listExerciseFiles(name, content),
		],
		changes: [],
		next: [
			'Write the takeaway first: one sentence that a reader should remember.',
			`Then make an example for it: \`npm run --silent drydock -- new example <name> --lesson ${name}\`.`,
			`Then rewrite its exercise, in \`exercises/${name}/\`.`,
		],
	};
}

function formatStarterPage({ name, topic, today }: NewLesson): string {
	const group = topic === undefined ? '' : `topic: ${topic}\n`;
	return `---
title: ${formatTitle(name)}
${group}takeaway: One sentence that says what to remember.
aim: One sentence that says what the reader can do afterwards.
reviewed: ${today}
sources: []
---

## What happened [#what-happened]

A scene in three to five sentences: what was done, and what happened then.

## See it go wrong [#see-it-go-wrong]

The first version, one command that runs it, and what one sees. Show an example here: \`<Example id="…" />\`.

## Why [#why]

The mechanism, in words that the glossary explains. Numbers come from evidence: \`<Measured>\` and \`<Ratio>\`.

## The repaired version [#repaired]

What to write instead, and the one number that a reader would feel.

## What it costs, and when the old way is still right [#when-the-old-way-is-right]

Nothing is wrong everywhere.

## In a review [#in-a-review]

What to say, in a sentence: \`<Review rule="…" />\`.

## What changed since [#what-changed]

Versions and dates, each with a source in the head of this page.
`;
}
