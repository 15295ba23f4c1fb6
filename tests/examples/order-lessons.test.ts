import { expect, test } from 'vitest';
import type { LessonPage } from '#examples/content.ts';
import { orderLessons } from '#examples/load.ts';

const lesson = (file: string, topic?: string) =>
	({ path: `content/lessons/${file}.mdx`, frontmatter: { topic } }) as unknown as LessonPage;
const order = (...lessons: LessonPage[]) =>
	orderLessons(lessons).map(({ path }) => path.slice('content/lessons/'.length, -'.mdx'.length));

test('lessons stand by topic, and within a topic by number', () => {
	expect(
		order(
			lesson('10-late', 'registries'),
			lesson('2-early', 'registries'),
			lesson('1-first', 'start'),
			lesson('1-own', 'our-hosts'),
			lesson('1-layers', 'base-images'),
		),
	).toEqual(['1-first', '1-layers', '2-early', '10-late', '1-own']);
});

test('lessons without a topic come last', () => {
	expect(order(lesson('1-loose'), lesson('9-kept', 'start'), lesson('loose'))).toEqual([
		'9-kept',
		'1-loose',
		'loose',
	]);
});
