import { omitUndefined } from '#core/omit-undefined.ts';
import type { Measurement } from '#examples/evidence/evidence.ts';
import type { Example } from '#examples/example.ts';
import { getSiteContent } from '../content/content.ts';
import { findMeasurement, formatMeasurement, formatRatio } from './measurements.ts';

/** A claim with what was measured for it, in words. */
export interface ClaimView {
	readonly id: string;
	readonly says: string;
	/** Missing where there is no evidence. */
	readonly before?: string;
	readonly after?: string;
	readonly ratio?: string;
	/** How many times one side is the other, whichever is larger: infinite beside nothing, 1 for words that differ, 0 for the same. */
	readonly difference: number;
	/** Whether there is less of what a reader feels: bytes, seconds, requests that failed. */
	readonly isSaving: boolean;
	/** Whether words were measured, and not a number or a yes. */
	readonly isText: boolean;
}

/** The claims of an example, in the order of its manifest. */
export function listClaimViews({ evidence, manifest }: Example): ClaimView[] {
	return manifest.run.claims.map(({ id, says, measure }) => {
		const before = findMeasurement(evidence, 'before', measure);
		const after = findMeasurement(evidence, 'after', measure);
		const ratio = formatRatio(before?.value, after?.value);
		return {
			id,
			says,
			...omitUndefined({
				before: before && formatMeasurement(before),
				after: after && formatMeasurement(after),
				ratio,
			}),
			difference: computeDifference(before?.value, after?.value),
			isSaving: isSaving(measure, before, after),
			isText: typeof before?.value === 'string' || typeof after?.value === 'string',
		};
	});
}

/** What to do instead of what the first version does: a sentence of the first rule that the example teaches. */
export function findAdvice({ manifest }: Example): string | undefined {
	const [rule] = manifest.teaches;
	return rule && getSiteContent().rulePages.get(rule)?.frontmatter.instead;
}

/** The claim of which a reader would feel the most; else the first in which the sides differ; else the first. */
export function findTellingClaim<Claim extends Pick<ClaimView, 'difference' | 'isSaving'>>(
	claims: readonly Claim[],
): Claim | undefined {
	// Two infinite ones keep their order.
	const [largest] = claims
		.filter(({ isSaving }) => isSaving)
		.toSorted((a, b) => b.difference - a.difference || 0);
	return largest ?? claims.find(({ difference }) => difference > 0) ?? claims[0];
}

/** Less to wait for, to pay for or to lose. No bytes at all are no saving: then something is left out that the other side has. */
function isSaving(measure: string, before: Measurement | undefined, after: Measurement | undefined): boolean {
	if (typeof before?.value !== 'number' || typeof after?.value !== 'number') return false;
	if (after.value >= before.value) return false;
	const isAmount = before.unit === 'bytes' || before.unit === 'seconds';
	return isAmount ? after.value > 0 : /\.(?:failed|broken-off)/.test(measure);
}

function computeDifference(before: unknown, after: unknown): number {
	if (before === after) return 0;
	return typeof before === 'number' && typeof after === 'number'
		? Math.max(before / after, after / before)
		: 1;
}
