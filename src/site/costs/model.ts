/** What a registry is asked to keep, and what that costs. */
export interface CostInputs {
	/** Of all images together. */
	readonly pushesPerWeek: number;
	/** New bytes that one push stores, for one platform. */
	readonly bytesPerPush: number;
	readonly images: number;
	readonly platforms: number;
	/** Older pushes are removed; the newest of each image stays. `Infinity` keeps everything. */
	readonly weeksKept: number;
	/** How far the calculation looks. */
	readonly weeks: number;
	readonly dollarsPerGbMonth: number;
	/** What a hosted plan costs, however much is stored. */
	readonly flatDollars: number;
}

export interface CostResult {
	/** Bytes stored at the end of each week, from week 0 on. */
	readonly stored: readonly number[];
	/** What the last month costs, by size. */
	readonly lastMonthDollars: number;
	/** All months together, by size. */
	readonly totalDollars: number;
	/** All months of the hosted plan together. */
	readonly flatTotalDollars: number;
	/** The first month that costs more than the plan; `undefined` where none does. Months count from 1. */
	readonly dearerFromMonth: number | undefined;
}

const WEEKS_A_MONTH = 52 / 12;
const GIGABYTE = 1e9;

/** The post of 2017: 3 images, 30 pushes a week, a year, 800 GB, $17 a month against $7. The rest follows from these. */
export const POST: CostInputs = {
	pushesPerWeek: 30,
	bytesPerPush: 513e6,
	images: 3,
	platforms: 1,
	weeksKept: Number.POSITIVE_INFINITY,
	weeks: 52,
	dollarsPerGbMonth: 0.0213,
	flatDollars: 7,
};

/** Storage over time and what it costs. A month is billed by what is stored at its end. */
export function computeCosts(inputs: CostInputs): CostResult {
	const stored = Array.from({ length: inputs.weeks + 1 }, (_, week) => computeStoredBytes(week, inputs));
	const months = Math.ceil(inputs.weeks / WEEKS_A_MONTH - 1e-9);
	const bills = Array.from({ length: months }, (_, month) => {
		const week = Math.min((month + 1) * WEEKS_A_MONTH, inputs.weeks);
		return (computeStoredBytes(week, inputs) / GIGABYTE) * inputs.dollarsPerGbMonth;
	});
	const dearer = bills.findIndex((bill) => bill > inputs.flatDollars);
	return {
		stored,
		lastMonthDollars: bills.at(-1) ?? 0,
		totalDollars: bills.reduce((sum, bill) => sum + bill, 0),
		flatTotalDollars: inputs.flatDollars * months,
		dearerFromMonth: dearer < 0 ? undefined : dearer + 1,
	};
}

function computeStoredBytes(week: number, inputs: CostInputs): number {
	const { pushesPerWeek, bytesPerPush, images, platforms, weeksKept } = inputs;
	const pushes = pushesPerWeek * week;
	const recent = pushesPerWeek * Math.min(week, weeksKept);
	const kept = Math.max(recent, Math.min(pushes, images));
	return kept * bytesPerPush * platforms;
}
