import type { Rule } from '#core/rules/rule.ts';
import { getSiteContent } from '../data/content/content.ts';
import { type Lesson, listLessons } from '../data/lessons/lessons.ts';
import type { TopicView } from '../data/lessons/topics.ts';
import { getExamplePath, getLessonPath, getRulePath, resolveFullAddress } from '../data/links/addresses.ts';
import { groupRulesByTopic } from '../data/rules.ts';
import { FIXED_PAGES } from '../pages.ts';
import { formatHeading, formatList, joinBlocks } from './text.ts';

/** The first page: what this is, the lessons, and where the lists are. */
export function renderHomeMarkdown(): string {
	return joinBlocks(
		'Every lesson stands on examples in two versions, before and after. Both are linted, built, run and measured by a real Docker Engine.',
		formatHeading(2, 'Lessons', 'lessons'),
		formatList(listLessons().map(formatLessonLine)),
		formatHeading(2, 'More'),
		formatList(
			FIXED_PAGES.filter(({ path }) => path !== '/' && path !== '/search/').map(
				({ path, title, description }) => `[${title}](${resolveFullAddress(path)}): ${description}`,
			),
		),
	);
}

export function renderLessonsMarkdown(): string {
	return formatList(listLessons().map(formatLessonLine));
}

/** The path through the lessons. */
export function renderStartMarkdown(): string {
	return listLessons()
		.map(
			({ id, place, title, aim }) => `${place}. [${title}](${resolveFullAddress(getLessonPath(id))}): ${aim}`,
		)
		.join('\n');
}

/** What belongs to a topic: its lessons in their order, its rules, its examples. */
export function renderTopicMarkdown({ lessons, rules, examples }: TopicView): string {
	const renderPart = (title: string, lines: readonly string[]) =>
		lines.length === 0
			? undefined
			: joinBlocks(formatHeading(2, title, title.toLowerCase()), formatList(lines));
	return joinBlocks(
		renderPart('Lessons', lessons.map(formatLessonLine)),
		renderPart('Rules', rules.map(formatRuleLine)),
		renderPart(
			'Examples',
			examples.map(
				({ id, manifest }) =>
					`[${manifest.title}](${resolveFullAddress(getExamplePath(id))}): ${manifest.summary}`,
			),
		),
	);
}

function formatRuleLine({ id, severity, summary }: Rule): string {
	return `[${id}](${resolveFullAddress(getRulePath(id))}), ${severity}: ${summary}.`;
}

export function renderRulesMarkdown(): string {
	return joinBlocks(
		...groupRulesByTopic().map(({ topic, title, rules }) =>
			joinBlocks(formatHeading(2, title, topic), formatList(rules.map(formatRuleLine))),
		),
	);
}

export function renderExamplesMarkdown(): string {
	const examples = [...getSiteContent().examples.values()];
	return joinBlocks(
		...listLessons().map((lesson) => {
			const lessonExamples = examples.filter(({ manifest }) => manifest.lesson === lesson.id);
			if (lessonExamples.length === 0) return undefined;
			return joinBlocks(
				formatHeading(2, lesson.title),
				formatList(
					lessonExamples.map(
						({ id, manifest }) =>
							`[${manifest.title}](${resolveFullAddress(getExamplePath(id))}): ${manifest.summary}`,
					),
				),
			);
		}),
	);
}

export function renderGlossaryMarkdown(): string {
	const terms = [...getSiteContent().glossary.values()];
	return formatList(terms.map(({ term, says }) => `**${term}**: ${says}`));
}

function formatLessonLine({ id, title, takeaway }: Lesson): string {
	return `[${title}](${resolveFullAddress(getLessonPath(id))}): ${takeaway}`;
}
