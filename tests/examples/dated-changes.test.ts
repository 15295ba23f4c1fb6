import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SECTION = /^## What changed[^\n]*\n(.*?)(?=^## |$(?![\s\S]))/gms;

/** The lines with a year in what a page says has changed, and with no link. */
const listUncitedDates = (file: string) =>
	[...readFileSync(file, 'utf8').matchAll(SECTION)]
		.flatMap(([, section = '']) => section.split('\n'))
		.filter((line) => /\b20[0-3]\d\b/.test(line) && !line.startsWith('<Review') && !line.includes('](http'));

test.each(globSync('content/{lessons,rules}/*.mdx'))('%s cites each date that it gives', (file) => {
	expect(listUncitedDates(file)).toEqual([]);
});
