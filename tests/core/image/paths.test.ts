import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { stageGraph } from '#core/dockerfile/stages.ts';
import { buildVariables } from '#core/dockerfile/variables/variables.ts';
import { isWithin, mountTargets, readLocalCopy, resolveImagePath } from '#core/image/paths.ts';

describe('a path in the image', () => {
	test.each([
		['a/../b//./c/', '/app', '/app/b/c'],
		['/x', '/app', '/x'],
		['~/.npm', '/app', '/root/.npm'],
		['.', '/app', '/app'],
		['../../..', '/app', '/'],
	])('counts %s from its folder', (path, folder, expected) => {
		expect(resolveImagePath(path, folder)).toBe(expected);
	});

	test('is within a folder only at a slash', () => {
		expect([isWithin('/a/b', '/a'), isWithin('/ab', '/a'), isWithin('/a', '/')]).toEqual([true, false, true]);
	});
});

describe('a copy from the build context', () => {
	test.each([
		['COPY a b/ /c', { sources: ['a', 'b/'], target: '/c' }],
		['COPY ./ .', { sources: ['.'], target: '.' }],
		['ADD ["./x y", "/z"]', { sources: ['x y'], target: '/z' }],
		['ARG S=src\nCOPY $S .', { sources: ['src'], target: '.' }],
		['COPY --from=a a b', undefined],
		['ADD https://example.com/a /b', undefined],
		['COPY <<EOF /a\nb\nEOF', undefined],
		['ARG S\nCOPY $S .', undefined],
	])('is read: %s', (text, expected) => {
		const { dockerfile } = parseDockerfile(`FROM x\n${text}\n`);
		const variables = buildVariables(dockerfile, stageGraph(dockerfile));
		expect(readLocalCopy(dockerfile.instructions.at(-1) ?? fail(), variables)).toEqual(expected);
	});
});

test('the targets of mounts are known under all their names', () => {
	const { dockerfile } = parseDockerfile(
		'FROM x\nRUN --mount=type=cache,target=/a/ --mount=type=tmpfs,dst=/b --mount=type=bind,destination=/c,source=. x\n',
	);
	expect(mountTargets(dockerfile.instructions.at(-1) ?? fail())).toEqual(['/a', '/b', '/c']);
});

function fail(): never {
	throw new Error('The source has no instruction.');
}
