import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bases } from '#engine/bases/bases.ts';
import { provideToolImage } from '#engine/bases/tool-image.ts';
import type { Engine } from '#engine/engine.ts';

/** A server of files, with TLS and without. */
export interface FileServer {
	readonly address: string;
	/** PEM; made for the server itself, so nobody trusts it yet. */
	readonly certificate: string;
	readonly key: string;
}

const SERVER = `const { readFileSync } = require('node:fs');
const answer = ({ url }, response) => {
	try { response.end(readFileSync('/srv/files' + url)); } catch { response.writeHead(404).end(); }
};
require('node:http').createServer(answer).listen(80);
require('node:https').createServer({ key: readFileSync('/srv/tls.key'), cert: readFileSync('/srv/tls.crt') }, answer).listen(443);
`;

/** Starts one that hands out these files, by name; its certificate is for the host. */
export async function serveFiles(
	engine: Engine,
	bases: Bases,
	{ host, files }: { readonly host: string; readonly files: Readonly<Record<string, string | Uint8Array>> },
): Promise<FileServer> {
	const image = await provideToolImage(
		{
			name: 'snippet-server',
			base: 'node:24-bookworm-slim',
			packages: ['openssl'],
			files: { 'server.js': SERVER },
			lines: [
				`RUN openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=${host} -addext subjectAltName=DNS:${host} -keyout /srv/tls.key -out /srv/tls.crt`,
				'CMD ["node", "/opt/drydock/server.js"]',
			],
		},
		engine,
		bases,
	);
	const container = await engine.start({ image, name: 'snippet-server' });
	const folder = join(engine.temporaryFolder(), 'files');
	await mkdir(folder);
	for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
	await engine.copyInto(container, folder, '/srv');
	const read = async (path: string) => (await engine.exec(container, ['cat', path])).stdout;
	return {
		address: (await engine.inspect(container)).addresses['bridge'] ?? '',
		certificate: await read('/srv/tls.crt'),
		key: await read('/srv/tls.key'),
	};
}
