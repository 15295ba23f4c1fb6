import { isKnown } from '../../compose/interpolate.ts';
import type { ComposeService, Text } from '../../compose/model.ts';
import { type ImageName, parseImageName } from '../../image/image-name.ts';

/** A service that runs a registry, and whether the compose file alone says how it is configured. */
export interface RegistryService {
	readonly image: ImageName;
	/** False where a mounted configuration, another file or an unknown variable has a say. */
	readonly isWhole: boolean;
	/** The value of an environment variable that overrides the configuration: `REGISTRY_AUTH`. */
	setting(name: string): Text | undefined;
	/** True where some variable of such a name has a value. */
	hasSetting(name: RegExp): boolean;
}

/** The registry that a service runs; `undefined` for everything else, schema registries and the like included. */
export function findRegistryService(service: ComposeService): RegistryService | undefined {
	const { image, environment } = service;
	if (!image || !isKnown(image.value)) return undefined;
	const name = parseImageName(image.value);
	const last = name.path.split('/').at(-1) ?? '';
	const isNamed =
		last === 'registry' || last === 'docker-registry' || name.path === 'distribution/distribution';
	const looksLikeOne =
		isDistribution(name) ||
		environment.some(({ key }) => key.text.startsWith('REGISTRY_')) ||
		service.ports.some(({ target }) => target === '5000');
	if (!isNamed || !looksLikeOne) return undefined;
	return {
		image: name,
		isWhole: isWhole(service),
		setting: (wanted) => environment.findLast(({ key }) => key.text === wanted)?.value,
		hasSetting: (wanted) => environment.some(({ key, value }) => wanted.test(key.text) && value?.text !== ''),
	};
}

/** The official image, under whatever mirror, and its upstream. */
function isDistribution({ host, path }: ImageName): boolean {
	return (
		(path === 'registry' && host === undefined) ||
		/(^|\/)(library\/registry|distribution\/distribution)$/.test(path)
	);
}

/** The major version that a tag begins with. */
export function parseMajorVersion(tag: string | undefined): number | undefined {
	const major = /^v?(\d+)(?![\w])/.exec(tag ?? '')?.[1];
	return major === undefined ? undefined : Number(major);
}

function isWhole({
	command,
	entrypoint,
	environment,
	volumes,
	other,
	isPartial,
	build,
}: ComposeService): boolean {
	const words = [...(entrypoint?.value.words ?? []), ...(command?.value.words ?? [])];
	return (
		!isPartial &&
		!build &&
		!('env_file' in other) &&
		!('configs' in other) &&
		!('secrets' in other) &&
		!words.some(({ text }) => /\.ya?ml$|\$/.test(text)) &&
		!volumes.some(({ target }) => /^\/etc(\/|$)|\$|\.ya?ml$/.test(target)) &&
		environment.every(({ key, value }) => isKnown(key.text) && isPlain(key.text, value?.text))
	);
}

/**
 * False for a variable whose value is that of whoever starts the service, for the path of another configuration, and for
 * one that holds a whole part of it as YAML: `REGISTRY_STORAGE_DELETE={enabled: true}`.
 */
function isPlain(name: string, value: string | undefined): boolean {
	if (!name.startsWith('REGISTRY_')) return true;
	if (value === undefined || name === 'REGISTRY_CONFIGURATION_PATH') return false;
	return !/^REGISTRY_(HTTP(_TLS)?|STORAGE(_DELETE)?|AUTH)$/.test(name) || !/[{:]/.test(value);
}
