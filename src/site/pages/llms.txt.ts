import type { APIRoute } from 'astro';
import {
	type ListedPage,
	listExamplePages,
	listFixedPages,
	listLessonPages,
	listRulePages,
	listToolPages,
	listTopicPages,
} from '../data/all-pages.ts';
import { getMarkdownAddress } from '../data/links/addresses.ts';
import { getSite } from '../data/site.ts';
import { formatHeading, formatList, joinBlocks } from '../markdown/text.ts';

/** A guide to the Markdown form of the site, in the layout that https://llmstxt.org describes. */
export const GET: APIRoute = () => {
	const site = getSite();
	return new Response(
		joinBlocks(
			formatHeading(1, site.title),
			`> ${site.description}`,
			'Each lesson stands on examples in two versions, before and after, that were linted, built, run and measured by a real Docker Engine.',
			'Every page has a Markdown form: its address with `index.md` behind the last slash. Addresses never change. All of them in one file: `llms-full.txt` beside this one.',
			renderSection('Topics', listTopicPages()),
			renderSection('Lessons', listLessonPages()),
			renderSection('Rules', listRulePages()),
			renderSection('Examples', listExamplePages()),
			renderSection('Rules of other tools', listToolPages()),
			renderSection('Optional', listFixedPages()),
		),
		{ headers: { 'content-type': 'text/plain; charset=utf-8' } },
	);
};

function renderSection(title: string, pages: readonly ListedPage[]): string {
	return joinBlocks(
		formatHeading(2, title),
		formatList(pages.map((page) => `[${page.title}](${getMarkdownAddress(page.path)}): ${page.says}`)),
	);
}
