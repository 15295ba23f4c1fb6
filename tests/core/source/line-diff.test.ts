import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines, makePatch } from '#core/source/line-diff.ts';
import { processorSeconds } from '../../processor-seconds.ts';

const kinds = (before: string, after: string) =>
	diffLines(before.split('\n'), after.split('\n')).map(
		({ kind, before, after }) => `${kind} ${before ?? '-'}/${after ?? '-'}`,
	);

test('equal lines are kept on both sides', () => {
	expect(kinds('a\nb', 'a\nb')).toEqual(['kept 1/1', 'kept 2/2']);
});

test('a line taken out and a line put in stand alone', () => {
	expect(kinds('a\nb\nc', 'a\nc')).toEqual(['kept 1/1', 'removed 2/-', 'kept 3/2']);
	expect(kinds('a\nc', 'a\nb\nc')).toEqual(['kept 1/1', 'added -/2', 'kept 2/3']);
});

test('a replaced run is laid beside the run that replaces it', () => {
	expect(kinds('a\nx\ny\nz\nd', 'a\n1\nd')).toEqual([
		'kept 1/1',
		'changed 2/2',
		'removed 3/-',
		'removed 4/-',
		'kept 5/3',
	]);
});

test('every line appears once, in order, and kept rows are equal', () => {
	const lines = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'RUN x'), { maxLength: 40 });
	fc.assert(
		fc.property(lines, lines, (before, after) => {
			const rows = diffLines(before, after);
			expect(rows.flatMap((row) => row.before ?? [])).toEqual(before.map((_, at) => at + 1));
			expect(rows.flatMap((row) => row.after ?? [])).toEqual(after.map((_, at) => at + 1));
			for (const row of rows)
				if (row.kind === 'kept') expect(before[(row.before ?? 0) - 1]).toBe(after[(row.after ?? 0) - 1]);
		}),
	);
});

test('two long texts are compared in bounded time', () => {
	const before = Array.from({ length: 20_000 }, (_, at) => `line ${at}`);
	const after = before.flatMap((line, at) => (at % 7 === 0 ? ['new', line] : at % 11 === 0 ? [] : [line]));
	let rows: ReturnType<typeof diffLines> = [];
	const seconds = processorSeconds(() => {
		rows = diffLines(before, after);
	});
	expect(seconds).toBeLessThan(10);
	expect(rows.filter(({ kind }) => kind === 'kept').length).toBeGreaterThan(18_000);
});

test('two long texts with little in common are laid side by side in bounded time', () => {
	const before = Array.from({ length: 20_000 }, (_, at) => `old ${at}`);
	const after = Array.from({ length: 30_000 }, (_, at) => `new ${at}`);
	let rows: ReturnType<typeof diffLines> = [];
	const seconds = processorSeconds(() => {
		rows = diffLines(['same', ...before], ['same', ...after]);
	});
	expect(seconds).toBeLessThan(10);
	expect(rows.filter(({ kind }) => kind === 'changed').length).toBeGreaterThanOrEqual(20_000);
	expect(rows.flatMap((row) => row.after ?? [])).toEqual(['same', ...after].map((_, at) => at + 1));
});

test('a patch names both files and has three lines around what changed, as git and patch read it', () => {
	const before = ['a', 'b', 'c', 'd', 'e', ''].join('\n');
	expect(makePatch('a/x', 'b/x', before, before.replace('e', 'f'))).toBe(
		'--- a/x\n+++ b/x\n@@ -2,4 +2,4 @@\n b\n c\n d\n-e\n+f\n',
	);
	expect(makePatch('x', 'x', 'a\n', 'b\n')).toBe('--- x\n+++ x\n@@ -1,1 +1,1 @@\n-a\n+b\n');
	expect(makePatch('a/x', 'b/x', before, before)).toBe('');
});
