import { expect, test } from 'vitest';
import { readCheckDirective } from '#core/dockerfile/check-directive.ts';
import { parseDockerfile } from '#core/dockerfile/parse.ts';

const read = (text: string) => readCheckDirective(parseDockerfile(text).dockerfile);

test('without a directive nothing is skipped', () => {
	expect(read('FROM x\n').isSkipped('A', 1)).toBe(false);
});

test('a directive speaks for the whole file', () => {
	const { skips, failsBuild, isSkipped } = read(
		'# check=skip=A, B;error=true\nFROM x\nRUN a\n'.replace(', ', ','),
	);
	expect([skips, failsBuild]).toEqual([new Set(['A', 'B']), true]);
	expect([isSkipped('A', 3), isSkipped('B', 2), isSkipped('C', 2)]).toEqual([true, true, false]);
});

test('a directive can skip everything', () => {
	expect(read('# check=skip=all\nFROM x\n').isSkipped('Anything', 2)).toBe(true);
});

test('behind another comment it is none, and speaks for the instruction below', () => {
	const { isSkipped } = read('# hello\n# check=skip=A\nFROM x\nRUN a\n');
	expect([isSkipped('A', 3), isSkipped('A', 4)]).toEqual([true, false]);
});

test('a comment above an instruction speaks for that one only', () => {
	const { isSkipped } = read('FROM x\n# check=skip=A\n# why\nRUN a\nRUN b\n');
	expect([isSkipped('A', 1), isSkipped('A', 4), isSkipped('A', 5), isSkipped('B', 4)]).toEqual([
		false,
		true,
		false,
		false,
	]);
});

test('a comment inside an instruction or behind the last one says nothing', () => {
	const { isSkipped } = read('FROM x\nRUN a \\\n# check=skip=A\n b\n# check=skip=A\n');
	expect([isSkipped('A', 2), isSkipped('A', 5)]).toEqual([false, false]);
});

test('of the comments above an instruction the first one counts, up to a blank', () => {
	const { isSkipped } = read('FROM x\n# check=skip=A why\n# check=skip=B\nRUN a\n# check=skip=A\n#\nRUN b\n');
	expect([isSkipped('A', 4), isSkipped('B', 4), isSkipped('A', 7)]).toEqual([true, false, false]);
});

test('one that cannot be read says nothing', () => {
	const { isSkipped } = read('FROM x\n# check=A\n# check=skip=A\nRUN a\n');
	expect(isSkipped('A', 4)).toBe(false);
});
