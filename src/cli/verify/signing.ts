import { createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Content } from '#examples/content.ts';
import type { Evidence } from '#examples/evidence/evidence.ts';
import { hashKey, SIGNING_KEYS_FILE, signEvidence } from '#examples/evidence/signature.ts';
import { UsageError } from '../command.ts';

/**
 * What signs a record: the Ed25519 key in DRYDOCK_SIGNING_KEY, given as PEM or as the path of its file. Nothing where the
 * variable is not set and the content asks for no signature. Throws `UsageError` before anything runs where they do not fit.
 */
export function createSigner(
	chosen: string | undefined,
	{ signingKeys, path }: Pick<Content, 'signingKeys' | 'path'>,
): ((evidence: Evidence) => Evidence) | undefined {
	if (chosen === undefined || chosen === '') {
		if (signingKeys.length === 0) return undefined;
		throw new UsageError(
			`${path}/${SIGNING_KEYS_FILE} asks for signed evidence. Set DRYDOCK_SIGNING_KEY to the private key, as PEM or as its file.`,
		);
	}
	const key = readPrivateKey(chosen);
	if (key === undefined)
		throw new UsageError('DRYDOCK_SIGNING_KEY is no private Ed25519 key in PEM, and no file with one.');
	if (signingKeys.length > 0 && !signingKeys.some(({ id }) => id === hashKey(key)))
		throw new UsageError(`DRYDOCK_SIGNING_KEY does not belong to a key in ${path}/${SIGNING_KEYS_FILE}.`);
	return (evidence) => signEvidence(evidence, key);
}

function readPrivateKey(chosen: string): KeyObject | undefined {
	try {
		const isText = chosen.includes('-----BEGIN');
		const key = createPrivateKey(isText || !existsSync(chosen) ? chosen : readFileSync(chosen, 'utf8'));
		return key.asymmetricKeyType === 'ed25519' ? key : undefined;
	} catch {
		return undefined;
	}
}
