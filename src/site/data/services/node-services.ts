import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_SERVER, packageServerSettings } from '#examples/services/package-server.ts';
import { PRIVATE_SERVER, privateServerSettings } from '#examples/services/private-server.ts';
import { formatHealthCheck, formatSettings, makePackedFile, type PackedService } from './packed-service.ts';

/** The packages are made when it starts: an archive that held them would weigh up to 40 MB. */
const MAKE_PACKAGES = `// Makes the packages that the settings name, then serves them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createPackageTarball } from './package-tarball.ts';

mkdirSync('/srv/packages', { recursive: true });
for (const { versions, ...made } of JSON.parse(process.env.SETTINGS).packages) {
	for (const version of versions) {
		writeFileSync(\`/srv/packages/\${made.name}-\${version}.tgz\`, createPackageTarball({ ...made, version }));
	}
}
await import('./server.mjs');
`;

export function packPackageServer(given: unknown): PackedService {
	const settings = packageServerSettings.parse(given);
	return {
		name: 'packages',
		says: 'a package server',
		host: settings.host,
		compose: formatNodeService('server', 'start.mjs', settings),
		files: [
			makePackedFile('server/start.mjs', MAKE_PACKAGES),
			makePackedFile('server/package-tarball.ts', readPackageMaker()),
			makePackedFile('server/server.mjs', PACKAGE_SERVER.trimStart()),
		],
	};
}

export function packPrivateServer(given: unknown): PackedService {
	const settings = privateServerSettings.parse(given);
	const [name = 'server'] = settings.host.split('.');
	return {
		name,
		says: 'a file server',
		host: settings.host,
		compose: formatNodeService('server', 'server.mjs', settings),
		files: [makePackedFile('server/server.mjs', PRIVATE_SERVER.trimStart())],
	};
}

function formatNodeService(folder: string, program: string, settings: { readonly port: number }): string[] {
	const ask = `fetch('http://127.0.0.1:${settings.port}/-/counts').then((answer) => process.exit(answer.ok ? 0 : 1))`;
	return [
		'image: node:24-bookworm-slim',
		`command: [node, /opt/${folder}/${program}]`,
		`volumes: [./${folder}:/opt/${folder}:ro]`,
		...formatSettings(settings),
		...formatHealthCheck(['CMD', 'node', '-e', ask]),
	];
}

/** One file that imports nothing of this project, and that Node runs as it is. */
function readPackageMaker(): string {
	return readFileSync(join(process.cwd(), 'src/examples/services/package-tarball.ts'), 'utf8');
}
