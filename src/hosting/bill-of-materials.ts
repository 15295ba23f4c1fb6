import { SPECIFICATION } from '#workspace/licences.ts';

/** What `package-lock.json` says of a package. */
interface LockedPackage {
	readonly version?: string;
	readonly license?: string;
	readonly integrity?: string;
	readonly link?: boolean;
}

export interface Lock {
	readonly name: string;
	readonly version: string;
	readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** Published with every site, and no package. */
const FONT = {
	type: 'file',
	'bom-ref': 'source-serif-4',
	name: 'Source Serif 4',
	scope: 'required',
	licenses: [{ expression: 'OFL-1.1' }],
};

/** Packed into the linter, and no package of npm. */
const SCHEMA = {
	type: 'file',
	'bom-ref': `${SPECIFICATION.name}@${SPECIFICATION.version}`,
	name: SPECIFICATION.name,
	version: SPECIFICATION.version,
	scope: 'required',
	licenses: [{ expression: SPECIFICATION.license }],
};

/**
 * A bill of materials in CycloneDX 1.6: every package that the site is built with, its version, licence and, where the
 * lock file has one, hash. Its scope is `required` where a part of it is published (`shipped`, as `<name>@<version>`), and
 * `excluded` where it only builds. The same lock file gives the same text.
 */
export function renderBillOfMaterials({ name, version, packages }: Lock, shipped: readonly string[]): string {
	const components = Object.entries(packages)
		.filter(([path, { link, version: locked }]) => path.startsWith('node_modules/') && !link && locked)
		.map(([path, locked]) =>
			makeComponent(path.slice(path.lastIndexOf('node_modules/') + 13), locked, shipped),
		);
	const unique = new Map(components.map((one) => [one['bom-ref'], one]));
	const bill = {
		bomFormat: 'CycloneDX',
		specVersion: '1.6',
		version: 1,
		metadata: { component: { type: 'application', 'bom-ref': `${name}@${version}`, name, version } },
		components: [FONT, SCHEMA, ...unique.values()].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)),
	};
	return `${JSON.stringify(bill, undefined, '\t')}\n`;
}

function makeComponent(
	name: string,
	{ version = '', license, integrity }: LockedPackage,
	shipped: readonly string[],
) {
	const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
	return {
		type: 'library',
		'bom-ref': purl,
		name,
		version,
		purl,
		scope: shipped.includes(`${name}@${version}`) ? 'required' : 'excluded',
		licenses: license === undefined ? undefined : [{ expression: license }],
		hashes: integrity === undefined ? undefined : parseHashes(integrity),
	};
}

/** `sha512-<base64>`, several of them with blanks between, as CycloneDX writes hashes. */
function parseHashes(integrity: string) {
	return integrity.split(' ').map((hash) => {
		const dash = hash.indexOf('-');
		const algorithm = hash.slice(0, dash).replace(/^sha/, 'SHA-');
		return { alg: algorithm, content: Buffer.from(hash.slice(dash + 1), 'base64').toString('hex') };
	});
}
