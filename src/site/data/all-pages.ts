import { getToolPath } from '#core/other-tools.ts';
import { rules } from '#core/rules/all-rules.ts';
import type { FixedPath } from '#examples/permalinks/addresses.ts';
import { renderExampleMarkdown } from '../markdown/example.ts';
import { renderLessonMarkdown } from '../markdown/lesson.ts';
import {
	renderExamplesMarkdown,
	renderGlossaryMarkdown,
	renderHomeMarkdown,
	renderLessonsMarkdown,
	renderRulesMarkdown,
	renderStartMarkdown,
	renderTopicMarkdown,
} from '../markdown/lists.ts';
import { renderToolMarkdown } from '../markdown/other-tool.ts';
import { renderReviewsMarkdown } from '../markdown/reviews.ts';
import { renderRuleMarkdown } from '../markdown/rule.ts';
import { formatHeading, joinBlocks } from '../markdown/text.ts';
import { FIXED_PAGES } from '../pages.ts';
import { fromContent, getSiteContent } from './content/content.ts';
import { findExample } from './examples/find-example.ts';
import { formatDay } from './examples/measurements.ts';
import { getLessonView, listLessons } from './lessons/lessons.ts';
import { listTopics } from './lessons/topics.ts';
import {
	getExamplePath,
	getLessonPath,
	getRulePath,
	getTopicPath,
	resolveFullAddress,
} from './links/addresses.ts';
import { listWithdrawnPages } from './links/withdrawn.ts';
import { describeToolPage, listOtherTools } from './other-tools.ts';
import { getRuleView } from './rules.ts';
import { nameFixedPage } from './site.ts';

/** A page of the site, as lists of pages and its Markdown twin need it. */
export interface ListedPage {
	/** From the site's root, with slashes at both ends. */
	readonly path: string;
	readonly title: string;
	/** One line. */
	readonly says: string;
	/** The day its content was last reviewed or measured, where it carries one: `2026-11-24`. */
	readonly changed?: string | undefined;
	markdown(): string | Promise<string>;
}

/** Every page of the site that can be read. */
export function listAllPages(): ListedPage[] {
	return [
		...listFixedPages(),
		...listTopicPages(),
		...listLessonPages(),
		...listRulePages(),
		...listToolPages(),
		...listExamplePages(),
		...listWithdrawnPageTwins(),
	];
}

/** The pages that have a Markdown twin, by their address: all but those that only lead on. */
export const twinPages: () => ReadonlyMap<string, ListedPage> = fromContent(
	() => new Map(listAllPages().map((page) => [page.path, page])),
);

/** What the Markdown twin of a fixed page says below its title and its line. The others are tools for the browser. */
const FIXED_BODIES: Readonly<Partial<Record<FixedPath, () => string>>> = {
	'/': renderHomeMarkdown,
	'/start/': renderStartMarkdown,
	'/done/': renderStartMarkdown,
	'/lessons/': renderLessonsMarkdown,
	'/rules/': renderRulesMarkdown,
	'/examples/': renderExamplesMarkdown,
	'/reviews/': renderReviewsMarkdown,
	'/glossary/': renderGlossaryMarkdown,
};

/** The pages that are not made from one piece of content. */
export function listFixedPages(): ListedPage[] {
	const bodies: Readonly<Record<string, (() => string) | undefined>> = FIXED_BODIES;
	return FIXED_PAGES.map(nameFixedPage).map(({ path, title, description }) => ({
		path,
		title,
		says: description,
		markdown: () =>
			joinBlocks(
				formatHeading(1, title),
				description,
				bodies[path]?.() ?? `This page is a tool for the browser: ${resolveFullAddress(path)}`,
			),
	}));
}

export function listTopicPages(): ListedPage[] {
	return listTopics().map((topic) => ({
		path: getTopicPath(topic.id),
		title: topic.title,
		says: `${topic.title}: its lessons in their order, its rules and its examples.`,
		markdown: () => joinBlocks(formatHeading(1, topic.title), renderTopicMarkdown(topic)),
	}));
}

export function listLessonPages(): ListedPage[] {
	return listLessons().map(({ id, title, takeaway, page }) => ({
		path: getLessonPath(id),
		title,
		says: takeaway,
		changed: page.frontmatter.reviewed,
		markdown: async () => renderLessonMarkdown(await getLessonView(id)),
	}));
}

/** What was withdrawn keeps its page, and its twin says where to go. */
function listWithdrawnPageTwins(): ListedPage[] {
	return listWithdrawnPages().map(({ path, title, on, because, instead }) => ({
		path,
		title,
		says: because,
		changed: on,
		markdown: () =>
			joinBlocks(
				formatHeading(1, title),
				`Withdrawn on ${formatDay(on)}. ${because} Now see: ${resolveFullAddress(instead)}`,
			),
	}));
}

export function listRulePages(): ListedPage[] {
	const { rulePages: written } = getSiteContent();
	return rules.map(({ id, summary }) => {
		const head = written.get(id)?.frontmatter;
		return {
			path: getRulePath(id),
			title: id,
			says: head?.title ?? `${summary}.`,
			changed: head?.reviewed,
			markdown: async () => renderRuleMarkdown(await getRuleView(id)),
		};
	});
}

export function listToolPages(): ListedPage[] {
	return listOtherTools().map((tool) => ({
		path: getToolPath(tool.id),
		title: `Codes of ${tool.name}`,
		says: describeToolPage(tool),
		changed: tool.read,
		markdown: () => renderToolMarkdown(tool),
	}));
}

export function listExamplePages(): ListedPage[] {
	return [...getSiteContent().examples.values()].map(({ id, manifest, evidence }) => ({
		path: getExamplePath(id),
		title: manifest.title,
		says: manifest.summary,
		changed: evidence?.recorded.slice(0, 10),
		markdown: () => renderExampleMarkdown(findExample(id)),
	}));
}
