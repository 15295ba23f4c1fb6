import { expect, test } from 'vitest';
import { findClosestName } from '#core/source/closest-name.ts';

test.each<readonly [name: string, candidates: readonly string[], closest: string | undefined]>([
	['biuld', ['base', 'build'], 'build'],
	['buil', ['build'], 'build'],
	['builds', ['build'], 'build'],
	['bulid', ['build'], 'build'],
	['test', ['rest', 'tests'], 'rest'],
	['abxy', ['abcd'], 'abcd'],
	['axyz', ['abcd'], undefined],
	['build', ['buildx', 'build'], undefined],
	['build', ['buildabc'], undefined],
	['build', ['buildab'], 'buildab'],
	['a', [], undefined],
])('the name that %j means, of %j, is %s', (name, candidates, closest) => {
	expect(findClosestName(name, candidates)).toBe(closest);
});

test('of very many names only the first thousand are looked at', () => {
	const others = (count: number) => Array.from({ length: count }, () => 'quite-another-name');
	expect(findClosestName('biuld', [...others(1_000), 'build'])).toBe('build');
	expect(findClosestName('biuld', [...others(1_001), 'build'])).toBeUndefined();
});
