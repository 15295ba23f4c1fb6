import { omitUndefined } from '#core/omit-undefined.ts';
import type { Measurement } from '#examples/evidence.ts';
import type { Example } from '#examples/example.ts';
import { getSiteContent } from './content.ts';
import { findMeasurement, formatMeasurement, formatRatio } from './measurements.ts';

/** A claim with what was measured for it, in words. */
export interface ClaimView {
	readonly id: string;
	readonly says: string;
	/** What a review says of it: the claim with its numbers, and what to do. */
	readonly comment: string;
	/** Missing where there is no evidence. */
	readonly before?: string;
	readonly after?: string;
	readonly ratio?: string;
	/** How many times one side is the other, whichever is larger: infinite beside nothing, 0 where no numbers differ. */
	readonly difference: number;
	/** Whether it counts what a reader feels: bytes, seconds, requests that failed. */
	readonly isFelt: boolean;
	/** Whether words were measured, and not a number or a yes. */
	readonly isText: boolean;
}

/** The claims of an example, in the order of its manifest. */
export function listClaimViews({ evidence, manifest }: Example): ClaimView[] {
	const rule = manifest.teaches[0];
	const instead = rule && getSiteContent().rulePages.get(rule)?.frontmatter.instead;
	return manifest.run.claims.map(({ id, says, measure }) => {
		const before = findMeasurement(evidence, 'before', measure);
		const after = findMeasurement(evidence, 'after', measure);
		const ratio = formatRatio(before?.value, after?.value);
		return {
			id,
			says,
			comment: [says.replace(/\.$/, '') + formatBothNumbers(before, after), instead]
				.filter((one) => one)
				.join(' '),
			...omitUndefined({
				before: before && formatMeasurement(before),
				after: after && formatMeasurement(after),
				ratio,
			}),
			difference: computeDifference(before?.value, after?.value),
			isFelt: before !== undefined && isFelt(before, measure),
			isText: typeof before?.value === 'string' || typeof after?.value === 'string',
		};
	});
}

/** The claim that a reader would feel: bytes, seconds or requests, where the sides differ most; else any, else the first. */
export function findTellingClaim<Claim extends Pick<ClaimView, 'difference' | 'isFelt'>>(
	claims: readonly Claim[],
): Claim | undefined {
	const felt = claims.filter(({ difference, isFelt }) => isFelt && difference > 0);
	const [first, ...others] = felt.length > 0 ? felt : claims;
	if (first === undefined) return undefined;
	return others.reduce((telling, claim) => (claim.difference > telling.difference ? claim : telling), first);
}

/** What somebody waits for, pays for or loses. */
function isFelt({ unit }: Pick<Measurement, 'unit'>, measure: string): boolean {
	return unit === 'bytes' || unit === 'seconds' || /\.(?:failed|broken-off)/.test(measure);
}

function computeDifference(before: unknown, after: unknown): number {
	if (typeof before !== 'number' || typeof after !== 'number' || before === after) return 0;
	return Math.max(before / after, after / before);
}

/** The end of the sentence: both numbers where they are numbers. */
function formatBothNumbers(before: Measurement | undefined, after: Measurement | undefined): string {
	if (typeof before?.value !== 'number' || typeof after?.value !== 'number') return '.';
	return ` (${formatMeasurement(before)} before, ${formatMeasurement(after)} after).`;
}
