import { gunzipSync } from 'node:zlib';
import { createPackageTarball } from '#examples/services/package-tarball.ts';

/** Content by path. */
export type FileContents = Readonly<Record<string, string | Uint8Array>>;

/** A package of the run, which lock files name; npm checks the hash. */
export const PACKAGE = { name: 'stations', version: '1.0.0', files: 1, bytesEach: 100 } as const;
/** Where it comes from; the test answers at this name. */
export const PACKAGE_HOST = 'packages.example.com';

/** The application of most snippets. */
export const APPLICATION = `require('node:http').createServer((_, response) => response.end('tides')).listen(8080);
process.on('SIGTERM', () => process.exit(0));
`;

/** What a build context gets where a snippet copies it, and nothing else. */
export function makeProjectFiles(packageIntegrity: string): FileContents {
	const project = { name: 'tides', version: '1.0.0' };
	const dependencies = { [PACKAGE.name]: PACKAGE.version };
	const resolved = `http://${PACKAGE_HOST}/${PACKAGE.name}-${PACKAGE.version}.tgz`;
	const lock = {
		...project,
		lockfileVersion: 3,
		packages: {
			'': { ...project, dependencies },
			[`node_modules/${PACKAGE.name}`]: { version: PACKAGE.version, resolved, integrity: packageIntegrity },
		},
	};
	return {
		'package.json': JSON.stringify({ ...project, dependencies }),
		'package-lock.json': JSON.stringify(lock),
		'server.js': APPLICATION,
		'src/server.js': APPLICATION,
		'app/server.js': APPLICATION,
		'shared/tides.js': 'module.exports = [];\n',
		'requirements.txt': '# nothing yet\n',
		'go.mod': 'module tides\n\ngo 1.26\n',
		'main.go': 'package main\n\nfunc main() { println("tides") }\n',
		'tides.c': '#include <stdio.h>\nint main(void) { return puts("tides") < 0; }\n',
		'tides.txt': 'high water 06:12\n',
		'charts.tar': gunzipSync(createPackageTarball({ ...PACKAGE, name: 'charts' })),
		tides: '#!/bin/sh\necho tides\n',
	};
}

/** Secrets that builds and services are given, by id or file name: canaries. */
export const SECRETS: Readonly<Record<string, string>> = {
	'npm-token': 'canary-not-a-secret-token',
	netrc: 'machine packages.example.com login tides password canary-not-a-secret\n',
	'db_password.txt': 'canary-not-a-secret\n',
	// bcrypt, which the registry demands; the password is `canary-not-a-secret`.
	'users.htpasswd': 'reviewer:$2y$05$2iL2QVtt84XNzIS.sqjasO.Cn9opVk4L2CDdx5T2Cok0Sk1uCmAI.\n',
};
