import { describe, expect, test } from 'vitest';
import { countSteps, expandPlaceholders, rebuild } from '#engine/experiments/rebuild.ts';
import { computeMedian } from '#examples/median.ts';

describe('the experiment `rebuild`', () => {
	test('takes the middle of several times, and the mean of the two in the middle', () => {
		expect(computeMedian([9, 1, 2])).toBe(2);
		expect(computeMedian([4, 1, 2, 9])).toBe(3);
		expect(computeMedian([])).toBe(0);
	});

	test('counts the steps that came from the cache and those that ran, by name', () => {
		const step = (name: string, isCached: boolean) => ({ name, isCached, seconds: 1, output: '' });
		expect(countSteps([step('[1/3] WORKDIR', true), step('[2/3] COPY', false)])).toEqual({
			'steps-cached': { value: 1, details: ['[1/3] WORKDIR'] },
			'steps-run': { value: 1, details: ['[2/3] COPY'] },
		});
	});

	test('writes a text that no build has seen, on either side and in any round', () => {
		const [first, second] = [
			expandPlaceholders('{round} {unique}', 1),
			expandPlaceholders('{round} {unique}', 1),
		];
		expect(first).toMatch(/^1 [0-9a-f]{16}$/);
		expect(second).not.toBe(first);
	});

	test('refuses settings that change nothing', () => {
		expect(rebuild.settings.safeParse({ rounds: 1 }).error?.issues[0]?.message).toContain('say what changes');
		expect(rebuild.settings.safeParse({ touch: true }).success).toBe(true);
		expect(rebuild.settings.safeParse({ modes: { 'a.js': 'u+x' } }).success).toBe(false);
	});
});
