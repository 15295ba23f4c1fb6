import type { Chunk, PageRecord, Place, Places, Root } from '../indexed-page.ts';
import type { IndexReader } from '../rank/index-reader.ts';
import { makePlaceKey } from '../rank/text.ts';
import { load } from './source.ts';

/** Narrows a search to one kind of page, one topic, headings or lines of code. */
export interface Wanted {
	readonly kind?: string | undefined;
	readonly topic?: string | undefined;
	readonly place?: Place;
}

export interface SearchIndex {
	readonly root: Root;
	/** The index as the ranking reads it; pages that are not wanted are left out. */
	reader(wanted: Wanted): Promise<IndexReader>;
	page(number: number): Promise<PageRecord>;
}

const requestedFiles = new Map<string, Promise<unknown>>();

/** Reads what every search needs; the second call is free. */
export async function openIndex(): Promise<SearchIndex> {
	const root = await loadOnce<Root>('root');
	return {
		root,
		page: (number) => loadOnce<PageRecord>(`pages/${number}`),
		reader: async (wanted) => ({
			pages: root.pages,
			entries: async (key) => readEntries(root, narrowKey(key, wanted.place)),
			keysFrom: async (prefix, most) => {
				const keys = await listKeysByPrefix(root, narrowKey(prefix, wanted.place) ?? prefix, most);
				return keys.map((key) => key.replace(/^[#§]/, ''));
			},
			words: async (initial) =>
				root.initials.includes(initial) ? loadOnce<string[]>(`words/${initial}`) : [],
			isWanted: await createPageFilter(wanted),
		}),
	};
}

async function readEntries(root: Root, key: string | undefined): Promise<readonly number[] | undefined> {
	if (key === undefined) return undefined;
	return getOwnEntries(await loadOnce<Chunk>(`terms/${findChunkNumber(root, key)}`), key);
}

/** Who wants to see headings or code only looks for words there; what a page is called then tells nothing. */
function narrowKey(key: string, place: Place | undefined): string | undefined {
	if (place === undefined) return key;
	if (/^[=?]/.test(key)) return undefined;
	return /^[\p{L}\p{N}]+$/u.test(key) ? makePlaceKey(place, key) : key;
}

async function createPageFilter({ kind, topic }: Wanted): Promise<(page: number) => boolean> {
	if (kind === undefined && topic === undefined) return () => true;
	const places = await loadOnce<Places>('places');
	return (page) => {
		const [, ownKind, ownTopic] = places.findLast(([first]) => first <= page) ?? [];
		return (kind === undefined || ownKind === kind) && (topic === undefined || ownTopic === topic);
	};
}

/** A file is asked for once, however many ask at the same time; one that failed may be asked for again. */
function loadOnce<T>(file: string): Promise<T> {
	const path = `search/${file}.json`;
	const asked = requestedFiles.get(path) ?? load<T>(path);
	requestedFiles.set(path, asked);
	asked.catch(() => requestedFiles.delete(path));
	return asked as Promise<T>;
}

/** Reading `constructor` from an object must not find what every object has. */
function getOwnEntries(chunk: Chunk, key: string): readonly number[] | undefined {
	return Object.hasOwn(chunk, key) ? chunk[key] : undefined;
}

/** The last chunk that does not begin after the key. */
function findChunkNumber({ chunks }: Root, key: string): number {
	let [low, high] = [0, chunks.length - 1];
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((chunks[middle] ?? '') <= key) low = middle;
		else high = middle - 1;
	}
	return low;
}

async function listKeysByPrefix(root: Root, prefix: string, limit: number): Promise<string[]> {
	const first = findChunkNumber(root, prefix);
	const numbers = [first, first + 1].filter((number) => number < root.chunks.length);
	const chunks = await Promise.all(numbers.map((number) => loadOnce<Chunk>(`terms/${number}`)));
	return chunks
		.flatMap((chunk) => Object.entries(chunk))
		.filter(([key]) => key.startsWith(prefix) && !key.includes(' '))
		.sort((a, b) => (b[1][0] ?? 0) - (a[1][0] ?? 0))
		.slice(0, limit)
		.map(([key]) => key);
}
