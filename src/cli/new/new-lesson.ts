import { join } from 'node:path';
import type { Content } from '#examples/content.ts';
import { formatTitle, type Start } from './start.ts';

/** A lesson with every section that a lesson has, behind the last one in reading order. */
export function prepareLesson(name: string, { folder, lessons }: Content, today: string): Start {
	const numbers = lessons.map(({ path }) => Number.parseInt(path.split('/').at(-1) ?? '', 10));
	const next = Math.max(0, ...numbers.filter(Number.isFinite)) + 1;
	return {
		files: [{ path: join(folder, 'lessons', `${next}-${name}.mdx`), text: formatStarterPage(name, today) }],
		changes: [],
		next: [
			'Write the takeaway first: one sentence that a reader should remember.',
			`Then make an example for it: \`npm run --silent drydock -- new example <name> --lesson ${name}\`.`,
			`End it with an exercise in \`exercises/${name}/\`; the README says what belongs there.`,
		],
	};
}

function formatStarterPage(name: string, today: string): string {
	return `---
title: ${formatTitle(name)}
takeaway: One sentence that says what to remember.
reviewed: ${today}
sources: []
---

## Then [#then]

What was done, and why it was reasonable at the time.

## Why it hurt [#why-it-hurt]

What went wrong, and what it cost. Numbers come from evidence: \`<Measured>\` and \`<Ratio>\`.

## Now [#now]

What to do instead. Show the example here: \`<Example id="…" />\`.

## When the old way is still right [#when-the-old-way-is-right]

Nothing is wrong everywhere.

## What changed since [#what-changed]

Versions and dates, each with a source in the head of this page.

## In a review [#in-a-review]

What to say, in a sentence: \`<Review rule="…" />\`.
`;
}
