import { KNOWN_BASES } from './known-base-list.ts';

/** What an image's files come from, so far as a build notices it. */
export type System = 'debian' | 'ubuntu' | 'alpine' | 'redhat' | 'busybox' | 'none';

/** What is known of a widely used base. */
export interface KnownBase {
	/** The user that its configuration names; `root` where it names none. */
	readonly user: string;
	/** True where it starts as root and its entrypoint goes on as another user. */
	readonly dropsRoot: boolean;
	/** Missing where the tag decides it, and is not one of those that are known. */
	readonly system: System | undefined;
}

interface Row {
	readonly image: string;
	/** A word of the tag that the row is about; all other tags where there is none. */
	readonly word: string | undefined;
	readonly user: string;
	readonly system: System;
}

/** `docker:rootless rootless alpine`: image, word of the tag, user, system. */
function parseRow(text: string): Row {
	const [name = '', user = '', system = ''] = text.split(' ');
	const [image = '', word] = name.split(':');
	return { image, word, user, system: system as System };
}

let rowsByImage: ReadonlyMap<string, readonly Row[]> | undefined;

/** Made when the first image is looked up. */
function indexRows(): ReadonlyMap<string, readonly Row[]> {
	const index = new Map<string, Row[]>();
	for (const row of KNOWN_BASES.map(parseRow)) {
		const same = index.get(row.image);
		if (same) same.push(row);
		else index.set(row.image, [row]);
	}
	return index;
}

/**
 * Looks an image up by its address, `docker.io/library/node`, and its tag. `undefined` for one that is not known, for
 * Windows, and where only a digest says which variant it is and they differ.
 */
export function findKnownBase(
	address: string,
	tag: string | undefined,
	digest: string | undefined,
): KnownBase | undefined {
	rowsByImage ??= indexRows();
	const rows = lookUp(rowsByImage, simplifyAddress(address));
	if (!rows || /windows|nanoserver/.test(tag ?? '')) return undefined;
	const isOpen = tag === undefined && digest !== undefined;
	if (isOpen && rows.length > 1) return undefined;
	const words = (tag ?? '').split(/[^a-z]+/);
	const row = rows.find(({ word }) => word && words.includes(word)) ?? rows.find(({ word }) => !word);
	if (!row) return undefined;
	return {
		user: row.user.replace('-drops', ''),
		dropsRoot: row.user.endsWith('-drops'),
		system: isOpen ? undefined : (readTagSystem(tag) ?? row.system),
	};
}

/** Official images are mirrored under other hosts; Red Hat's have two names each. */
function simplifyAddress(address: string): string {
	return address
		.replace(/^(?:(?:docker\.io|mirror\.gcr\.io|public\.ecr\.aws\/docker)\/library|docker\.io)\//, '')
		.replace(/^registry\.access\.redhat\.com\/ubi(\d+)\/ubi/, 'redhat/ubi$1');
}

/** By its whole name, or by the pattern of all its maker's images: `gcr.io/distroless/*`. */
function lookUp(rows: ReadonlyMap<string, readonly Row[]>, name: string): readonly Row[] | undefined {
	return rows.get(name) ?? rows.get(name.replace(/[^/]+$/, '*'));
}

const TAG_SYSTEMS: readonly (readonly [RegExp, System])[] = [
	[/(?:^|-)(?:chiseled|distroless)/, 'none'],
	[/alpine/, 'alpine'],
	[/(?:^|-)(?:ubi|oracle|amazonlinux|al20|rhel|fedora|almalinux|rockylinux)/, 'redhat'],
	[/(?:^|-)(?:focal|jammy|noble|resolute|ubuntu)/, 'ubuntu'],
	[/(?:^|-)(?:bullseye|bookworm|trixie|forky|sid|debian)/, 'debian'],
];

/** A tag often names the system: `24-alpine`, `21-jdk-noble`. */
export function readTagSystem(tag = ''): System | undefined {
	return TAG_SYSTEMS.find(([pattern]) => pattern.test(tag))?.[1];
}

/** The program that `/bin/sh` is; `none` where there is no shell. */
export type SystemShell = 'dash' | 'bash' | 'busybox' | 'none';

export const SYSTEM_SHELLS: Readonly<Record<System, SystemShell>> = {
	debian: 'dash',
	ubuntu: 'dash',
	alpine: 'busybox',
	redhat: 'bash',
	busybox: 'busybox',
	none: 'none',
};
