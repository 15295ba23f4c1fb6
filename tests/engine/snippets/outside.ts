import { createHash } from 'node:crypto';
import { type Bases, createBases } from '#engine/bases/bases.ts';
import type { Engine } from '#engine/engine.ts';
import { createPackageTarball } from '#examples/services/package-tarball.ts';
import { serveFiles } from './file-server.ts';
import { GIT_HOST, serveGit } from './git-servers.ts';
import { type FileContents, makeProjectFiles, PACKAGE, PACKAGE_HOST, SECRETS } from './project-files.ts';

/** The engine, and what stands for everything that snippets reach outside of it. */
export interface Outside {
	readonly engine: Engine;
	readonly bases: Bases;
	readonly projectFiles: FileContents;
	/** Values by id, or by the name of their file. */
	readonly secrets: Readonly<Record<string, string>>;
	/** The file of the key that an agent answers for. */
	readonly sshKey: string;
	/** A certificate and its key, for a service that speaks TLS: content by file name. */
	readonly certificates: Readonly<Record<string, string>>;
	/** Names that steps of a build reach. */
	readonly hosts: Readonly<Record<string, string>>;
	/** Beginnings of addresses, with those that stand for them: where no name of the build's own can lead. */
	readonly addresses: Readonly<Record<string, string>>;
}

/** Starts the servers that snippets reach; what it makes belongs to the engine's run. */
export async function openOutside(engine: Engine): Promise<Outside> {
	const bases = createBases(engine, () => {});
	const tarball = createPackageTarball(PACKAGE);
	const files = await serveFiles(engine, bases, {
		host: PACKAGE_HOST,
		files: {
			[`${PACKAGE.name}-${PACKAGE.version}.tgz`]: tarball,
			'charts.tgz': createPackageTarball({ ...PACKAGE, name: 'charts' }),
			'charts-1.4.csv': 'station,high\nHarbour,06:12\n',
			'tides-1.4.tgz': createPackageTarball({ ...PACKAGE, name: 'tides', version: '1.4.0' }),
			stations: 'pier\nlock\n',
		},
	});
	const git = await serveGit(engine, bases);
	const { certificate, key } = files;
	return {
		engine,
		bases,
		projectFiles: {
			...makeProjectFiles(`sha512-${createHash('sha512').update(tarball).digest('base64')}`),
			'harbour-ca.crt': certificate,
			known_hosts: git.knownHosts,
		},
		secrets: { ...SECRETS, npmrc: `ca=${JSON.stringify(certificate)}\n` },
		sshKey: git.key,
		certificates: { 'registry.crt': certificate, 'registry.key': key },
		hosts: { [PACKAGE_HOST]: files.address, [GIT_HOST]: git.privateAddress },
		addresses: {
			// BuildKit fetches these itself, and knows the names of its own machine only.
			'https://example.com/': `http://${files.address}/`,
			'https://git.example.com/': `git://${git.publicAddress}/`,
			// Trusted by nobody: the stand-in for its image has no list that a certificate could be added to.
			'https://tides.example/': `http://${files.address}/`,
		},
	};
}
