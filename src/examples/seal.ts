import { canonicalJson } from './canonical-json.ts';
import type { Evidence } from './evidence.ts';
import { sha256 } from './sha256.ts';

/** The hash over everything in the evidence but the seal itself. An edit by hand breaks it. */
export function sealOf(evidence: Omit<Evidence, 'seal'>): string {
	return sha256(canonicalJson({ ...evidence, seal: undefined }));
}

export function isSealBroken(evidence: Evidence): boolean {
	return sealOf(evidence) !== evidence.seal;
}
