import { rules } from '#core/rules/registry.ts';
import type { LoadedExample } from '#examples/content.ts';
import { SIDES } from '#examples/manifest.ts';
import { linesOfMdx } from '../search/mdx-lines.ts';
import type { SearchLine, SearchPage } from '../search/search-page.ts';
import { examplePath, lessonPath, rulePath } from './addresses.ts';
import { siteContent } from './content.ts';
import { lessons } from './lessons.ts';
import { sitePages } from './site-pages.ts';

/** Everything that can be searched. */
export function searchPages(): SearchPage[] {
	return [...lessonPages(), ...rulePages(), ...examplePages(), ...glossaryPages(), ...sitePages()];
}

function lessonPages(): SearchPage[] {
	return lessons()
		.map(({ page }) => page)
		.map(({ id, frontmatter: { title, takeaway, words = [] }, body }) => ({
			path: lessonPath(id),
			title,
			kind: 'Lesson',
			topic: id,
			line: takeaway,
			names: [id, title],
			words,
			gist: [takeaway, ...reviewTexts(body)],
			messages: [],
			lines: linesOfMdx(body),
			prose: body,
		}));
}

function rulePages(): SearchPage[] {
	const pages = siteContent().rulePages;
	return rules.map((rule) => {
		const page = pages.get(rule.id);
		const { title, why, instead, words = [] } = page?.frontmatter ?? { why: '', instead: '' };
		return {
			path: rulePath(rule.id),
			title: rule.id,
			kind: 'Rule',
			topic: rule.topic,
			line: `${rule.summary}.`,
			names: [rule.id, ...(rule.aliases ?? [])],
			words: [rule.summary, ...(title ? [title] : []), ...words],
			gist: [rule.summary, why, instead],
			messages: Object.values(rule.messages).map((message) => message.replace(/\{\w+\}/g, ' ')),
			lines: linesOfMdx(page?.body ?? ''),
			prose: page?.body ?? '',
		};
	});
}

function examplePages(): SearchPage[] {
	return [...siteContent().examples.values()].map((example) => {
		const { id, manifest } = example;
		const says = manifest.run?.claims.map((claim) => claim.says) ?? [];
		return {
			path: examplePath(id),
			title: manifest.title,
			kind: 'Example',
			topic: manifest.lesson,
			line: manifest.summary,
			names: [id, manifest.title],
			words: [],
			gist: [manifest.summary],
			messages: says,
			lines: exampleLines(example),
			prose: [...says, ...manifest.notes].join('\n'),
		};
	});
}

function glossaryPages(): SearchPage[] {
	return [...siteContent().glossary].map(([id, { term, says, words = [] }]) => ({
		path: `/glossary/#${id}`,
		title: term,
		kind: 'Glossary',
		topic: '',
		line: says,
		names: [],
		words: [term, `what is ${term}`, ...words],
		gist: [says],
		messages: [],
		lines: [],
		prose: says,
	}));
}

/** The sentences that a lesson gives reviewers. */
function reviewTexts(body: string): string[] {
	return [...body.matchAll(/<Review\b[^>]*>([\s\S]*?)<\/Review>/g)].map(([, text = '']) => text);
}

/** Written by programs, and full of hashes that nobody looks for. */
const LOCK_FILE = /(?:^|\/)(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|go\.sum)$/;

/** The lines of both sides. What only the after says is what the example is for; what both say is only there. */
function exampleLines({ sides }: LoadedExample): SearchLine[] {
	const texts = SIDES.map((side) => new Set(sides[side].files.flatMap(({ text }) => codeLines(text))));
	const [before, after] = [texts[0] ?? new Set(), texts[1] ?? new Set()];
	const seen = new Set<string>();
	return (['after', 'before'] as const).flatMap((side) =>
		sides[side].files
			.filter(({ path }) => !LOCK_FILE.test(path))
			.flatMap(({ path, text = '' }) =>
				text.split('\n').flatMap((line, at) => {
					const own = line.trim();
					if (!isTelling(own) || seen.has(own)) return [];
					seen.add(own);
					const isShared = before.has(own) && after.has(own);
					const weight = isShared ? 0.4 : side === 'after' ? 6 : 2;
					return [{ fragment: `#${side}/${path}:${at + 1}`, text: own, is: 'code' as const, weight }];
				}),
			),
	);
}

function codeLines(text = ''): string[] {
	return text.split('\n').map((line) => line.trim());
}

function isTelling(line: string): boolean {
	return line.length > 3 && line.length < 200 && /[a-z]/i.test(line);
}
