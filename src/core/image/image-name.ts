import { DOCKER_HUB, PUBLIC_HOSTS, PUBLIC_SUFFIXES } from '../knowledge/registries.ts';
/** The parts of an image's name: `ghcr.io/acme/tides:1.4@sha256:…`. */
export interface ImageName {
	/** The name as given. */
	readonly text: string;
	/** As written, with its port; missing where the name goes to Docker Hub without saying so. */
	readonly host: string | undefined;
	/** Between host and tag, as written: `acme/tides`. */
	readonly path: string;
	readonly tag: string | undefined;
	/** `sha256:…` */
	readonly digest: string | undefined;
	/** The host that is asked; `docker.io` where the name has none. */
	readonly registry: string;
	/** The path as that host knows it; an official image of Docker Hub gets its `library/`. */
	readonly repository: string;
}

/**
 * Takes an image's name apart, be it one that Docker takes or not. The part before the first slash is a host where it holds
 * a dot, a colon or a capital, or is `localhost`: Docker's own test.
 */
export function parseImageName(text: string): ImageName {
	const [name = '', digest] = splitOnce(text, '@');
	const [first = '', rest] = splitOnce(name, '/');
	const isHost =
		rest !== undefined && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
	const host = isHost ? first : undefined;
	const [path = '', tag] = splitOnce(host === undefined ? name : (rest ?? ''), ':');
	const registry = host === undefined || host === 'index.docker.io' ? 'docker.io' : host;
	const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
	return { text, host, path, tag, digest, registry, repository };
}

const HOST =
	/^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
const LONGEST_NAME = 255;

/** True for a name that Docker takes. */
export function isImageName({ text, registry, repository, tag, digest }: ImageName): boolean {
	// 64 hexadecimal digits are an image's id, which no registry can be asked for.
	if (/^[a-f0-9]{64}$/.test(text) || repository.length > LONGEST_NAME) return false;
	if (!HOST.test(registry) || !REPOSITORY.test(repository)) return false;
	return (tag === undefined || TAG.test(tag)) && (digest === undefined || DIGEST.test(digest));
}

/** True for the last part of a Docker Hub name, however it is written: `registry`, `library/registry`, `docker.io/library/registry`. */
export function isOfficialImage({ host, path }: Pick<ImageName, 'host' | 'path'>, name: string): boolean {
	if (host !== undefined && !DOCKER_HUB.has(host.toLowerCase())) return false;
	return path === name || path === `library/${name}`;
}

/**
 * True where an image comes from a registry of the reader's own: its host is not one of those where anyone
 * can publish, or the settings name it. A host that is a variable is unknown, and so not private.
 */
export function isPrivateImage(
	{ host, path }: Pick<ImageName, 'host' | 'path'>,
	{ privateRegistries }: { readonly privateRegistries: readonly string[] },
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

function isPublicHost(host: string): boolean {
	const name = host.replace(/:443$/, '');
	return (
		DOCKER_HUB.has(name) || PUBLIC_HOSTS.has(name) || PUBLIC_SUFFIXES.some((suffix) => name.endsWith(suffix))
	);
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
	const at = text.indexOf(separator);
	return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function withSlash(prefix: string): string {
	return prefix.endsWith('/') ? prefix : `${prefix}/`;
}
