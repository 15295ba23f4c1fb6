import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SPECIFICATION_VERSION } from '#core/compose/specification/schema.ts';

/** The folder of a built site that holds the licence of every package of which a part is published. */
export const LICENCES = 'licences';

/** A package, and the text under which it may be passed on. */
export interface LicensedPackage {
	readonly name: string;
	readonly version: string;
	/** As SPDX names it. */
	readonly license: string;
	readonly text: string;
}

/** The schema of the Compose specification, which is no package of npm. */
export const SPECIFICATION = { name: 'compose-spec', version: SPECIFICATION_VERSION, license: 'Apache-2.0' };

/** The packages that a bundle has modules of, by name; ours is none. Stops where one has no licence file. */
export function listPackages(project: string, modules: Iterable<string>): LicensedPackage[] {
	const all = [...modules];
	const folders = new Set(all.flatMap((module) => findPackageFolder(project, module) ?? []));
	const packages = [...folders].sort().map(readPackage);
	return all.some((module) => /[\\/]compose-spec\.json$/.test(module))
		? [...packages, readSpecification(project)]
		: packages;
}

/** The licence and the notices of the project itself. */
export function readOwnLicence(project: string): { readonly licence: string; readonly notice: string } {
	const read = (name: string) => readFileSync(join(project, name), 'utf8');
	return { licence: read('LICENSE'), notice: existsSync(join(project, 'NOTICE')) ? read('NOTICE') : '' };
}

/** Adds a file for each package to the licences of a site: `licences/<name>@<version>.txt`. */
export function writeLicences(site: string, packages: readonly LicensedPackage[]): void {
	for (const licensed of packages) {
		const file = join(site, LICENCES, `${licensed.name}@${licensed.version}.txt`);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, formatLicence(licensed));
	}
}

/** Of which packages a built site has licences: `<name>@<version>`. */
export function listLicensed(site: string): string[] {
	const folder = join(site, LICENCES);
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => /@[^@]+\.txt$/.test(file))
		.map((file) => file.replaceAll('\\', '/').slice(0, -'.txt'.length))
		.sort();
}

/** A package's name and licence, and the text. */
export function formatLicence({ name, version, license, text }: LicensedPackage): string {
	return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** The folder of the package a module belongs to; `undefined` for our own. What a bundler adds itself is the bundler's. */
function findPackageFolder(project: string, module: string): string | undefined {
	const bundler = /^\0(vite|rolldown)\//.exec(module)?.[1];
	if (bundler !== undefined) return join(project, 'node_modules', bundler);
	return /^[^\0]*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0];
}

function readSpecification(project: string): LicensedPackage {
	const text = readFileSync(join(project, 'src/core/compose/specification/LICENSE'), 'utf8');
	return { ...SPECIFICATION, text };
}

function readPackage(folder: string): LicensedPackage {
	const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const texts = listLicenceFiles(folder).map((file) => readFileSync(file, 'utf8'));
	if (texts.length === 0) throw new Error(`${name} has no licence file, so no part of it can be published.`);
	// Some go on with the licences of what is packed into their own programs, of which nothing is taken.
	const text = texts.map((one) => one.split('# Licenses of bundled dependencies')[0]?.trim()).join('\n\n');
	return { name, version, license, text };
}

/** `LICENSE`, `licence.md`, `LICENSE-MIT`, or the files of a folder of that name. */
function listLicenceFiles(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true })
		.filter(({ name }) => /^licen[cs]e/i.test(name))
		.flatMap((entry) => {
			const path = join(folder, entry.name);
			return entry.isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
		})
		.sort();
}
