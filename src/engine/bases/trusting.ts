import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { Engine } from '../engine.ts';

/** Where it lies in the image. The variables below point there, whatever the distribution. */
const BUNDLE = '/usr/local/share/drydock-authorities.pem';

/**
 * A pulled base image that also trusts the given authorities, so that builds behind a proxy that opens TLS can fetch.
 * Answers its name; it is built once and outlives the run, as its base does.
 */
export async function provideTrusting(
	name: string,
	digest: string,
	authorities: readonly string[],
	engine: Engine,
): Promise<string> {
	const hash = createHash('sha256')
		.update(JSON.stringify([digest, authorities]))
		.digest('hex')
		.slice(0, 12);
	const image = `drydock-base/trusting-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}:${hash}`;
	if ((await engine.inspectImage(image)) !== undefined) return image;
	const folder = await mkdtemp(join(engine.temporaryFolder(), 'trusting-'));
	try {
		await writeFile(join(folder, 'authorities.pem'), `${[...rootCertificates, ...authorities].join('\n')}\n`);
		const variables = [
			'SSL_CERT_FILE',
			'NODE_EXTRA_CA_CERTS',
			'CURL_CA_BUNDLE',
			'GIT_SSL_CAINFO',
			'PIP_CERT',
		];
		const lines = [
			`FROM ${name}`,
			`COPY authorities.pem ${BUNDLE}`,
			`ENV ${variables.map((variable) => `${variable}=${BUNDLE}`).join(' ')}`,
			'',
		];
		await writeFile(join(folder, 'Dockerfile'), lines.join('\n'));
		await engine.build({ name: 'trusting', keepAs: image, context: folder });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	return image;
}
