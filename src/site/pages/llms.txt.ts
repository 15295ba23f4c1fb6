import type { APIRoute } from 'astro';
import { markdownAddress } from '../data/addresses.ts';
import { examplePages, fixedPages, lessonPages, rulePages, type SitePage } from '../data/pages.ts';
import { heading, joined, list } from '../markdown/text.ts';

/** A guide to the Markdown form of the site, in the layout that https://llmstxt.org describes. */
export const GET: APIRoute = () =>
	new Response(
		joined(
			heading(1, 'Drydock'),
			'> Docker lessons whose every example is proven, not claimed: each stands on a before and an after that were linted, built, run and measured by a real Docker Engine.',
			'Every page has a Markdown form: its address with `index.md` behind the last slash. Addresses never change.',
			section('Lessons', lessonPages()),
			section('Rules', rulePages()),
			section('Examples', examplePages()),
			section('Optional', fixedPages()),
		),
		{ headers: { 'content-type': 'text/plain; charset=utf-8' } },
	);

function section(title: string, pages: readonly SitePage[]): string {
	return joined(
		heading(2, title),
		list(pages.map((page) => `[${page.title}](${markdownAddress(page.path)}): ${page.says}`)),
	);
}
