import { expect, test } from 'vitest';
import { drawCostChart } from '#site/costs/chart.ts';
import {
	FIELDS,
	formatCostsHash,
	formatFieldValue,
	parseFieldValue,
	readCostsHash,
} from '#site/costs/fields.ts';
import { computeCosts, NEW_IN_A_PUSH, POST } from '#site/costs/model.ts';
import { listPresets } from '#site/costs/presets.ts';
import { findPrice, PRICES } from '#site/costs/providers.ts';
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

const getLast = (inputs: typeof POST) => computeCosts(inputs).stored.at(-1) ?? 0;
/** A configuration and a manifest come with every push. */
const PUSH = 513e6 + 8e3;

test('what is older than the weeks kept is gone, but the newest of each image never', () => {
	const kept = computeCosts({ ...POST, weeksKept: 4 });
	expect(kept.stored.at(-1)).toBe(4 * 30 * PUSH);
	expect(kept.stored[2]).toBe(2 * 30 * PUSH);
	expect(kept.dearerFromMonth).toBeUndefined();
	expect(getLast({ ...POST, weeksKept: 0 })).toBe(3 * PUSH);
});

test('each platform is stored by itself', () => {
	expect(getLast({ ...POST, platforms: 2 })).toBe(2 * getLast(POST));
});

test('without pushes nothing is stored and nothing costs', () => {
	const none = computeCosts({ ...POST, pushesPerWeek: 0 });
	expect([none.stored.at(-1), none.lastMonthDollars, none.dearerFromMonth]).toEqual([0, 0, undefined]);
	expect(getLast({ ...POST, pushesPerWeek: 0, newInPush: NEW_IN_A_PUSH.applicationOnly })).toBe(0);
});

test('whatever is kept, never less is stored than one whole image', () => {
	for (const newInPush of Object.values(NEW_IN_A_PUSH))
		for (const weeksKept of [0, 1, 4, Number.POSITIVE_INFINITY])
			expect(getLast({ ...POST, newInPush, weeksKept })).toBeGreaterThanOrEqual(PUSH);
});

test('images share one base, and an update of it stores again all that stands on it', () => {
	const small = { ...POST, newInPush: NEW_IN_A_PUSH.applicationOnly, dependencyUpdatesPerYear: 0 };
	const pushes = 30 * 52;
	const application = pushes * (50e6 + 8e3);
	expect(getLast({ ...small, baseUpdatesPerYear: 0 })).toBe(130e6 + 3 * 333e6 + application);
	expect(getLast({ ...small, baseUpdatesPerYear: 12 })).toBe(13 * 130e6 + 13 * 3 * 333e6 + application);
	expect(getLast({ ...small, baseUpdatesPerYear: 0, dependencyUpdatesPerYear: 26 })).toBe(
		130e6 + 27 * 3 * 333e6 + application,
	);
});

test('what is more in order never stores more', () => {
	for (const changed of [
		{},
		{ baseUpdatesPerYear: 5000 },
		{ dependencyUpdatesPerYear: 5000 },
		{ images: 500 },
	]) {
		const [everything, dependencies, application] = [0, 1, 2].map((newInPush) =>
			getLast({ ...POST, ...changed, newInPush }),
		);
		expect(dependencies).toBeLessThanOrEqual(everything ?? 0);
		expect(application).toBeLessThanOrEqual(dependencies ?? 0);
	}
});

test('no lever makes a calculation dearer than it was', () => {
	const [entered, ...others] = computeScenarios({ ...POST, weeksKept: 2, newInPush: 1 }, 4);
	for (const { result } of others)
		expect(result.totalDollars).toBeLessThanOrEqual(entered?.result.totalDollars ?? 0);
});

test('a fee is billed for every month, and what it includes costs nothing more', () => {
	const acr = PRICES.find(({ id }) => id === 'acr');
	if (acr === undefined) throw new Error('It is there.');
	const tiny = computeCosts({ ...POST, ...acr, weeksKept: 0 });
	expect(formatDollars(tiny.lastMonthDollars)).toBe('$5.01');
	expect(formatDollars(tiny.totalDollars)).toBe('$60');
	// 790 GB above what is included, by $0.0838.
	expect(formatDollars(computeCosts({ ...POST, ...acr }).lastMonthDollars)).toBe('$71');
});

test('each price is found again by its numbers, and another is none of them', () => {
	for (const price of PRICES) expect(findPrice({ ...POST, ...price })?.id).toBe(price.id);
	expect(findPrice({ ...POST, dollarsPerGbMonth: 0.05 })).toBeUndefined();
});

test('the measured image stores in the calculation what it stored in the registry', () => {
	const measured = { first: 105_000_000, before: 9_400_000, after: 8600 };
	const [, before, after] = listPresets(measured).map(({ apply }) =>
		getLast({
			...apply(POST),
			pushesPerWeek: 30,
			weeks: 1,
			images: 1,
			baseUpdatesPerYear: 0,
			dependencyUpdatesPerYear: 0,
		}),
	);
	const around = 30 * 8e3;
	expect(before).toBe(measured.first + 29 * measured.before + around);
	expect(after).toBe(measured.first + 29 * measured.after + around);
});

test('an address brings back every number, and what is missing or nonsense is as in the post', () => {
	const inputs = { ...POST, pushesPerWeek: 12, weeksKept: 8, dollarsPerGbMonth: 0.1 };
	expect(readCostsHash(formatCostsHash(inputs), POST)).toEqual(inputs);
	expect(readCostsHash(formatCostsHash(POST), POST)).toEqual(POST);
	expect(readCostsHash('#costs:pushes=<script>;size=', POST)).toEqual(POST);
	expect(readCostsHash('#costs:weeks=1e300', POST)?.weeks).toBe(520);
	expect(readCostsHash('#retention', POST)).toBeUndefined();
	const acr = { ...POST, ...PRICES.find(({ id }) => id === 'acr') };
	expect(findPrice(readCostsHash(formatCostsHash(acr), POST) ?? POST)?.id).toBe('acr');
});

test('an address from when a push had one size gives what it gave', () => {
	const earlier = readCostsHash('#costs:pushes=10;size=200;kept=2;weeks=52', POST) ?? POST;
	expect(computeCosts(earlier).stored.at(-1)).toBe(20 * (200e6 + 8e3));
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
