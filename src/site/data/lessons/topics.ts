import { rules } from '#core/rules/all-rules.ts';
import type { Rule } from '#core/rules/rule.ts';
import { TOPICS } from '#core/topics.ts';
import type { LoadedExample } from '#examples/content.ts';
import { fromContent, getSiteContent } from '../content/content.ts';
import { type Lesson, listLessons } from './lessons.ts';

/** A group of lessons with the rules and examples that belong to it. */
export interface TopicView {
	readonly id: string;
	readonly title: string;
	/** In reading order. */
	readonly lessons: readonly Lesson[];
	readonly rules: readonly Rule[];
	readonly examples: readonly LoadedExample[];
}

/** Every topic that has anything, in reading order; a team's own come last. */
export const listTopics: () => readonly TopicView[] = fromContent(() => {
	const lessons = listLessons();
	const own = [...new Set(lessons.flatMap(({ page }) => page.frontmatter.topic ?? []))];
	const named = getSiteContent().site.topics.map(({ id }) => id);
	const ids = [...new Set([...TOPICS.map(({ id }) => id as string), ...named, ...own])];
	return ids
		.map((id) =>
			buildTopic(
				id,
				lessons.filter(({ page }) => page.frontmatter.topic === id),
			),
		)
		.filter((topic) => topic.lessons.length + topic.rules.length > 0);
});

export function findTopic(id: string | undefined): TopicView | undefined {
	return listTopics().find((topic) => topic.id === id);
}

function buildTopic(id: string, lessons: readonly Lesson[]): TopicView {
	const taught = new Set(lessons.map((lesson) => lesson.id));
	return {
		id,
		title: findTopicTitle(id),
		lessons,
		rules: rules.filter((rule) => rule.topic === id),
		examples: [...getSiteContent().examples.values()].filter(({ manifest }) => taught.has(manifest.lesson)),
	};
}

/** As a team calls it, or we do; else the words of its id. */
function findTopicTitle(id: string): string {
	const all = [...getSiteContent().site.topics, ...TOPICS];
	return all.find((topic) => topic.id === id)?.title ?? formatTitle(id);
}

/** `our-network` is `Our network`. */
function formatTitle(id: string): string {
	const words = id.replaceAll('-', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
