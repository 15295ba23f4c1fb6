import { expect, test } from 'vitest';
import { addLessonTimes, computeLessonTimes, formatLessonTimes } from '#site/data/lessons/lesson-times.ts';
import { loadContent } from '../../src/examples/load.ts';

const content = loadContent('content');
const [lesson] = content.lessons;
const example = content.examples.get('order-for-cache');
const exercise = content.exercises.get('layer-cache');

test('words and lines of code are read, findings and questions are done', () => {
	if (lesson === undefined || example === undefined || exercise === undefined)
		throw new Error('Content is missing.');
	const bare = {
		frontmatter: { ...lesson.frontmatter, minutes: undefined },
		document: { ...lesson.document, fences: [] },
	};
	expect(computeLessonTimes(bare, 660, [], undefined)).toEqual({ reading: 3, doing: 0 });
	expect(
		computeLessonTimes(
			bare,
			660,
			Array.from({ length: 20 }, () => example),
			undefined,
		).reading,
	).toBeGreaterThan(3);
	const { findings, questions } = exercise.manifest;
	expect(computeLessonTimes(bare, 660, [], exercise).doing).toBe(2 + findings.length + questions.length);
});

test('an author may say how long the reading takes', () => {
	if (lesson === undefined) throw new Error('Content is missing.');
	const said = { ...lesson, frontmatter: { ...lesson.frontmatter, minutes: 7 } };
	expect(computeLessonTimes(said, 66000, [], undefined).reading).toBe(7);
});

test('reading and doing stand apart, and add up apart', () => {
	const all = [
		{ reading: 4, doing: 6 },
		{ reading: 5, doing: 0 },
	];
	expect(formatLessonTimes(addLessonTimes(all))).toBe('9 min to read, 6 min to do');
	expect(formatLessonTimes({ reading: 5, doing: 0 })).toBe('5 min to read');
});
