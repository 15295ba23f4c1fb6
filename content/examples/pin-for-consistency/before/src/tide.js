import { readFile } from 'node:fs/promises';

const { edition, tides } = JSON.parse(await readFile(new URL('../tide-tables.json', import.meta.url), 'utf8'));

/** The next high tide in the tables that were built in, and the edition of those tables. */
export function nextHighTide(now) {
	return { edition, next: tides.find(({ high }) => Date.parse(high) > now.getTime()) ?? tides.at(-1) };
}
