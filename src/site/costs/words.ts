import { type CostInputs, type CostResult, computeCosts, NEW_IN_A_PUSH } from './model.ts';

/** A way to keep images, beside the one that was asked for: what it stores and costs. */
export interface Scenario {
	readonly name: string;
	readonly inputs: CostInputs;
	readonly result: CostResult;
}

/** As long as the calculation keeps images where it compares with keeping fewer. */
const WEEKS_KEPT = 4;

/** The calculation as asked for, and what retention, small layers and both would make of it. */
export function computeScenarios(inputs: CostInputs, weeksKept: number = WEEKS_KEPT): Scenario[] {
	const retainedWeeks = Math.min(weeksKept, inputs.weeksKept);
	const newInPush = NEW_IN_A_PUSH.applicationOnly;
	const all: readonly (readonly [string, CostInputs])[] = [
		['As entered', inputs],
		[`Kept for ${retainedWeeks} weeks`, { ...inputs, weeksKept: retainedWeeks }],
		['Small last layer', { ...inputs, newInPush }],
		['Both', { ...inputs, weeksKept: retainedWeeks, newInPush }],
	];
	return all.map(([name, changed]) => ({ name, inputs: changed, result: computeCosts(changed) }));
}

/** `$17`, `$0.32`, `less than $0.01`. */
export function formatDollars(value: number): string {
	if (value === 0) return '$0';
	if (value < 0.01) return 'less than $0.01';
	return `$${value < 10 ? value.toFixed(2).replace(/\.00$/, '') : Math.round(value).toLocaleString('en-GB').replace(/,/g, ' ')}`;
}

/** From when on storage costs more than the plan: `from month 5`, `never`. */
export function formatDearerMonth({ dearerFromMonth }: CostResult): string {
	return dearerFromMonth === undefined ? 'never' : `from month ${dearerFromMonth}`;
}

/** When storage by size costs more than the plan, in a sentence. */
export function describePlanComparison(
	{ dearerFromMonth, lastMonthDollars }: CostResult,
	{ flatDollars }: CostInputs,
): string {
	if (dearerFromMonth === undefined) {
		return `Storage never costs more than the plan: ${formatDollars(lastMonthDollars)} in the last month against ${formatDollars(flatDollars)}.`;
	}
	return `From month ${dearerFromMonth} on, storage costs more than the plan: ${formatDollars(lastMonthDollars)} in the last month against ${formatDollars(flatDollars)}.`;
}
