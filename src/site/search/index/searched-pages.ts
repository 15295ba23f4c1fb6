import { rules } from '#core/rules/all-rules.ts';
import type { LoadedExample } from '#examples/content.ts';
import { SIDES } from '#examples/manifest.ts';
import { getSiteContent } from '../../data/content/content.ts';
import { listLessons } from '../../data/lessons/lessons.ts';
import { getExamplePath, getLessonPath, getRulePath } from '../../data/links/addresses.ts';
import {
	getCodePath,
	listOtherTools,
	listRuleCodes,
	listSearchedNames,
	nameCode,
} from '../../data/other-tools.ts';
import type { SearchLine, SearchPage } from '../indexed-page.ts';
import { LINE_WEIGHTS } from '../weights.ts';
import { listSearchableFixedPages } from './fixed-pages.ts';
import { parseMdxLines } from './mdx-lines.ts';

/** Everything that can be searched. */
export function listSearchedPages(): SearchPage[] {
	return [
		...listSearchableLessons(),
		...listSearchableRules(),
		...listSearchableExamples(),
		...listSearchableTerms(),
		...listSearchableCodes(),
		...listSearchableFixedPages(),
	];
}

function listSearchableLessons(): SearchPage[] {
	return listLessons()
		.map(({ page }) => page)
		.map(({ id, frontmatter: { title, takeaway, words = [] }, body }) => ({
			path: getLessonPath(id),
			title,
			kind: 'Lesson',
			topic: id,
			line: takeaway,
			names: [id, title],
			words,
			gist: [takeaway, ...extractReviewTexts(body)],
			messages: [],
			lines: parseMdxLines(body),
			prose: body,
		}));
}

function listSearchableRules(): SearchPage[] {
	const { rulePages: pages, ruleNotes } = getSiteContent();
	return rules.map((rule) => {
		const page = pages.get(rule.id);
		const body = [page?.body ?? '', ruleNotes.get(rule.id)?.body ?? ''].join('\n\n');
		const { title, why, instead, words = [] } = page?.frontmatter ?? { why: '', instead: '' };
		return {
			path: getRulePath(rule.id),
			title: rule.id,
			kind: 'Rule',
			topic: rule.topic,
			line: `${rule.summary}.`,
			names: [rule.id, ...(rule.aliases ?? [])],
			codes: listRuleCodes(rule.id).flatMap(({ codes }) => codes.flatMap(({ names }) => names)),
			words: [rule.summary, ...(title ? [title] : []), ...words],
			gist: [rule.summary, why, instead],
			messages: Object.values(rule.messages).map((message) => message.replace(/\{\w+\}/g, ' ')),
			lines: parseMdxLines(body),
			prose: body,
		};
	});
}

function listSearchableExamples(): SearchPage[] {
	return [...getSiteContent().examples.values()].map((example) => {
		const { id, manifest } = example;
		const says = manifest.run?.claims.map((claim) => claim.says) ?? [];
		return {
			path: getExamplePath(id),
			title: manifest.title,
			kind: 'Example',
			topic: manifest.lesson,
			line: manifest.summary,
			names: [id, manifest.title],
			words: [],
			gist: [manifest.summary],
			messages: says,
			lines: listExampleLines(example),
			prose: [...says, ...manifest.notes].join('\n'),
		};
	});
}

function listSearchableTerms(): SearchPage[] {
	return [...getSiteContent().glossary].map(([id, { term, says, words = [] }]) => ({
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

/** The codes of other tools that no rule answers to: each leads to its row. */
function listSearchableCodes(): SearchPage[] {
	return listOtherTools().flatMap((tool) =>
		tool.codes
			.filter(({ rules }) => rules.length === 0)
			.map((code) => ({
				path: getCodePath(tool, code),
				title: `${nameCode(code)} (${tool.name})`,
				kind: 'Page' as const,
				topic: '',
				line: code.means,
				names: [],
				codes: listSearchedNames(tool, code),
				words: [],
				gist: [code.means],
				messages: [],
				lines: [],
				prose: '',
			})),
	);
}

/** The sentences that a lesson gives reviewers. */
function extractReviewTexts(body: string): string[] {
	return [...body.matchAll(/<Review\b[^>]*>([\s\S]*?)<\/Review>/g)].map(([, text = '']) => text);
}

/** Written by programs, and full of hashes that nobody looks for. */
const LOCK_FILE = /(?:^|\/)(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|go\.sum)$/;

/** The lines of both sides, each once. */
function listExampleLines({ sides }: LoadedExample): SearchLine[] {
	const texts = SIDES.map(
		(side) => new Set(sides[side].files.flatMap(({ text }) => splitTrimmedLines(text))),
	);
	const [before, after] = [texts[0] ?? new Set(), texts[1] ?? new Set()];
	const seen = new Set<string>();
	return (['after', 'before'] as const).flatMap((side) =>
		sides[side].files
			.filter(({ path }) => !LOCK_FILE.test(path))
			.flatMap(({ path, text = '' }) =>
				text.split('\n').flatMap((line, at) => {
					const trimmedLine = line.trim();
					if (!isTelling(trimmedLine) || seen.has(trimmedLine)) return [];
					seen.add(trimmedLine);
					const isShared = before.has(trimmedLine) && after.has(trimmedLine);
					const weight = isShared
						? LINE_WEIGHTS.bothSides
						: side === 'after'
							? LINE_WEIGHTS.onlyAfter
							: LINE_WEIGHTS.onlyBefore;
					return [{ fragment: `#${side}/${path}:${at + 1}`, text: trimmedLine, is: 'code' as const, weight }];
				}),
			),
	);
}

function splitTrimmedLines(text = ''): string[] {
	return text.split('\n').map((line) => line.trim());
}

function isTelling(line: string): boolean {
	return line.length > 3 && line.length < 200 && /[a-z]/i.test(line);
}
