import {
	type Chunk,
	KINDS,
	type PageRecord,
	type Phrase,
	type Places,
	type Root,
	type SearchPage,
} from '../indexed-page.ts';
import { computeWordWeight } from '../rank/phrases.ts';
import {
	extractCodeTerms,
	listPairs,
	listStems,
	makeLineKey,
	makeMeaningKey,
	makeTellingKey,
	nameKey,
	splitWords,
} from '../rank/text.ts';

/** The index as files: what every search reads, and what only some do, each small. */
export interface SearchFiles {
	readonly root: Root;
	readonly places: Places;
	readonly chunks: readonly Chunk[];
	readonly words: ReadonlyMap<string, readonly string[]>;
	readonly pages: readonly PageRecord[];
}

/** The most pages that one key leads to; the full text knows the others. */
const PAGES_PER_KEY = 60;
/** Characters in a chunk: a search reads about one chunk for each of its words. */
const CHUNK = 6_000;
/** What a match counts for by where it stands. */
const WEIGHTS = { name: 10, words: 7, section: 3, gist: 4, message: 4, line: 30 };
/** A longer line has the page's own values in it, and nobody else's. */
const LONGEST_LINE = 60;

/** Makes the index of some pages. The same pages give the same files. */
export function buildSearch(
	unordered: readonly SearchPage[],
	{
		topics,
		suggestions,
	}: { readonly topics: Readonly<Record<string, string>>; readonly suggestions: readonly string[] },
): SearchFiles {
	const pages = [...unordered].sort(
		(a, b) =>
			KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
			compareText(a.topic, b.topic) ||
			compareText(a.path, b.path),
	);
	const index = new Map<string, number[]>();
	const vocabulary = new Set<string>();
	pages.forEach((page, number) => {
		for (const [key, weight] of collectKeys(page)) {
			const entries = index.get(key) ?? [];
			entries.push(number, weight);
			index.set(key, entries);
		}
		for (const word of new Set(collectPageText(page).flatMap(splitWords)))
			if (/^[a-z]{3,24}$/.test(word)) vocabulary.add(word);
	});
	const chunks = splitIntoChunks(index);
	const words = groupByInitial([...vocabulary].sort(compareText));
	return {
		root: { pages: pages.length, ...chunks.root, initials: [...words.keys()], suggestions },
		places: listPlaces(pages),
		chunks: chunks.chunks,
		words,
		pages: pages.map((page) => ({
			path: page.path,
			title: page.title,
			kind: page.kind,
			topic: topics[page.topic] ?? '',
			line: page.line,
			lines: page.lines.map(({ fragment, is, text }) => [fragment, is, text] as const),
			phrases: collectPhrases(page, (stem) =>
				computeWordWeight(stem, (index.get(stem)?.length ?? 0) / 2, pages.length),
			),
		})),
	};
}

/** Everything a page can be found by, with a weight from 1 to 100. */
function collectKeys(page: SearchPage): Map<string, number> {
	const counts = new Map<string, number>();
	const count = (key: string, weight: number) => counts.set(key, (counts.get(key) ?? 0) + weight);
	const addProseKeys = (text: string, weight: number) => {
		const list = listStems(text);
		for (const word of new Set(list)) count(word, weight);
		for (const pair of new Set(listPairs(list))) count(pair, weight);
		for (const code of extractCodeTerms(text)) count(code, weight);
	};
	for (const text of page.names) addProseKeys(text, WEIGHTS.name / Math.sqrt(page.names.length));
	for (const text of page.words) addProseKeys(text, WEIGHTS.words / Math.sqrt(Math.sqrt(page.words.length)));
	for (const text of page.gist) addProseKeys(text, WEIGHTS.gist);
	for (const text of new Set(page.messages))
		addProseKeys(text, WEIGHTS.message / Math.sqrt(page.messages.length));
	for (const { is, text, weight } of page.lines) {
		if (is === 'section') addProseKeys(text, WEIGHTS.section * weight);
		else {
			for (const code of extractCodeTerms(text)) count(code, weight);
			for (const pair of listCommandPairs(text)) count(pair, weight);
		}
	}
	const keys = new Map([...counts].map(([key, weight]) => [key, computeSaturatedWeight(weight)] as const));
	if (page.kind === 'Rule')
		for (const { is, text, weight } of page.lines)
			if (is === 'code' && / /.test(text.trim()) && text.length <= LONGEST_LINE)
				keys.set(
					makeLineKey(text),
					Math.max(keys.get(makeLineKey(text)) ?? 0, Math.round(WEIGHTS.line * weight)),
				);
	for (const text of page.words) {
		keys.set(makeTellingKey(text), 70);
		const meaning = makeMeaningKey(text);
		if (meaning !== undefined) keys.set(meaning, 100);
	}
	for (const text of page.words) keys.set(nameKey(text), 80);
	for (const text of page.names) keys.set(nameKey(text), 100);
	return keys;
}

/** What may be asked as a whole: what the page is called, what leads to it, and what it says of itself in a line. */
function collectPhrases(
	{ names, words, messages, line, lines }: SearchPage,
	tells: (stem: string) => number,
): Phrase[] {
	const sections = lines.flatMap(({ is, text, weight }) => (is === 'section' && weight >= 1 ? text : []));
	const texts = [...names, ...words, ...messages, line, ...sections].map((text) =>
		[...new Set(listStems(text))].join(' '),
	);
	return [...new Set(texts)]
		.filter((text) => text !== '')
		.map(
			(text) => [text, roundToTenth(text.split(' ').reduce((sum, stem) => sum + tells(stem), 0))] as const,
		);
}

function roundToTenth(value: number): number {
	return Math.round(value * 10) / 10;
}

/** The tenth time that a word stands on a page says little that the third did not. */
function computeSaturatedWeight(weight: number): number {
	return Math.max(1, Math.round((100 * weight) / (weight + 8)));
}

/** A command and what it is told to do stand in code as they do in a question: `git clone`, `apt-get update`. */
function listCommandPairs(line: string): string[] {
	return [...line.matchAll(/(?:^|[\s;&|("'[])([a-z][a-z-]+)"?,?[ \t]+"?([a-z][a-z-]+)/g)].flatMap(
		([, command = '', told = '']) => listPairs(listStems(`${command} ${told}`)),
	);
}

function collectPageText({ names, words, gist, messages, lines, prose }: SearchPage): string[] {
	return [
		prose,
		...names,
		...words,
		...gist,
		...messages,
		...lines.flatMap(({ is, text }) => (is === 'section' ? text : [])),
	];
}

function splitIntoChunks(index: ReadonlyMap<string, readonly number[]>): {
	root: Pick<Root, 'chunks'>;
	chunks: Chunk[];
} {
	const chunks: Record<string, readonly number[]>[] = [];
	const firstKeys: string[] = [];
	let size = CHUNK;
	for (const key of [...index.keys()].sort(compareText)) {
		const entries = selectHeaviestEntries(index.get(key) ?? []);
		if (size >= CHUNK) {
			chunks.push({});
			firstKeys.push(key);
			size = 0;
		}
		const chunk = chunks.at(-1);
		if (chunk) chunk[key] = entries;
		size += key.length + entries.length * 4;
	}
	return { root: { chunks: firstKeys }, chunks };
}

function groupByInitial(words: readonly string[]): Map<string, string[]> {
	const groups = new Map<string, string[]>();
	for (const word of words) {
		const group = groups.get(word.charAt(0));
		if (group) group.push(word);
		else groups.set(word.charAt(0), [word]);
	}
	return groups;
}

function selectHeaviestEntries(entries: readonly number[]): number[] {
	const weightedPages: [page: number, weight: number][] = [];
	for (let at = 0; at < entries.length; at += 2) weightedPages.push([entries[at] ?? 0, entries[at + 1] ?? 0]);
	weightedPages.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
	return [weightedPages.length, ...weightedPages.slice(0, PAGES_PER_KEY).flat()];
}

function listPlaces(pages: readonly SearchPage[]): Places {
	return pages.flatMap(({ kind, topic }, at) => {
		const before = pages[at - 1];
		return before?.kind === kind && before.topic === topic ? [] : [[at, kind, topic] as const];
	});
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
