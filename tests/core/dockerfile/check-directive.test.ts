import { expect, test } from 'vitest';
import { readCheckDirective } from '#core/dockerfile/check-directive.ts';
import { parseDockerfile } from '#core/dockerfile/parse.ts';

const read = (text: string) => readCheckDirective(parseDockerfile(text).dockerfile);

test('without a directive nothing is skipped', () => {
	expect(read('FROM x\n').isSkipped('UndefinedVar', 1)).toBe(false);
});

test('a directive speaks for the whole file', () => {
	const { skips, failsBuild, isSkipped } = read(
		'# check=skip=UndefinedVar, FromAsCasing;error=true\nFROM x\nRUN a\n'.replace(', ', ','),
	);
	expect([skips, failsBuild]).toEqual([new Set(['UndefinedVar', 'FromAsCasing']), true]);
	expect([
		isSkipped('UndefinedVar', 3),
		isSkipped('FromAsCasing', 2),
		isSkipped('StageNameCasing', 2),
	]).toEqual([true, true, false]);
});

test('a directive can skip every check of BuildKit, and nothing of another tool', () => {
	const { isSkipped } = read('# check=skip=all\nFROM x\n');
	expect([isSkipped('JSONArgsRecommended', 2), isSkipped('StageNameCasing', 2)]).toEqual([true, true]);
	expect([isSkipped('DL3025', 2), isSkipped('docker/no-root', 2)]).toEqual([false, false]);
});

test('an experimental check is silent until a file or the comment above an instruction asks for it', () => {
	const name = 'InvalidDefinitionDescription';
	const one = read('FROM x\n# check=experimental=X,InvalidDefinitionDescription\nARG a\n');
	expect([one.isSkipped(name, 1), one.isSkipped(name, 3)]).toEqual([true, false]);
	expect(read('# check=experimental=all;skip=all\nFROM x\n').isSkipped(name, 2)).toBe(false);
	expect(read(`# check=skip=${name}\nFROM x\n`).isSkipped(name, 2)).toBe(true);
});

test('an indented comment is none to BuildKit', () => {
	expect(read('FROM x\n  # check=skip=UndefinedVar\nRUN a\n').isSkipped('UndefinedVar', 3)).toBe(false);
});

test('behind another comment it is none, and speaks for the instruction below', () => {
	const { isSkipped } = read('# hello\n# check=skip=UndefinedVar\nFROM x\nRUN a\n');
	expect([isSkipped('UndefinedVar', 3), isSkipped('UndefinedVar', 4)]).toEqual([true, false]);
});

test('a comment above an instruction speaks for that one only', () => {
	const { isSkipped } = read('FROM x\n# check=skip=UndefinedVar\n# why\nRUN a\nRUN b\n');
	expect([
		isSkipped('UndefinedVar', 1),
		isSkipped('UndefinedVar', 4),
		isSkipped('UndefinedVar', 5),
		isSkipped('FromAsCasing', 4),
	]).toEqual([false, true, false, false]);
});

test('a comment inside an instruction or behind the last one says nothing', () => {
	const { isSkipped } = read('FROM x\nRUN a \\\n# check=skip=UndefinedVar\n b\n# check=skip=UndefinedVar\n');
	expect([isSkipped('UndefinedVar', 2), isSkipped('UndefinedVar', 5)]).toEqual([false, false]);
});

test('of the comments above an instruction the first one counts, up to a blank', () => {
	const { isSkipped } = read(
		'FROM x\n# check=skip=UndefinedVar why\n# check=skip=FromAsCasing\nRUN a\n# check=skip=UndefinedVar\n#\nRUN b\n',
	);
	expect([isSkipped('UndefinedVar', 4), isSkipped('FromAsCasing', 4), isSkipped('UndefinedVar', 7)]).toEqual([
		true,
		false,
		false,
	]);
});

test('one that cannot be read says nothing', () => {
	const { isSkipped } = read('FROM x\n# check=A\n# check=skip=UndefinedVar\nRUN a\n');
	expect(isSkipped('UndefinedVar', 4)).toBe(false);
});
