/** The parts of an image's name. */
export interface ImageReference {
	/** The name as given. */
	readonly text: string;
	/** The registry's host, port included; `docker.io` where the name has none. */
	readonly registry: string;
	/** Below the registry; an official image of Docker Hub gets its `library/`. */
	readonly repository: string;
	readonly tag?: string;
	/** `sha256:…` */
	readonly digest?: string;
}

const HOST =
	/^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
const LONGEST_NAME = 255;

/** Reads an image's name as Docker does, Docker Hub's short names included; `undefined` where Docker refuses it. */
export function parseImageReference(text: string): ImageReference | undefined {
	// 64 hexadecimal digits are an image's id, which no registry can be asked for.
	if (/^[a-f0-9]{64}$/.test(text)) return undefined;
	const at = text.indexOf('@');
	const digest = at === -1 ? undefined : text.slice(at + 1);
	const { registry, rest } = splitRegistry(at === -1 ? text : text.slice(0, at));
	const colon = rest.indexOf(':');
	const tag = colon === -1 ? undefined : rest.slice(colon + 1);
	const path = colon === -1 ? rest : rest.slice(0, colon);
	const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
	if (!HOST.test(registry) || !REPOSITORY.test(repository) || repository.length > LONGEST_NAME)
		return undefined;
	if (tag !== undefined && !TAG.test(tag)) return undefined;
	if (digest !== undefined && !DIGEST.test(digest)) return undefined;
	return {
		text,
		registry,
		repository,
		...(tag === undefined ? {} : { tag }),
		...(digest === undefined ? {} : { digest }),
	};
}

/** The part before the first slash is a host where it could be nothing else. */
function splitRegistry(name: string): { registry: string; rest: string } {
	const slash = name.indexOf('/');
	const first = slash === -1 ? '' : name.slice(0, slash);
	const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
	if (slash === -1 || !isHost) return { registry: 'docker.io', rest: name };
	return { registry: first === 'index.docker.io' ? 'docker.io' : first, rest: name.slice(slash + 1) };
}
