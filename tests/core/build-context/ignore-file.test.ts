import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseIgnoreFile } from '#core/build-context/ignore-file.ts';
import { processorSeconds } from '../../processor-seconds.ts';

/** One context, and the files of it that a real `COPY . /` brought in under each ignore file. */
interface Recorded {
	readonly files: readonly string[];
	readonly cases: readonly { readonly ignore: string; readonly copied: readonly string[] }[];
}

const { files, cases }: Recorded = JSON.parse(
	readFileSync(new URL('fixtures/ignore-file.json', import.meta.url), 'utf8'),
);

describe('lets through what a real build copies', () => {
	test.each(cases.map(({ ignore, copied }) => [JSON.stringify(ignore), ignore, copied] as const))(
		'under %s',
		(_, ignore, copied) => {
			const { isIgnored } = parseIgnoreFile(ignore);
			expect(files.filter((file) => !isIgnored(file))).toEqual(copied);
		},
	);
});

test.each(['[', 'a[', '[]a]', '[a-]', '[-a]', 'a\\', '[^]'])('the pattern %s stops a build', (pattern) => {
	const { errors } = parseIgnoreFile(`b\n  ${pattern}\n`);
	expect(errors).toEqual([
		{ message: `The pattern \`${pattern}\` cannot be read.`, span: { start: 4, end: 4 + pattern.length } },
	]);
});

test('a lone ! stops a build', () => {
	expect(parseIgnoreFile('!\n').errors).toEqual([
		{ message: 'A `!` needs a pattern behind it.', span: { start: 0, end: 1 } },
	]);
});

test('a path may be asked for with ./ in front or / behind', () => {
	const { isIgnored } = parseIgnoreFile('a\n');
	expect(['a', './a', 'a/', '/a', 'a/b/../c'].map(isIgnored)).toEqual([true, true, true, true, true]);
	expect(['.', '', 'b/a'].map(isIgnored)).toEqual([false, false, false]);
});

test('a pattern full of stars takes no longer than another', () => {
	const { isIgnored } = parseIgnoreFile(`${'**/a*'.repeat(40)}b\n`);
	let verdict: boolean | undefined;
	const seconds = processorSeconds(() => {
		verdict = isIgnored(`${'a/'.repeat(80)}c`);
	});
	expect(verdict).toBe(false);
	expect(seconds).toBeLessThan(5);
});
