import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type ContentPlace, formatContentFolder } from '#examples/content-place.ts';
import { matchHead } from '#examples/pages/load-page.ts';
import { readLastChanges } from '../data/content/last-changes.ts';

/** What pages are made from, beside the program that makes them. */
export interface PageInputs {
	/** One hash of all that any page may read without a word. */
	readonly common: string;
	/** The hash of the words of each page of MDX, by its path as `Page` has it. */
	readonly words: ReadonlyMap<string, string>;
}

/** Where the pages of MDX lie, of whose files only the head is common to all. */
const PAGES = /^(?:lessons|rules)\/[^/]+\.mdx$/;

/** Settings of a build that no page shows: where it works, and what it has done. */
const NOT_SHOWN = /^DRYDOCK_(?:OUT|CACHE|VALIDATED|BENCH_\w+)$/;

/** Reads all the content, and what the environment says to the pages. `redirects` are worked out from the words of all. */
export function readPageInputs(
	{ folder, base }: ContentPlace,
	root: string,
	redirects: Readonly<Record<string, string>>,
): PageInputs {
	const common = createHash('sha256').update(JSON.stringify([root, listPageSettings(), redirects]));
	const words = new Map<string, string>();
	for (const one of base === undefined ? [folder] : [base, folder]) addFolder(one, root, common, words);
	return { common: common.digest('hex'), words };
}

/** What the environment says to the pages, in order. */
export function listPageSettings(): [name: string, value: string | undefined][] {
	return Object.entries(process.env)
		.filter(([name]) => /^(?:SITE$|TZ$|LANG$|LC_|DRYDOCK_)/.test(name) && !NOT_SHOWN.test(name))
		.sort();
}

function addFolder(folder: string, root: string, common: Hash, words: Map<string, string>): void {
	const shown = formatContentFolder(folder, root);
	const lastChanges = readLastChanges(folder, root);
	const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	for (const path of paths.map((one) => one.split(sep).join('/')).sort()) {
		const file = join(folder, path);
		const state = statSync(file);
		common.update(JSON.stringify([shown, path, state.mode]));
		if (!state.isFile()) continue;
		const bytes = readFileSync(file);
		const changed = lastChanges.get(`${shown}/${path}`) ?? '';
		const head = PAGES.test(path) ? matchHead(bytes.toString('utf8'))?.[0] : undefined;
		if (head === undefined) common.update(hashBytes(bytes)).update(changed);
		else {
			common.update(hashBytes(head));
			words.set(`${shown}/${path}`, hashBytes(bytes) + changed);
		}
	}
}

function hashBytes(bytes: Uint8Array | string): string {
	return createHash('sha256').update(bytes).digest('hex');
}
