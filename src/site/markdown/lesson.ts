import { formatDay } from '../data/examples/measurements.ts';
import { formatLessonTimes } from '../data/lessons/lesson-times.ts';
import type { LessonView } from '../data/lessons/lessons.ts';
import { getLessonPath, resolveFullAddress } from '../data/links/addresses.ts';
import { renderBodyMarkdown } from './body.ts';
import { listTermMeanings } from './components.ts';
import { renderExerciseMarkdown } from './exercise.ts';
import { renderSourceSection } from './sources.ts';
import { formatHeading, formatList, joinBlocks } from './text.ts';

/** A lesson's page, with its exercise, the words of the glossary that it uses and its sources at the end. */
export function renderLessonMarkdown({
	page,
	place,
	title,
	takeaway,
	times,
	previous,
	next,
}: LessonView): string {
	const linkNeighbour = (words: string, lesson: typeof next) =>
		lesson ? [`${words}: [${lesson.title}](${resolveFullAddress(getLessonPath(lesson.id))})`] : [];
	const terms = listTermMeanings(
		page.document.components.flatMap(({ name, attributes }) =>
			name === 'Term' ? (attributes['id'] ?? []) : [],
		),
	);
	return joinBlocks(
		formatHeading(1, title),
		takeaway,
		formatList([
			`Address: ${resolveFullAddress(getLessonPath(page.id))}`,
			`Lesson ${place}, ${formatLessonTimes(times)}`,
			`Reviewed ${formatDay(page.frontmatter.reviewed)}`,
			...linkNeighbour('Previous', previous),
			...linkNeighbour('Next', next),
		]),
		renderBodyMarkdown(page, getLessonPath(page.id)),
		renderExerciseMarkdown(page.id),
		terms.length > 0 ? joinBlocks(formatHeading(2, 'Words'), formatList(terms)) : undefined,
		renderSourceSection(page.frontmatter.sources),
	);
}
