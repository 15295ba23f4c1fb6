import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { validateContent } from '#examples/validate.ts';
import { type Change, writeContent } from './content-copy.ts';

let folder: string;
let known: Set<string>;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-good-'));
	known = new Set();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The codes of all problems after an edit, and what was judged anew and found good. */
function validateAfter(change: Change) {
	writeContent(folder, change);
	const before = new Set(known);
	const knownGood = { has: (from: string) => known.has(from), add: (from: string) => known.add(from) };
	const { problems } = validateContent(join(folder, 'content'), { root: folder, knownGood });
	return { codes: problems.map(({ code }) => code), fresh: [...known].filter((one) => !before.has(one)) };
}

test('what is good is judged once, and after an edit only what was edited', () => {
	expect(validateAfter({}).fresh.map((one) => JSON.parse(one)[0])).toContain('content/examples/pinned');
	expect(validateAfter({}).fresh).toEqual([]);
	const { fresh } = validateAfter({ edit: { 'lessons/1-pinning.mdx': ['takeaway: ', 'takeaway: Always '] } });
	expect(fresh.map((one) => JSON.parse(one)[0])).toEqual(['content/lessons/1-pinning.mdx']);
});

test.for<[what: string, change: Change]>([
	[
		'finding-not-reported',
		{ edit: { 'examples/pinned/before/Dockerfile': ['FROM debian', 'FROM debian:12.5'] } },
	],
	[
		'block-finding-not-reported',
		{ edit: { 'rules/pin-base-image.mdx': ['FROM debian\n', 'FROM debian:12.5\n'] } },
	],
	['copy-source-missing', { remove: ['examples/pinned/after/tides.sh'] }],
])('after a good run, %s is told, and told again', ([what, change]) => {
	expect(validateAfter({}).codes).toEqual([]);
	expect(validateAfter(change).codes).toContain(what);
	expect(validateAfter(change).codes).toContain(what);
	expect(validateAfter({}).codes).toEqual([]);
});
