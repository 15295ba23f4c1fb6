import { type Claim, COMPARISONS, type Comparison } from '../manifest.ts';
import type { Measurement } from './evidence.ts';

export interface ClaimVerdict {
	readonly holds: boolean;
	/** Both numbers and what was asked of them: `512 bytes before, 128 bytes after: 75 % smaller, at least 50 % asked.` */
	readonly explanation: string;
}

type Measured = Pick<Measurement, 'value' | 'unit'>;

/** What a claim asks for: given values, or a comparison with the measured before. */
export type ClaimKind = 'both-values' | 'value-after' | Comparison;

export function classifyClaim({ before, after }: Claim): ClaimKind {
	if (before !== undefined) return 'both-values';
	return COMPARISONS.find((comparison) => comparison === after) ?? 'value-after';
}

/** Says whether `by` can be asked of a claim: only a difference has a size. */
export function isDifference(kind: ClaimKind): kind is 'smaller' | 'larger' {
	return kind === 'smaller' || kind === 'larger';
}

/** Says whether what was measured on both sides proves the claim. */
export function evaluateClaim(claim: Claim, before: Measured, after: Measured): ClaimVerdict {
	const kind = classifyClaim(claim);
	const both = `${formatMeasured(before)} before, ${formatMeasured(after)} after`;
	switch (kind) {
		case 'both-values':
			return {
				holds: before.value === claim.before && after.value === claim.after,
				explanation: `${both}: the claim asks for ${String(claim.before)} before and ${String(claim.after)} after.`,
			};
		case 'value-after':
			return {
				holds: after.value === claim.after,
				explanation: `${both}: the claim asks for ${String(claim.after)} after.`,
			};
		case 'same':
			return { holds: before.value === after.value, explanation: `${both}: the claim asks for the same.` };
		case 'smaller':
		case 'larger':
			return evaluateDifference(kind, claim, before, after, both);
		default:
			return kind satisfies never;
	}
}

function evaluateDifference(
	kind: 'smaller' | 'larger',
	{ by = '' }: Claim,
	before: Measured,
	after: Measured,
	both: string,
): ClaimVerdict {
	if (typeof before.value !== 'number' || typeof after.value !== 'number') {
		return { holds: false, explanation: `${both}: only numbers can be ${kind}.` };
	}
	const [large, small] = kind === 'smaller' ? [before.value, after.value] : [after.value, before.value];
	const amount = Number.parseFloat(by);
	if (by.endsWith('x')) {
		const factor = large === small ? 1 : large / small;
		return {
			holds: large > small && factor >= amount,
			explanation: `${both}: ${formatNumber(factor)} times ${kind}, at least ${amount} times asked.`,
		};
	}
	const change = large === small ? 0 : ((large - small) / before.value) * 100;
	const opposite = kind === 'smaller' ? 'larger' : 'smaller';
	const asked = by.endsWith('%') ? `at least ${amount} % ${kind} asked` : `${kind} asked`;
	return {
		holds: large > small && (by === '' || change >= amount),
		explanation: `${both}: ${formatNumber(Math.abs(change))} % ${change < 0 ? opposite : kind}, ${asked}.`,
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
