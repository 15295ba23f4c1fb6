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
import { extractStem } from '../rank/stem.ts';
import {
	extractCodeTerms,
	isPlaceKey,
	listPairs,
	listStems,
	makeLineKey,
	makeMeaningKey,
	makePlaceKey,
	makeTellingKey,
	nameKey,
	splitWords,
} from '../rank/text.ts';
import { LIMITS, PLACE_WEIGHTS, SATURATION, WHOLE_WEIGHTS } from '../weights.ts';

/** The index as files: what every search reads, and what only some do, each small. */
export interface SearchFiles {
	readonly root: Root;
	readonly places: Places;
	readonly chunks: readonly Chunk[];
	readonly words: ReadonlyMap<string, readonly string[]>;
	readonly pages: readonly PageRecord[];
}

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
	const chunks = splitIntoChunks(index, pages.length <= LIMITS.smallSite ? pages.length : LIMITS.pagesPerKey);
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
		for (const compound of listCompounds(text)) count(extractStem(compound), weight);
	};
	for (const text of page.names) addProseKeys(text, PLACE_WEIGHTS.name / Math.sqrt(page.names.length));
	for (const text of page.words)
		addProseKeys(text, PLACE_WEIGHTS.words / Math.sqrt(Math.sqrt(page.words.length)));
	for (const text of page.gist) addProseKeys(text, PLACE_WEIGHTS.gist);
	for (const text of new Set(page.messages))
		addProseKeys(text, PLACE_WEIGHTS.message / Math.sqrt(page.messages.length));
	for (const { is, text, weight } of page.lines) {
		if (is === 'section') addProseKeys(text, PLACE_WEIGHTS.section * weight);
		else {
			for (const code of extractCodeTerms(text)) count(code, weight);
			for (const pair of listCommandPairs(text)) count(pair, weight);
		}
	}
	if (page.kind === 'Lesson')
		for (const [word, times] of countStems(page.prose))
			count(word, PLACE_WEIGHTS.lessonProse * Math.sqrt(times));
	const keys = new Map([...counts].map(([key, weight]) => [key, computeSaturatedWeight(weight)] as const));
	if (page.kind === 'Rule')
		for (const { is, text, weight } of page.lines)
			if (is === 'code' && / /.test(text.trim()) && text.length <= LIMITS.longestLine)
				keys.set(
					makeLineKey(text),
					Math.max(keys.get(makeLineKey(text)) ?? 0, Math.round(PLACE_WEIGHTS.line * weight)),
				);
	for (const text of page.words) {
		keys.set(makeTellingKey(text), WHOLE_WEIGHTS.tellingWords);
		const meaning = makeMeaningKey(text);
		if (meaning !== undefined) keys.set(meaning, WHOLE_WEIGHTS.meaning);
	}
	for (const [key, weight] of collectLineKeys(page)) keys.set(key, weight);
	for (const text of page.words) keys.set(nameKey(text), WHOLE_WEIGHTS.words);
	for (const text of page.names) keys.set(nameKey(text), WHOLE_WEIGHTS.name);
	for (const code of page.codes ?? []) {
		keys.set(nameKey(code), WHOLE_WEIGHTS.name);
		for (const term of extractCodeTerms(code)) keys.set(term, WHOLE_WEIGHTS.name);
	}
	return keys;
}

function countStems(text: string): Map<string, number> {
	const times = new Map<string, number>();
	for (const stem of listStems(text))
		if (stem.length <= LIMITS.longestWord) times.set(stem, (times.get(stem) ?? 0) + 1);
	return times;
}

/** The plain words of headings and of code, apart from those of the prose: for who wants to see only such places. */
function collectLineKeys({ lines }: SearchPage): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { is, text, weight } of lines)
		for (const word of new Set(splitWords(text).filter(({ length }) => length <= LIMITS.longestWord))) {
			const key = makePlaceKey(is, extractStem(word));
			counts.set(key, (counts.get(key) ?? 0) + weight);
		}
	return new Map([...counts].map(([key, weight]) => [key, computeSaturatedWeight(weight)]));
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

/** From 1 to 100, less and less for each more. */
function computeSaturatedWeight(weight: number): number {
	return Math.max(1, Math.round((100 * weight) / (weight + SATURATION)));
}

/** What some write as one word and others with a hyphen: `multi-stage` is asked for as `multistage` too. */
function listCompounds(text: string): string[] {
	return [...text.toLowerCase().matchAll(/(?<![\p{L}\p{N}-])(\p{L}{2,})-(\p{L}{2,})(?![\p{L}\p{N}-])/gu)].map(
		([, first, second]) => `${first}${second}`,
	);
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

function splitIntoChunks(
	index: ReadonlyMap<string, readonly number[]>,
	pagesPerKey: number,
): {
	root: Pick<Root, 'chunks'>;
	chunks: Chunk[];
} {
	const chunks: Record<string, readonly number[]>[] = [];
	const firstKeys: string[] = [];
	let size = LIMITS.chunk;
	for (const key of [...index.keys()].sort(compareText)) {
		const entries = selectHeaviestEntries(
			index.get(key) ?? [],
			isPlaceKey(key) ? LIMITS.pagesPerPlaceKey : pagesPerKey,
		);
		if (size >= LIMITS.chunk) {
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

function selectHeaviestEntries(entries: readonly number[], limit: number): number[] {
	const weightedPages: [page: number, weight: number][] = [];
	for (let at = 0; at < entries.length; at += 2) weightedPages.push([entries[at] ?? 0, entries[at + 1] ?? 0]);
	weightedPages.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
	return [weightedPages.length, ...weightedPages.slice(0, limit).flat()];
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
