import { type Breach, createBreach, type InsideCheck, type PropertyKeyPath } from './limit.ts';
import { isYes, toList, toMapping } from './plain.ts';

/**
 * A service may mount volumes of its own, and files of its side to read. A folder that a container could write to might
 * be made a link to somewhere else before the next one mounts it.
 */
export function findMountBreaches(path: PropertyKeyPath, volumes: unknown, isInside: InsideCheck): Breach[] {
	return toList(volumes).flatMap((volume, at) => {
		const mount = typeof volume === 'string' ? parseShortMount(volume) : readLongMount(volume);
		if (mount === undefined) return [];
		const { source, isReadOnly } = mount;
		if (source !== undefined && isInside(source) === undefined) return [];
		const isAllowed = source !== undefined && isInside(source) === true && isReadOnly;
		return isAllowed ? [] : [createBreach('host-mounts', [...path, at], volume)];
	});
}

interface Mount {
	/** `undefined` for a kind of mount that is none of the files below. */
	readonly source: string | undefined;
	readonly isReadOnly: boolean;
}

/** `undefined` for what mounts nothing of the host: volumes, images and memory. */
function readLongMount(volume: unknown): Mount | undefined {
	const { type, source, read_only: readOnly } = toMapping(volume);
	if (type === 'tmpfs' || type === 'image') return undefined;
	if (type === 'volume' && (typeof source !== 'string' || !isHostPath(source))) return undefined;
	return {
		source: (type === 'bind' || type === 'volume') && typeof source === 'string' ? source : undefined,
		isReadOnly: isYes(readOnly),
	};
}

/** `<source>:<target>[:<options>]`; a source that is no path names a volume. */
function parseShortMount(volume: string): Mount | undefined {
	const [source = '', ...rest] = volume.split(/:(?!\\)/);
	if (rest.length === 0) return undefined;
	// A variable may turn out to be a path; Compose resolves it, and it is looked at again.
	if (source.includes('$')) return { source, isReadOnly: false };
	if (!isHostPath(source)) return undefined;
	return { source, isReadOnly: rest.slice(1).join(',').split(',').includes('ro') };
}

function isHostPath(source: string): boolean {
	return /^([./~\\]|[a-z]:)/i.test(source) || source.includes('/');
}
