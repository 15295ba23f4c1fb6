import { existsSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { withBuildLock } from './build-lock.ts';
import { clearFullFolder, clearWorkshop, findBuildPlaces } from './build-places.ts';
import { makeReadable, replaceFolder, restoreInterrupted } from './replace-folder.ts';
import { root, runMain, runNode, StepFailed, say } from './steps.ts';

/** Less than this left after a failure means that the disk is what failed. */
const NEEDED_BYTES = 1e6;

/**
 * Some three times as many files as Node keeps of what one build compiles. It forgets none of them, and what makes the
 * pages has other names after each edit of a source.
 */
const MOST_COMPILED = 10_000;

/**
 * `npm run build`: validate, build into a folder beside, index, and only then put it in the place of `dist/`.
 * Whatever fails or is killed on the way leaves the last good `dist/` as it was.
 */
export async function buildSite(): Promise<void> {
	// Files of a site are for everybody to read, whatever the mask of who builds it.
	process.umask(0o022);
	checkEnvironment();
	const { out, cache, workshop } = await findBuildPlaces(root);
	process.env['DRYDOCK_CACHE'] = cache;
	process.env['NODE_COMPILE_CACHE'] ??= `${cache}/node`;
	await mkdir(workshop, { recursive: true });
	await withBuildLock(`${workshop}/lock`, () =>
		sayWhereDiskIsFull(workshop, async () => {
			const previous = `${workshop}/previous`;
			await restoreInterrupted(out, previous);
			await clearWorkshop(workshop, ['lock', 'cache']);
			// The same place in every build: Node finds what it compiled by the place of the source.
			const fresh = `${workshop}/fresh`;
			await clearFullFolder(`${cache}/node`, MOST_COMPILED);
			await buildInto(fresh);
			await makeReadable(fresh);
			const how = await replaceFolder(fresh, out, previous);
			if (how === 'exchanged')
				say('dist/ is a mount or on another file system, so its content was exchanged, and not the folder.');
			say(
				`Done: ${existsSync(`${out}/index.html`) ? 'dist/ is ready to be served.' : 'dist/ has no index.html.'}`,
			);
		}),
	);
}

/** What the environment may say of a build. */
function checkEnvironment(): void {
	checkSetting(
		'SOURCE_DATE_EPOCH',
		(given) => /^\d{1,11}$/.test(given),
		'no time. Write whole seconds since 1970, such as `$(git log -1 --format=%ct)`.',
	);
	checkSetting(
		'SITE',
		(given) => URL.canParse(given) && /^https?:$/.test(new URL(given).protocol),
		'no http or https address. Write it like `https://kb.example.com/`.',
	);
}

/** An empty setting is none, and one that is not fine stops the build with a word. */
function checkSetting(name: string, isFine: (given: string) => boolean, instead: string): void {
	const given = process.env[name];
	if (given === undefined || given === '') delete process.env[name];
	else if (!isFine(given)) {
		say(`${name} is \`${given}\`, which is ${instead}`);
		throw new StepFailed('the build', 2);
	}
}

async function buildInto(fresh: string): Promise<void> {
	const holdsErrors = { holdsErrors: true };
	say('Checking every lesson, rule and example …');
	await runNode('src/cli/main.ts', ['validate']);
	say('Building the pages and the search index …');
	await runNode('node_modules/astro/bin/astro.mjs', ['build', '--silent'], {
		...holdsErrors,
		env: { DRYDOCK_OUT: fresh, DRYDOCK_VALIDATED: '1', ASTRO_TELEMETRY_DISABLED: '1' },
	});
	say('Packing the linter into one file …');
	await runNode('src/bundle/main.ts', [`${fresh}/drydock.mjs`], holdsErrors);
	say('Making the offline forms …');
	await runNode('src/offline/main.ts', [fresh], holdsErrors);
	say('Asking for every address that was ever published …');
	await runNode('src/cli/main.ts', ['permalinks', '--site', fresh], holdsErrors);
	say('Making it ready for hosts …');
	await runNode('src/hosting/main.ts', [fresh, getBasePath()], holdsErrors);
}

/** A full disk shows as one of many errors of the step that met it; this says what it was instead. */
async function sayWhereDiskIsFull(folder: string, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		const { bavail, bsize } = await statfs(folder);
		const free = bavail * bsize;
		const isFull =
			free < NEEDED_BYTES || (error instanceof Error && 'code' in error && error.code === 'ENOSPC');
		if (!isFull) {
			if (error instanceof StepFailed) process.stderr.write(error.output);
			throw error;
		}
		await clearWorkshop(folder, ['lock', 'previous']);
		say(`The disk is full: ${Math.floor(free / 1e6)} MB are free below ${folder}, and a build needs more.`);
		say('Free some space and build again. The last good dist/ is as it was.');
		throw new StepFailed('the build', 1);
	}
}

/** The path that the site is built for, with a slash at both ends. */
function getBasePath(): string {
	const { pathname } = new URL(process.env['SITE'] ?? 'http://localhost/');
	return pathname.endsWith('/') ? pathname : `${pathname}/`;
}

if (import.meta.main) await runMain(buildSite);
