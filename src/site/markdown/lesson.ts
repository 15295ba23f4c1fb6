import { fullAddress, lessonPath } from '../data/addresses.ts';
import type { LessonView } from '../data/lessons.ts';
import { dayInWords } from '../data/measurements.ts';
import { bodyMarkdown } from './body.ts';
import { termMeanings } from './components.ts';
import { exerciseMarkdown } from './exercise.ts';
import { sourceSection } from './sources.ts';
import { heading, joined, list } from './text.ts';

/** A lesson's page, with its exercise, the words of the glossary that it uses and its sources at the end. */
export function lessonMarkdown({
	page,
	place,
	title,
	takeaway,
	minutes,
	previous,
	next,
}: LessonView): string {
	const neighbour = (words: string, lesson: typeof next) =>
		lesson ? [`${words}: [${lesson.title}](${fullAddress(lessonPath(lesson.id))})`] : [];
	const terms = termMeanings(
		page.document.components.flatMap(({ name, attributes }) =>
			name === 'Term' ? (attributes['id'] ?? []) : [],
		),
	);
	return joined(
		heading(1, title),
		takeaway,
		list([
			`Address: ${fullAddress(lessonPath(page.id))}`,
			`Lesson ${place}, ${minutes} min`,
			`Reviewed ${dayInWords(page.frontmatter.reviewed)}`,
			...neighbour('Previous', previous),
			...neighbour('Next', next),
		]),
		bodyMarkdown(page, lessonPath(page.id)),
		exerciseMarkdown(page.id),
		terms.length > 0 ? joined(heading(2, 'Words'), list(terms)) : undefined,
		sourceSection(page.frontmatter.sources),
	);
}
