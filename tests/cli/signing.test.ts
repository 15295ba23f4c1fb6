import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Evidence } from '#examples/evidence/evidence.ts';
import { describeSignatureFault, hashKey, loadSigningKeys } from '#examples/evidence/signature.ts';
import { createSigner } from '../../src/cli/verify/signing.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-signing-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const make = () => {
	const { privateKey, publicKey } = generateKeyPairSync('ed25519');
	return {
		pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
		signingKey: { id: hashKey(publicKey), key: publicKey },
	};
};
const evidence = { seal: `sha256:${'a'.repeat(64)}` } as Evidence;
const content = (...signingKeys: ReturnType<typeof make>['signingKey'][]) => ({
	signingKeys,
	path: 'content',
});

describe('a record', () => {
	test('signed with the key of the content is good, and its seal cannot be another', () => {
		const { pem, signingKey } = make();
		const signed = createSigner(pem, content(signingKey))?.(evidence) ?? evidence;
		expect(describeSignatureFault(signed, [signingKey])).toBeUndefined();
		const edited = { ...signed, seal: `sha256:${'b'.repeat(64)}` };
		expect(describeSignatureFault(edited, [signingKey])).toContain('does not fit');
	});

	test('signed with another key is told', () => {
		const [ownFolder, other] = [make(), make()];
		const signed = createSigner(other.pem, content())?.(evidence) ?? evidence;
		expect(describeSignatureFault(signed, [ownFolder.signingKey])).toContain('not in `signing-keys.pem`');
		// The name of the right key on the signature of another.
		const renamed = {
			...signed,
			signature: { value: '', ...signed.signature, key: ownFolder.signingKey.id },
		};
		expect(describeSignatureFault(renamed, [ownFolder.signingKey])).toContain('does not fit');
	});

	test('needs no signature where the content has no key', () => {
		expect(describeSignatureFault(evidence, [])).toBeUndefined();
		expect(createSigner(undefined, content())).toBeUndefined();
	});
});

describe('DRYDOCK_SIGNING_KEY', () => {
	test('may be a file', () => {
		const { pem, signingKey } = make();
		const file = join(folder, 'key.pem');
		writeFileSync(file, pem);
		const signed = createSigner(file, content(signingKey))?.(evidence) ?? evidence;
		expect(describeSignatureFault(signed, [signingKey])).toBeUndefined();
	});

	test('is refused before anything runs where it does not fit', () => {
		const [own, other] = [make(), make()];
		expect(() => createSigner(other.pem, content(own.signingKey))).toThrow('does not belong');
		expect(() => createSigner(undefined, content(own.signingKey))).toThrow('asks for signed evidence');
		expect(() => createSigner('no key at all', content())).toThrow('no private Ed25519 key');
		expect(() => createSigner(own.publicPem, content())).toThrow('no private Ed25519 key');
		const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
		const pem = rsa.export({ type: 'pkcs8', format: 'pem' }).toString();
		expect(() => createSigner(pem, content())).toThrow('no private Ed25519 key');
	});
});

test('the content may hold several public keys, and no private one', () => {
	const [one, two] = [make(), make()];
	const file = join(folder, 'signing-keys.pem');
	writeFileSync(file, one.publicPem + two.publicPem);
	expect(loadSigningKeys(file, 'x').keys.map(({ id }) => id)).toEqual([one.signingKey.id, two.signingKey.id]);
	expect(loadSigningKeys(file, 'x').problems).toEqual([]);
	writeFileSync(file, one.publicPem + two.pem);
	expect(loadSigningKeys(file, 'x').problems.map(({ code }) => code)).toEqual(['signing-keys-invalid']);
});
