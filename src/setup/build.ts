import { existsSync } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import { replaceFolder, restoreInterrupted, withBuildLock } from './replace-folder.ts';
import { root, runMain, runNode, StepFailed, say } from './steps.ts';

/** Less than this left after a failure means that the disk is what failed. */
const NEEDED_BYTES = 1e6;

/**
 * `npm run build`: validate, build into a folder beside, index, and only then put it in the place of `dist/`.
 * Whatever fails or is killed on the way leaves the last good `dist/` as it was.
 */
export async function build(): Promise<void> {
	const out = `${root}dist`;
	const workshop = `${root}.cache/build/`;
	await mkdir(workshop, { recursive: true });
	await withBuildLock(`${root}.cache/build.lock`, () =>
		sayWhereDiskIsFull(workshop, async () => {
			await restoreInterrupted(out, `${workshop}previous`);
			const fresh = `${workshop}fresh`;
			await rm(fresh, { recursive: true, force: true });

			say('Checking every lesson, rule and example …');
			await runNode('src/cli/main.ts', ['validate']);
			say('Building the pages and the search index …');
			await runNode('node_modules/astro/bin/astro.mjs', ['build', '--silent'], {
				env: { DRYDOCK_OUT: fresh, DRYDOCK_VALIDATED: '1', ASTRO_TELEMETRY_DISABLED: '1' },
			});
			say('Packing the linter into one file …');
			await runNode('src/bundle/main.ts', [`${fresh}/drydock.mjs`]);
			say('Making the offline forms …');
			await runNode('src/offline/main.ts', [fresh]);
			say('Asking for every address that was ever published …');
			await runNode('src/cli/main.ts', ['permalinks', '--site', fresh]);
			say('Making it ready for hosts …');
			await runNode('src/hosting/main.ts', [fresh, getBasePath()]);

			await replaceFolder(fresh, out, `${workshop}previous`);
			say(
				`Done: ${existsSync(`${out}/index.html`) ? 'dist/ is ready to be served.' : 'dist/ has no index.html.'}`,
			);
		}),
	);
}

/** A full disk shows as one of many errors of the step that met it; this says what it was. */
async function sayWhereDiskIsFull(folder: string, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		const { bavail, bsize } = await statfs(folder);
		const free = bavail * bsize;
		if (free < NEEDED_BYTES) {
			await rm(`${folder}fresh`, { recursive: true, force: true });
			say(`The disk is full: ${Math.floor(free / 1e6)} MB are free below ${folder}, and a build needs more.`);
			say('Free some space and build again. The last good dist/ is as it was.');
			throw new StepFailed('the build', 1);
		}
		throw error;
	}
}

/** The path that the site is built for, with a slash at both ends. */
function getBasePath(): string {
	const { pathname } = new URL(process.env['SITE'] ?? 'http://localhost/');
	return pathname.endsWith('/') ? pathname : `${pathname}/`;
}

if (import.meta.main) await runMain(build);
