import type { Example } from '#examples/example.ts';
import { inWords, measured, ratioInWords } from './measurements.ts';

/** A claim with what was measured for it, in words. */
export interface ClaimView {
	readonly id: string;
	readonly says: string;
	/** Missing where there is no evidence. */
	readonly before?: string;
	readonly after?: string;
	readonly ratio?: string;
}

/** The claims of an example, in the order of its manifest. */
export function claimsOf({ evidence, manifest }: Example): ClaimView[] {
	return manifest.run.claims.map(({ id, says, measure }) => {
		const before = measured(evidence, 'before', measure);
		const after = measured(evidence, 'after', measure);
		const ratio = ratioInWords(before?.value, after?.value);
		return {
			id,
			says,
			...(before ? { before: inWords(before) } : {}),
			...(after ? { after: inWords(after) } : {}),
			...(ratio === undefined ? {} : { ratio }),
		};
	});
}
