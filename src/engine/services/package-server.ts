import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_SERVER, packageServerSettings } from '#examples/services/package-server.ts';
import { createPackageTarball } from '#examples/services/package-tarball.ts';
import { EngineFailure } from '../failure.ts';
import { defineService } from './service.ts';

export interface PackageServer {
	/** Packages it has handed out since it started, and their bytes. */
	counts(): Promise<{ packages: number; bytes: number }>;
	/** Adds a version of one of its packages, which is the latest from then on. */
	publish(name: string, version: string): Promise<void>;
}

/** A real HTTP server with npm packages that are made for the run, which counts what it hands out. */
export const packageServer = defineService({
	name: 'package-server',
	summary: 'npm packages made for the run, at a given speed; counts what it hands out.',
	settings: packageServerSettings,
	async start({ host, port, bytesPerSecond, token, packages }, { engine, folder, toolImage }) {
		const image = await toolImage({
			name: 'package-server',
			base: 'node:24-bookworm-slim',
			files: { 'server.mjs': PACKAGE_SERVER },
			lines: ['RUN mkdir /srv/packages', 'CMD ["node", "/opt/drydock/server.mjs"]'],
		});
		const container = await engine.start({
			image,
			name: 'package-server',
			env: { SETTINGS: JSON.stringify({ port, bytesPerSecond, token }) },
		});
		const tarballs = join(folder, 'packages');
		await mkdir(tarballs);
		for (const { versions, ...made } of packages) {
			for (const version of versions) {
				const tarball = createPackageTarball({ ...made, version });
				await writeFile(join(tarballs, `${made.name}-${version}.tgz`), tarball);
			}
		}
		await engine.copyInto(container, `${tarballs}/.`, '/srv/packages');
		const addVersion = async (name: string, version: string) => {
			const made = packages.find((one) => one.name === name);
			if (made === undefined) throw createNoPackageFailure(name);
			const file = join(tarballs, `${name}-${version}.tgz`);
			await writeFile(file, createPackageTarball({ ...made, version }));
			await engine.copyInto(container, file, '/srv/packages/');
		};
		const readCounts = async () => {
			const read = `fetch('http://127.0.0.1:${port}/-/counts').then(async (r) => console.log(await r.text()))`;
			return JSON.parse((await engine.exec(container, ['node', '-e', read])).stdout);
		};
		const address = (await engine.inspect(container)).addresses['bridge'] ?? '';
		return {
			hosts: { [host]: address },
			handle: { counts: readCounts, publish: addVersion } satisfies PackageServer,
		};
	},
});

function createNoPackageFailure(name: string): EngineFailure {
	return new EngineFailure(
		'package-unknown',
		`The package server has no package \`${name}\`.`,
		'Name one of `run.setup.package-server.packages`.',
	);
}
