import type { Container, Engine } from '../engine.ts';

const BLOBS = '/var/lib/registry/docker/registry/v2/blobs';

/** What a registry keeps on its disk. */
export interface Stored {
	/** All blobs: layers, configurations, manifests. */
	readonly bytes: number;
	readonly blobs: number;
}

/** Counts the blobs in the store of a registry that runs in this container. */
export async function measureStorage(engine: Engine, container: Container): Promise<Stored> {
	// A registry without any image has no such folder yet.
	const list = `find ${BLOBS} -type f -name data -exec stat -c %s {} + 2>/dev/null || true`;
	const { stdout } = await engine.exec(container, ['sh', '-c', list]);
	return parseBlobSizes(stdout);
}

/** One size a line. */
export function parseBlobSizes(sizes: string): Stored {
	const numbers = sizes
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map(Number);
	return { bytes: numbers.reduce((sum, size) => sum + size, 0), blobs: numbers.length };
}
