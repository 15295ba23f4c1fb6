import type { Content } from '#examples/content.ts';
import { UsageError } from '../command.ts';

/** The lesson that something new belongs to: the wanted one, or the last one that is not withdrawn. */
export function chooseLesson(wanted: string | undefined, { lessons, names }: Content): string {
	const lesson = wanted ?? lessons.findLast(({ frontmatter }) => frontmatter.withdrawn === undefined)?.id;
	if (lesson === undefined)
		throw new UsageError(
			'it belongs to a lesson, and there is none yet. Make one: `drydock new lesson <name>`.',
		);
	if (!names.lessons.has(lesson))
		throw new UsageError(`there is no lesson \`${lesson}\`. Lessons: ${[...names.lessons].join(', ')}.`);
	return lesson;
}
