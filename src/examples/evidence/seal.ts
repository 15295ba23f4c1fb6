import { computeDigest } from '../sha256.ts';
import { formatCanonicalJson } from './canonical-json.ts';
import type { Evidence } from './evidence.ts';

/** The hash over everything in the evidence but the seal itself and what signs it. An edit by hand breaks it. */
export function computeSeal(evidence: Omit<Evidence, 'seal' | 'signature'>): string {
	return computeDigest(formatCanonicalJson({ ...evidence, seal: undefined, signature: undefined }));
}

export function isSealBroken(evidence: Evidence): boolean {
	return computeSeal(evidence) !== evidence.seal;
}
