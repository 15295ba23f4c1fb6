import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Problem } from '#core/problem.ts';
import { readSource } from '#workspace/typed/load-typed.ts';
import { createPathProblem } from '#workspace/typed/source-text.ts';
import type { Evidence } from './evidence.ts';

/** The file of the content with the public keys that evidence must be signed with. */
export const SIGNING_KEYS_FILE = 'signing-keys.pem';

/** A public key, and the hash by which evidence names it. */
export interface SigningKey {
	readonly id: string;
	readonly key: KeyObject;
}

/** The public keys of a content folder: none where it has no such file, so that evidence needs no signature. */
export function loadSigningKeys(
	file: string,
	path: string,
): { readonly keys: readonly SigningKey[]; readonly problems: readonly Problem[] } {
	if (!existsSync(file)) return { keys: [], problems: [] };
	const text = readSource(file, path);
	if ('code' in text) return { keys: [], problems: [text] };
	const blocks = text.text.match(/-----BEGIN [^-]+-----[\s\S]+?-----END [^-]+-----/g) ?? [];
	const keys = blocks.map(readPublicKey);
	const good = keys.filter((key) => key !== undefined);
	// A private key holds its public one, and has no place here.
	if (keys.length > 0 && good.length === keys.length && blocks.every((block) => block.includes('PUBLIC KEY')))
		return { keys: good, problems: [] };
	const problem = createPathProblem(path, {
		code: 'signing-keys-invalid',
		detail: 'This file must hold public Ed25519 keys in PEM, and nothing else.',
		fix: 'Make one with `openssl pkey -in <private key> -pubout`, or remove the file; evidence then needs no signature.',
	});
	return { keys: good, problems: [problem] };
}

function readPublicKey(pem: string): SigningKey | undefined {
	try {
		const key = createPublicKey(pem);
		return key.asymmetricKeyType === 'ed25519' ? { key, id: hashKey(key) } : undefined;
	} catch {
		return undefined;
	}
}

/** A key's name in evidence; of a private key, that of its public one. */
export function hashKey(key: KeyObject): string {
	const publicKey = key.type === 'private' ? createPublicKey(key) : key;
	const bytes = publicKey.export({ type: 'spki', format: 'der' });
	return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Signs the seal, and with it all that the evidence says. */
export function signEvidence(evidence: Evidence, key: KeyObject): Evidence {
	const value = sign(null, Buffer.from(evidence.seal), key).toString('base64');
	return { ...evidence, signature: { key: hashKey(key), value } };
}

/** What is wrong with the signature of evidence, in one sentence; nothing where it is good, or none is asked for. */
export function describeSignatureFault(
	{ signature, seal }: Evidence,
	keys: readonly SigningKey[],
): string | undefined {
	if (keys.length === 0) return undefined;
	if (signature === undefined) return 'The evidence is not signed, and this content asks for a signature.';
	const signer = keys.find(({ id }) => id === signature.key);
	if (signer === undefined)
		return `The evidence is signed with a key that is not in \`${SIGNING_KEYS_FILE}\`.`;
	const isGood = verify(null, Buffer.from(seal), signer.key, Buffer.from(signature.value, 'base64'));
	return isGood ? undefined : 'The signature does not fit what the evidence says.';
}
