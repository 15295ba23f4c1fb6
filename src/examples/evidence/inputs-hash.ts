import type { ExampleFile } from '../example.ts';
import { type Manifest, SIDES, type Side } from '../manifest.ts';
import { computeDigest } from '../sha256.ts';
import { formatCanonicalJson } from './canonical-json.ts';
import type { Evidence } from './evidence.ts';

/** The files of both sides, as far as the hash looks at them. */
export type SideFiles = Readonly<
	Record<Side, { readonly files: readonly Pick<ExampleFile, 'path' | 'mode' | 'bytes'>[] }>
>;

/**
 * Everything a run depends on, as `evidence.json` keeps it: `files` tells which file changed, `hash` is over all of it.
 * The words of the manifest, those of its claims included, may be improved without a new run.
 */
export function buildEvidenceInputs(run: Manifest['run'], sides: SideFiles): Evidence['inputs'] {
	const files: Record<string, string> = {};
	const modes: Record<string, string> = {};
	for (const side of SIDES) {
		for (const { path, mode, bytes } of sides[side].files) {
			files[`${side}/${path}`] = computeDigest(bytes);
			modes[`${side}/${path}`] = mode;
		}
	}
	const claims = run.claims.map((claim) => ({ ...claim, says: undefined }));
	return { hash: computeDigest(formatCanonicalJson({ run: { ...run, claims }, files, modes })), files };
}

/** The hash of every input: the manifest's `run`, and path, mode and content of every file of both sides. */
export function computeInputsHash(run: Manifest['run'], sides: SideFiles): string {
	return buildEvidenceInputs(run, sides).hash;
}
