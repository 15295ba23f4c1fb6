/** What a registry is asked to keep, and what that costs. Sizes are of one image for one platform, compressed. */
export interface CostInputs {
	/** Of all images together. */
	readonly pushesPerWeek: number;
	readonly images: number;
	readonly platforms: number;
	/** The layers of the base image, which all images share. */
	readonly baseBytes: number;
	/** The layers with what is installed on top of it. */
	readonly dependencyBytes: number;
	/** The layers with the application itself. */
	readonly applicationBytes: number;
	/** How often the base image gets another version. All that stands on it is then built again. */
	readonly baseUpdatesPerYear: number;
	/** How often the dependencies of one image change. */
	readonly dependencyUpdatesPerYear: number;
	/** What a push stores that the registry did not have: see `NEW_IN_A_PUSH`. */
	readonly newInPush: number;
	/** Older pushes are removed; the newest of each image stays. `Infinity` keeps everything. */
	readonly weeksKept: number;
	/** How far the calculation looks. */
	readonly weeks: number;
	readonly dollarsPerGbMonth: number;
	/** What the registry costs a month, however little is stored. */
	readonly feeDollars: number;
	/** What can be stored for that fee. */
	readonly includedBytes: number;
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

/** What a push stores anew, by what its Dockerfile and its builder let the registry have already. */
export const NEW_IN_A_PUSH = { everything: 0, dependenciesToo: 1, applicationOnly: 2 } as const;

const WEEKS_A_YEAR = 52;
const WEEKS_A_MONTH = WEEKS_A_YEAR / 12;
const GIGABYTE = 1e9;

/** A configuration and a manifest come with every push. */
const BYTES_AROUND_LAYERS = 8e3;

/**
 * The post of 2017: 3 images, 30 pushes a week, a year, 800 GB, $17 a month against $7. So a push stored 513 MB and a GB
 * cost $0.0213. The post does not say how the 513 MB divide, nor how often anything was updated; that is assumed here.
 */
export const POST: CostInputs = {
	pushesPerWeek: 30,
	images: 3,
	platforms: 1,
	baseBytes: 130e6,
	dependencyBytes: 333e6,
	applicationBytes: 50e6,
	baseUpdatesPerYear: 12,
	dependencyUpdatesPerYear: 26,
	newInPush: NEW_IN_A_PUSH.everything,
	weeksKept: Number.POSITIVE_INFINITY,
	weeks: 52,
	dollarsPerGbMonth: 0.0213,
	feeDollars: 0,
	includedBytes: 0,
	flatDollars: 7,
};

/** Storage over time and what it costs. A month is billed by what is stored at its end. */
export function computeCosts(inputs: CostInputs): CostResult {
	const stored = Array.from({ length: inputs.weeks + 1 }, (_, week) => computeStoredBytes(week, inputs));
	const months = Math.ceil(inputs.weeks / WEEKS_A_MONTH - 1e-9);
	const bills = Array.from({ length: months }, (_, month) =>
		computeBill(computeStoredBytes(Math.min((month + 1) * WEEKS_A_MONTH, inputs.weeks), inputs), inputs),
	);
	const dearer = bills.findIndex((bill) => bill > inputs.flatDollars);
	return {
		stored,
		lastMonthDollars: bills.at(-1) ?? 0,
		totalDollars: bills.reduce((sum, bill) => sum + bill, 0),
		flatTotalDollars: inputs.flatDollars * months,
		dearerFromMonth: dearer < 0 ? undefined : dearer + 1,
	};
}

function computeBill(bytes: number, { dollarsPerGbMonth, feeDollars, includedBytes }: CostInputs): number {
	return feeDollars + (Math.max(0, bytes - includedBytes) / GIGABYTE) * dollarsPerGbMonth;
}

function computeStoredBytes(week: number, inputs: CostInputs): number {
	const { platforms, baseBytes, dependencyBytes, applicationBytes } = inputs;
	const { pushes, bases, dependencies } = countVersions(week, inputs);
	const layers = bases * baseBytes + dependencies * dependencyBytes + pushes * applicationBytes;
	return platforms * (layers + pushes * BYTES_AROUND_LAYERS);
}

/** How many versions of each part are stored. None has more versions than there are pushes that refer to it. */
function countVersions(
	week: number,
	inputs: CostInputs,
): { readonly pushes: number; readonly bases: number; readonly dependencies: number } {
	const { pushesPerWeek, images, weeksKept, baseUpdatesPerYear, dependencyUpdatesPerYear, newInPush } =
		inputs;
	const pushed = pushesPerWeek * week;
	const years = Math.min(week, weeksKept) / WEEKS_A_YEAR;
	const pushes = Math.max(pushesPerWeek * Math.min(week, weeksKept), Math.min(pushed, images));
	const updatesOfImage = (baseUpdatesPerYear + dependencyUpdatesPerYear) * years;
	return {
		pushes,
		bases:
			newInPush >= NEW_IN_A_PUSH.dependenciesToo ? Math.min(pushes, 1 + baseUpdatesPerYear * years) : pushes,
		dependencies:
			newInPush >= NEW_IN_A_PUSH.applicationOnly ? Math.min(pushes, images * (1 + updatesOfImage)) : pushes,
	};
}
