import { rules } from '#core/rules/all-rules.ts';
import { renderExampleMarkdown } from '../markdown/example.ts';
import { renderLessonMarkdown } from '../markdown/lesson.ts';
import {
	formatStartPage,
	renderExamplesMarkdown,
	renderGlossaryMarkdown,
	renderHomeMarkdown,
	renderLessonsMarkdown,
	renderRulesMarkdown,
} from '../markdown/lists.ts';
import { renderReviewsMarkdown } from '../markdown/reviews.ts';
import { renderRuleMarkdown } from '../markdown/rule.ts';
import { formatHeading, joinBlocks } from '../markdown/text.ts';
import { getExamplePath, getLessonPath, getRulePath, resolveFullAddress } from './addresses.ts';
import { fromContent, getSiteContent } from './content.ts';
import { findExample } from './find-example.ts';
import { getLessonView, listLessons } from './lessons.ts';
import { formatDay } from './measurements.ts';
import { getRuleView } from './rules.ts';
import { listWithdrawnPages } from './withdrawn.ts';

/** A page of the site, as lists of pages and its Markdown twin need it. */
export interface SitePage {
	/** From the site's root, with slashes at both ends. */
	readonly path: string;
	readonly title: string;
	/** One line. */
	readonly says: string;
	/** The day its content was last reviewed or measured, where it carries one: `2026-11-24`. */
	readonly changed?: string;
	markdown(): string | Promise<string>;
}

/** Every page of the site that can be read. */
export function listAllPages(): SitePage[] {
	return [
		...listFixedPages(),
		...listLessonPages(),
		...listRulePages(),
		...listExamplePages(),
		...listWithdrawnSitePages(),
	];
}

/** The addresses that have a Markdown twin: all but those that only lead on. */
export const twinPaths = fromContent(() => new Set(listAllPages().map(({ path }) => path)));

/** The pages that are not made from one piece of content. */
export function listFixedPages(): SitePage[] {
	return [
		{
			path: '/',
			title: 'Drydock',
			says: 'Docker lessons whose examples are built, run and measured.',
			markdown: renderHomeMarkdown,
		},
		{
			path: '/start/',
			title: 'Start here',
			says: 'A path through the lessons, with what you can do after each.',
			markdown: formatStartPage,
		},
		{
			path: '/lessons/',
			title: 'Lessons',
			says: 'Every lesson, in the order in which they build on each other.',
			markdown: renderLessonsMarkdown,
		},
		{
			path: '/rules/',
			title: 'Rules',
			says: 'What the linter looks for, by topic.',
			markdown: renderRulesMarkdown,
		},
		{
			path: '/examples/',
			title: 'Examples',
			says: 'Every before and after, built and measured.',
			markdown: renderExamplesMarkdown,
		},
		{
			path: '/reviews/',
			title: 'Cite and automate',
			says: 'How to cite a page, a rule or a line, and how to let CI do it.',
			markdown: renderReviewsMarkdown,
		},
		{
			path: '/glossary/',
			title: 'Glossary',
			says: 'The words these pages use, each in a sentence.',
			markdown: renderGlossaryMarkdown,
		},
		makeToolPage(
			'/check/',
			'Check a file',
			'Paste a Dockerfile or compose file and see what the linter says.',
		),
		makeToolPage('/offline/', 'Offline', 'Keep these pages for a time without a network.'),
		makeToolPage('/search/', 'Search', 'Search lessons, rules, examples and code.'),
	];
}

/** A page that works only with script: its twin says what it is for. */
function makeToolPage(path: string, title: string, says: string): SitePage {
	const renderMarkdown = () =>
		joinBlocks(
			formatHeading(1, title),
			says,
			`This page is a tool for the browser: ${resolveFullAddress(path)}`,
		);
	return { path, title, says, markdown: renderMarkdown };
}

export function listLessonPages(): SitePage[] {
	return listLessons().map(({ id, title, takeaway, page }) => ({
		path: getLessonPath(id),
		title,
		says: takeaway,
		changed: page.frontmatter.reviewed,
		markdown: async () => renderLessonMarkdown(await getLessonView(id)),
	}));
}

/** What was withdrawn keeps its page, and its twin says where to go. */
function listWithdrawnSitePages(): SitePage[] {
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

export function listRulePages(): SitePage[] {
	const { rulePages: written } = getSiteContent();
	return rules.map(({ id, summary }) => {
		const head = written.get(id)?.frontmatter;
		return {
			path: getRulePath(id),
			title: id,
			says: head?.title ?? `${summary}.`,
			...(head ? { changed: head.reviewed } : {}),
			markdown: async () => renderRuleMarkdown(await getRuleView(id)),
		};
	});
}

export function listExamplePages(): SitePage[] {
	return [...getSiteContent().examples.values()].map(({ id, manifest, evidence }) => ({
		path: getExamplePath(id),
		title: manifest.title,
		says: manifest.summary,
		...(evidence ? { changed: evidence.recorded.slice(0, 10) } : {}),
		markdown: () => renderExampleMarkdown(findExample(id)),
	}));
}
