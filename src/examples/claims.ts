import type { Measurement } from './evidence.ts';
import type { Claim } from './manifest.ts';

export interface Verdict {
	readonly holds: boolean;
	/** Both numbers and what was asked of them: `512 bytes before, 128 bytes after: 75 % smaller, at least 50 % asked.` */
	readonly explanation: string;
}

type Measured = Pick<Measurement, 'value' | 'unit'>;

/** Says whether what was measured on both sides proves the claim. */
export function evaluateClaim(claim: Claim, before: Measured, after: Measured): Verdict {
	const both = `${formatMeasured(before)} before, ${formatMeasured(after)} after`;
	if (claim.before !== undefined) return evaluateExactClaim(claim, before, after, both);
	if (claim.after === 'same') {
		return { holds: before.value === after.value, explanation: `${both}: the claim asks for the same.` };
	}
	if (claim.after === 'smaller' || claim.after === 'larger')
		return evaluateComparison(claim, before, after, both);
	return {
		holds: after.value === claim.after,
		explanation: `${both}: the claim asks for ${String(claim.after)} after.`,
	};
}

function evaluateExactClaim(claim: Claim, before: Measured, after: Measured, both: string): Verdict {
	return {
		holds: before.value === claim.before && after.value === claim.after,
		explanation: `${both}: the claim asks for ${String(claim.before)} before and ${String(claim.after)} after.`,
	};
}

function evaluateComparison(claim: Claim, before: Measured, after: Measured, both: string): Verdict {
	if (typeof before.value !== 'number' || typeof after.value !== 'number') {
		return { holds: false, explanation: `${both}: only numbers can be ${String(claim.after)}.` };
	}
	const isSmaller = claim.after === 'smaller';
	const [large, small] = isSmaller ? [before.value, after.value] : [after.value, before.value];
	const by = claim.by ?? '';
	const amount = Number.parseFloat(by);
	if (by.endsWith('x')) {
		const factor = large === small ? 1 : large / small;
		return {
			holds: large > small && factor >= amount,
			explanation: `${both}: ${formatNumber(factor)} times ${isSmaller ? 'smaller' : 'larger'}, at least ${amount} times asked.`,
		};
	}
	const change = large === small ? 0 : ((large - small) / before.value) * 100;
	const direction = change < 0 ? (isSmaller ? 'larger' : 'smaller') : isSmaller ? 'smaller' : 'larger';
	const asked = by.endsWith('%') ? `at least ${amount} % ${claim.after} asked` : `${claim.after} asked`;
	return {
		holds: large > small && (by === '' || change >= amount),
		explanation: `${both}: ${formatNumber(Math.abs(change))} % ${direction}, ${asked}.`,
	};
}

function formatMeasured({ value, unit }: Measured): string {
	if (typeof value !== 'number' || unit === 'count' || unit === 'boolean' || unit === 'text') {
		return typeof value === 'string' ? JSON.stringify(value) : String(value);
	}
	return unit === 'percent'
		? `${formatNumber(value)} %`
		: `${unit === 'bytes' ? value : formatNumber(value)} ${unit}`;
}

/** Three digits behind the point at most, none where they are zero. */
function formatNumber(value: number): string {
	return String(Math.round(value * 1000) / 1000);
}
