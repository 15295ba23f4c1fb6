import { rules } from '#core/rules/registry.ts';
import { exampleMarkdown } from '../markdown/example.ts';
import { lessonMarkdown } from '../markdown/lesson.ts';
import {
	examplesMarkdown,
	glossaryMarkdown,
	homeMarkdown,
	lessonsMarkdown,
	rulesMarkdown,
	startMarkdown,
} from '../markdown/lists.ts';
import { reviewsMarkdown } from '../markdown/reviews.ts';
import { ruleMarkdown } from '../markdown/rule.ts';
import { heading, joined } from '../markdown/text.ts';
import { examplePath, fullAddress, lessonPath, rulePath } from './addresses.ts';
import { fromContent, siteContent } from './content.ts';
import { findExample } from './find-example.ts';
import { lessons, lessonView } from './lessons.ts';
import { dayInWords } from './measurements.ts';
import { ruleView } from './rules.ts';
import { withdrawnPages } from './withdrawn.ts';

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
export function allPages(): SitePage[] {
	return [...fixedPages(), ...lessonPages(), ...rulePages(), ...examplePages(), ...goneByPages()];
}

/** The addresses that have a Markdown twin: all but those that only lead on. */
export const twinPaths = fromContent(() => new Set(allPages().map(({ path }) => path)));

/** The pages that are not made from one piece of content. */
export function fixedPages(): SitePage[] {
	return [
		{
			path: '/',
			title: 'Drydock',
			says: 'Docker lessons whose examples are built, run and measured.',
			markdown: homeMarkdown,
		},
		{
			path: '/start/',
			title: 'Start here',
			says: 'A path through the lessons, with what you can do after each.',
			markdown: startMarkdown,
		},
		{
			path: '/lessons/',
			title: 'Lessons',
			says: 'Every lesson, in the order in which they build on each other.',
			markdown: lessonsMarkdown,
		},
		{
			path: '/rules/',
			title: 'Rules',
			says: 'What the linter looks for, by topic.',
			markdown: rulesMarkdown,
		},
		{
			path: '/examples/',
			title: 'Examples',
			says: 'Every before and after, built and measured.',
			markdown: examplesMarkdown,
		},
		{
			path: '/reviews/',
			title: 'Cite and automate',
			says: 'How to cite a page, a rule or a line, and how to let CI do it.',
			markdown: reviewsMarkdown,
		},
		{
			path: '/glossary/',
			title: 'Glossary',
			says: 'The words these pages use, each in a sentence.',
			markdown: glossaryMarkdown,
		},
		toolPage('/check/', 'Check a file', 'Paste a Dockerfile or compose file and see what the linter says.'),
		toolPage('/offline/', 'Offline', 'Keep these pages for a time without a network.'),
		toolPage('/search/', 'Search', 'Search lessons, rules, examples and code.'),
	];
}

/** A page that works only with script: its twin says what it is for. */
function toolPage(path: string, title: string, says: string): SitePage {
	const markdown = () =>
		joined(heading(1, title), says, `This page is a tool for the browser: ${fullAddress(path)}`);
	return { path, title, says, markdown };
}

export function lessonPages(): SitePage[] {
	return lessons().map(({ id, title, takeaway, page }) => ({
		path: lessonPath(id),
		title,
		says: takeaway,
		changed: page.frontmatter.reviewed,
		markdown: async () => lessonMarkdown(await lessonView(id)),
	}));
}

/** What was withdrawn keeps its page, and its twin says where to go. */
function goneByPages(): SitePage[] {
	return withdrawnPages().map(({ path, title, on, because, instead }) => ({
		path,
		title,
		says: because,
		changed: on,
		markdown: () =>
			joined(
				heading(1, title),
				`Withdrawn on ${dayInWords(on)}. ${because} Now see: ${fullAddress(instead)}`,
			),
	}));
}

export function rulePages(): SitePage[] {
	const { rulePages: written } = siteContent();
	return rules.map(({ id, summary }) => {
		const head = written.get(id)?.frontmatter;
		return {
			path: rulePath(id),
			title: id,
			says: head?.title ?? `${summary}.`,
			...(head ? { changed: head.reviewed } : {}),
			markdown: async () => ruleMarkdown(await ruleView(id)),
		};
	});
}

export function examplePages(): SitePage[] {
	return [...siteContent().examples.values()].map(({ id, manifest, evidence }) => ({
		path: examplePath(id),
		title: manifest.title,
		says: manifest.summary,
		...(evidence ? { changed: evidence.recorded.slice(0, 10) } : {}),
		markdown: () => exampleMarkdown(findExample(id)),
	}));
}
