import { expect, test } from 'vitest';
import { drawCostChart } from '#site/costs/chart.ts';
import {
	FIELDS,
	formatCostsHash,
	formatFieldValue,
	parseFieldValue,
	readCostsHash,
} from '#site/costs/fields.ts';
import { computeCosts, POST } from '#site/costs/model.ts';
import { computeScenarios, describePlanComparison, formatDollars } from '#site/costs/words.ts';

test('the post’s case gives the post’s numbers', () => {
	const { stored, lastMonthDollars, totalDollars, dearerFromMonth } = computeCosts(POST);
	expect(Math.round((stored.at(-1) ?? 0) / 1e9)).toBe(800);
	expect(formatDollars(lastMonthDollars)).toBe('$17');
	// The first year costs about $108 when bills are taken as they grow.
	expect(Math.round(totalDollars)).toBeGreaterThanOrEqual(108);
	expect(Math.round(totalDollars)).toBeLessThanOrEqual(112);
	expect(dearerFromMonth).toBe(5);
	expect(describePlanComparison(computeCosts(POST), POST)).toBe(
		'From month 5 on, storage costs more than the plan: $17 in the last month against $7.',
	);
});

test('what is older than the weeks kept is gone, but the newest of each image never', () => {
	const kept = computeCosts({ ...POST, weeksKept: 4 });
	expect(kept.stored.at(-1)).toBe(4 * 30 * 513e6);
	expect(kept.stored[2]).toBe(2 * 30 * 513e6);
	expect(kept.dearerFromMonth).toBeUndefined();
	expect(computeCosts({ ...POST, weeksKept: 0 }).stored.at(-1)).toBe(3 * 513e6);
});

test('each platform is stored by itself', () => {
	expect(computeCosts({ ...POST, platforms: 2 }).stored.at(-1)).toBe(
		2 * (computeCosts(POST).stored.at(-1) ?? 0),
	);
});

test('without pushes nothing is stored and nothing costs', () => {
	const none = computeCosts({ ...POST, pushesPerWeek: 0 });
	expect([none.stored.at(-1), none.lastMonthDollars, none.dearerFromMonth]).toEqual([0, 0, undefined]);
});

test('no lever makes a calculation dearer than it was', () => {
	const [entered, ...others] = computeScenarios(
		{ ...POST, weeksKept: 2, bytesPerPush: 1000 },
		{ weeksKept: 4, bytesPerPush: 8646 },
	);
	for (const { result } of others)
		expect(result.totalDollars).toBeLessThanOrEqual(entered?.result.totalDollars ?? 0);
});

test('an address brings back every number, and what is missing or nonsense is as in the post', () => {
	const inputs = { ...POST, pushesPerWeek: 12, weeksKept: 8, dollarsPerGbMonth: 0.1 };
	expect(readCostsHash(formatCostsHash(inputs), POST)).toEqual(inputs);
	expect(readCostsHash(formatCostsHash(POST), POST)).toEqual(POST);
	expect(readCostsHash('#costs:pushes=<script>;size=', POST)).toEqual(POST);
	expect(readCostsHash('#costs:weeks=1e300', POST)?.weeks).toBe(520);
	expect(readCostsHash('#retention', POST)).toBeUndefined();
});

test('a field holds what is written between its ends', () => {
	const weeks = FIELDS.find(({ name }) => name === 'weeks');
	const kept = FIELDS.find(({ name }) => name === 'kept');
	if (weeks === undefined || kept === undefined) throw new Error('Both fields are there.');
	expect([parseFieldValue(weeks, '0'), parseFieldValue(weeks, '3.6'), parseFieldValue(weeks, 'x')]).toEqual([
		1,
		4,
		undefined,
	]);
	expect(parseFieldValue(kept, '')).toBe(Number.POSITIVE_INFINITY);
	expect(formatFieldValue(kept, POST)).toBe('');
});

test('the chart draws a line for each series on one scale, also for nothing at all', () => {
	const drawn = drawCostChart(
		[
			[0, 5, 10],
			[0, 1, 2],
		],
		String,
	);
	expect(drawn.paths).toHaveLength(2);
	expect(drawn.x.map(({ text }) => text)).toContain('2');
	expect(drawCostChart([[0]], String).paths[0]).not.toContain('NaN');
});
