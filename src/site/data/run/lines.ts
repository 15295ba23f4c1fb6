import type { Side } from '#examples/manifest.ts';
import { getArchivePath, resolveFullAddress } from '../links/addresses.ts';

/** Unpacks a side, and does not build it from its address: such a build applies no `.dockerignore`, and nothing can be edited. */
export function formatFetch(id: string, side: Side): string {
	return formatUnpack(resolveFullAddress(getArchivePath(id, side)), `${id}-${side}`);
}

export function formatUnpack(archive: string, folder: string): string {
	return `mkdir -p ${folder} && curl -fsSL ${archive} | tar -xz -C ${folder}`;
}

export function joinLines(...lines: readonly string[]): string {
	return lines.join('\n');
}
