import { omitUndefined } from '#core/omit-undefined.ts';
import type { LessonPage } from '#examples/content.ts';
import type { Example } from '#examples/example.ts';
import { type CompiledPage, compileMdx } from '../../mdx/compile.ts';
import { fromContent, getSiteContent } from '../content/content.ts';
import { findExample } from '../examples/find-example.ts';
import { findMeasurement, formatMeasurement } from '../examples/measurements.ts';
import { computeLessonTimes, type LessonTimes } from './lesson-times.ts';

/** A lesson as a list shows it. */
export interface Lesson {
	readonly id: string;
	/** Its place in the reading order, from 1. */
	readonly place: number;
	readonly title: string;
	readonly takeaway: string;
	/** What the reader can do afterwards. */
	readonly aim: string;
	readonly page: LessonPage;
	/** The one measured number that carries it, in words. */
	readonly number?: { readonly value: string; readonly says: string };
}

/** Every lesson in reading order, those that were withdrawn left out. */
export const listLessons: () => readonly Lesson[] = fromContent(({ lessons }) => {
	const held = lessons.filter(({ frontmatter }) => frontmatter.withdrawn === undefined);
	return held.map((page, at) => {
		const number = findMeasuredNumber(page);
		return {
			id: page.id,
			place: at + 1,
			title: page.frontmatter.title,
			takeaway: page.frontmatter.takeaway,
			aim: page.frontmatter.aim ?? page.frontmatter.takeaway,
			page,
			...omitUndefined({ number }),
		};
	});
});

export interface LessonView extends Lesson {
	readonly compiled: CompiledPage;
	readonly previous?: Lesson | undefined;
	readonly next?: Lesson | undefined;
	readonly times: LessonTimes;
}

/** Every lesson with its compiled page and its neighbours. */
export function listLessonViews(): Promise<LessonView[]> {
	return Promise.all(listLessons().map(({ id }) => getLessonView(id)));
}

/** The lesson of an address. It reads the words of no other. */
export const getLessonView: (id: string) => Promise<LessonView> = fromContent(
	async (_content, id: string) => {
		const all = listLessons();
		const at = all.findIndex((lesson) => lesson.id === id);
		const lesson = all[at];
		if (lesson === undefined) throw new Error(`There is no lesson "${id}".`);
		const compiled = await compileMdx(lesson.page);
		return {
			...lesson,
			compiled,
			times: computeLessonTimes(
				lesson.page,
				compiled.words,
				listShownExamples(lesson.page),
				getSiteContent().exercises.get(lesson.id),
			),
			previous: all[at - 1],
			next: all[at + 1],
		};
	},
);

function listShownExamples({ document }: LessonPage): Example[] {
	const ids = document.components.flatMap(({ name, attributes }) =>
		name === 'Example' ? (attributes['id'] ?? []) : [],
	);
	return ids.flatMap((id) => getSiteContent().examples.get(id) ?? []);
}

function findMeasuredNumber({ frontmatter: { number } }: LessonPage): Lesson['number'] {
	if (number === undefined || !getSiteContent().examples.has(number.example)) return undefined;
	const measurement = findMeasurement(findExample(number.example).evidence, number.side, number.measure);
	return measurement && { value: formatMeasurement(measurement), says: number.says };
}
