import type { LintSettings } from '../lint/settings.ts';

/** The parts of an image's name, none of them normalised: `ghcr.io/acme/tides:1.4@sha256:…`. */
export interface ImageName {
	/** With its port; missing where the name goes to Docker Hub without saying so. */
	readonly host?: string;
	/** Between host and tag: `acme/tides`. */
	readonly path: string;
	readonly tag?: string;
	readonly digest?: string;
}

/**
 * Takes an image's name apart. The part before the first slash is a host where it holds a dot, a colon or a
 * capital, or is `localhost`: Docker's own test.
 */
export function parseImageName(text: string): ImageName {
	const [name = '', digest] = splitOnce(text, '@');
	const [first = '', rest] = splitOnce(name, '/');
	const isHost = rest !== undefined && (/[.:A-Z]/.test(first) || first === 'localhost');
	const [path = '', tag] = splitOnce(isHost ? rest : name, ':');
	return {
		...(isHost && { host: first }),
		path,
		...(tag !== undefined && { tag }),
		...(digest !== undefined && { digest }),
	};
}

/** True for the last part of a Docker Hub name, however it is written: `registry`, `library/registry`, `docker.io/library/registry`. */
export function isOfficialImage({ host, path }: ImageName, name: string): boolean {
	if (host !== undefined && !DOCKER_HUB.has(host.toLowerCase())) return false;
	return path === name || path === `library/${name}`;
}

/**
 * True where an image comes from a registry of the reader's own: its host is not one of those where anyone
 * can publish, or the settings name it. A host that is a variable is unknown, and so not private.
 */
export function isPrivateImage(
	{ host, path }: ImageName,
	{ privateRegistries }: Pick<LintSettings, 'privateRegistries'>,
): boolean {
	const address = `${host ?? 'docker.io'}/${path}`.toLowerCase();
	if (privateRegistries.some((entry) => `${address}/`.startsWith(withSlash(entry.toLowerCase()))))
		return true;
	return host !== undefined && !host.includes('$') && !isPublicHost(host.toLowerCase());
}

/** True for `127.0.0.0/8`, `::1`, `localhost` and names below `.localhost`, each with or without a port: the engine trusts these over plain HTTP. */
export function isLoopbackHost(host: string): boolean {
	const name = stripPort(host).toLowerCase();
	return (
		/^127(\.\d{1,3}){1,3}$/.test(name) ||
		/^(0{0,4}:){2,7}0{0,3}1$/.test(name) ||
		name === 'localhost' ||
		name.endsWith('.localhost')
	);
}

/** `[::1]:5000`, `::1`, `registry:5000` and `registry` without port and brackets. */
function stripPort(host: string): string {
	const bracketed = /^\[([^\]]*)\]/.exec(host)?.[1];
	if (bracketed !== undefined) return bracketed;
	return host.indexOf(':') === host.lastIndexOf(':') ? (host.split(':')[0] ?? '') : host;
}

const DOCKER_HUB = new Set([
	'docker.io',
	'index.docker.io',
	'registry-1.docker.io',
	'registry.hub.docker.com',
	'hub.docker.com',
]);

/** Registries that serve images to everyone. Some hold private ones too; whether an image is, its name does not say. */
const PUBLIC_HOSTS = new Set([
	'cgr.dev',
	'codeberg.org',
	'container-registry.oracle.com',
	'cr.l5d.io',
	'dhi.io',
	'docker.elastic.co',
	'docker.n8n.io',
	'docker.pkg.github.com',
	'docker.redpanda.com',
	'ghcr.io',
	'images.paketo.io',
	'lscr.io',
	'mcr.microsoft.com',
	'nvcr.io',
	'public.ecr.aws',
	'quay.io',
	'registry.access.redhat.com',
	'registry.fedoraproject.org',
	'registry.gitlab.com',
	'registry.k8s.io',
	'registry.opensuse.org',
	'registry.redhat.io',
	'registry.suse.com',
	'xpkg.upbound.io',
]);

function isPublicHost(host: string): boolean {
	const name = host.replace(/:443$/, '');
	return DOCKER_HUB.has(name) || PUBLIC_HOSTS.has(name) || name === 'gcr.io' || name.endsWith('.gcr.io');
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
	const at = text.indexOf(separator);
	return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function withSlash(prefix: string): string {
	return prefix.endsWith('/') ? prefix : `${prefix}/`;
}
