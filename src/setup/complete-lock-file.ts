import { readFile, writeFile } from 'node:fs/promises';
import { root, runMain, say } from './steps.ts';

/**
 * Run after every `npm install` that changes the lock file.
 *
 * A package for another platform that the registry at hand does not carry is left out of package-lock.json, and
 * `npm ci` then refuses the whole file, on every platform. This names such packages again: their exact versions stand in
 * the `optionalDependencies` of the packages that want them, and their platform in their own names. They carry no
 * `integrity`, since nobody has seen their bytes here.
 */
interface LockEntry {
	readonly version?: string;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
	readonly dev?: boolean;
	readonly os?: readonly string[];
	readonly cpu?: readonly string[];
	readonly libc?: readonly string[];
	readonly optional?: boolean;
}

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

await runMain(async () => {
	const path = `${root}package-lock.json`;
	const lock = JSON.parse(await readFile(path, 'utf8')) as { packages: Record<string, LockEntry> };
	const added = addMissingPackages(lock.packages);
	if (added.length > 0) {
		lock.packages = Object.fromEntries(
			Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
		);
		await writeFile(path, `${JSON.stringify(lock, null, '\t')}\n`);
	}
	say(
		`${added.length} packages of other platforms were missing from package-lock.json and are named there now.`,
	);
});

/** Adds what is missing, in place; answers the names. */
function addMissingPackages(packages: Record<string, LockEntry>): string[] {
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
				...(entry.dev ? { dev: true } : {}),
				optional: true,
			};
			added.push(name);
		}
	}
	return added;
}

/** Looks for a package as Node does: beside the parent, and then in each folder above. */
function isResolved(
	packages: Readonly<Record<string, LockEntry>>,
	parent: string,
	name: string,
	range: string,
): boolean {
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
		...(cpu.length > 0 ? { cpu } : {}),
		...(os.length > 0 ? { os } : {}),
		...(libc.length > 0 ? { libc } : {}),
	};
}
