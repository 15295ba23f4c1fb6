import { readFile, writeFile } from 'node:fs/promises';
import { root, runInRoot, runMain, say } from './steps.ts';

/**
 * Run after every `npm install` that changes the lock file.
 *
 * A package for another platform may be missing from package-lock.json, and `npm ci` then refuses the whole file, on every
 * platform; or it stands there without `integrity`. Both are asked of the registry again. What a registry does not carry
 * is named all the same: its exact version stands in the `optionalDependencies` of the packages that want it, its platform
 * in its own name. Such an entry has no `integrity`, since nobody has seen its bytes here.
 */
interface LockEntry {
	readonly version?: string;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
	readonly dev?: boolean | undefined;
	readonly os?: readonly string[] | undefined;
	readonly cpu?: readonly string[] | undefined;
	readonly libc?: readonly string[] | undefined;
	readonly optional?: boolean;
	readonly integrity?: string;
	readonly link?: boolean;
}

type Packages = Record<string, LockEntry>;

const SYSTEMS = [
	'aix',
	'android',
	'darwin',
	'freebsd',
	'linux',
	'netbsd',
	'openbsd',
	'openharmony',
	'sunos',
	'win32',
];
const PROCESSORS = [
	'arm',
	'arm64',
	'ia32',
	'loong64',
	'mips64el',
	'ppc64',
	'riscv64',
	's390x',
	'wasm32',
	'x64',
];

const path = `${root}package-lock.json`;

await runMain(async () => {
	await changeLock(forgetUnseenPackages);
	await runInRoot('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund', '--loglevel=error']);
	const added = await changeLock(addMissingPackages);
	say(
		added.length === 0
			? 'package-lock.json names every package of every platform, each with its integrity.'
			: `Without integrity, since the registry does not carry them: ${added.join(', ')}.`,
	);
});

async function changeLock(change: (packages: Packages) => string[]): Promise<string[]> {
	const lock = JSON.parse(await readFile(path, 'utf8')) as { packages: Packages };
	const changed = change(lock.packages);
	if (changed.length > 0) {
		lock.packages = Object.fromEntries(
			Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
		);
		await writeFile(path, `${JSON.stringify(lock, null, '\t')}\n`);
	}
	return changed;
}

/** Takes out what has no integrity, in place; answers the names. */
function forgetUnseenPackages(packages: Packages): string[] {
	const unseen = Object.entries(packages).flatMap(([place, { integrity, link }]) =>
		place.includes('node_modules/') && integrity === undefined && link !== true ? [place] : [],
	);
	for (const place of unseen) delete packages[place];
	return unseen;
}

/** Adds what is missing, in place; answers the names. */
function addMissingPackages(packages: Packages): string[] {
	const added: string[] = [];
	for (const [parent, entry] of Object.entries(packages)) {
		for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
			const version = range.replace(/^[~^]/, '');
			if (!/^\d+\.\d+\.\d+[\w.+-]*$/.test(version) || isResolved(packages, parent, name, range)) continue;
			const place =
				`node_modules/${name}` in packages ? `${parent}/node_modules/${name}` : `node_modules/${name}`;
			packages[place] = {
				version,
				...inferPlatform(name),
				dev: entry.dev,
				optional: true,
			};
			added.push(name);
		}
	}
	return added;
}

/** Looks for a package as Node does: beside the parent, and then in each folder above. */
function isResolved(packages: Readonly<Packages>, parent: string, name: string, range: string): boolean {
	for (
		let folder = parent;
		;
		folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))
	) {
		const candidateEntry = packages[`${folder}${folder ? '/' : ''}node_modules/${name}`];
		if (candidateEntry !== undefined) return candidateEntry.version === range || !/^\d/.test(range);
		if (folder === '') return false;
	}
}

function inferPlatform(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
	const words = name
		.split(/[-/]/)
		.map((word) => ({ windows: 'win32', win: 'win32', gnueabihf: 'gnu', musleabihf: 'musl' })[word] ?? word);
	const os = SYSTEMS.filter((system) => words.includes(system));
	const cpu = PROCESSORS.filter((processor) => words.includes(processor));
	const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
	return {
		cpu: cpu.length > 0 ? cpu : undefined,
		os: os.length > 0 ? os : undefined,
		libc: libc.length > 0 ? libc : undefined,
	};
}
