import { computeDigest } from '../sha256.ts';
import { packTar } from './tar.ts';

/** A part of an image as a registry keeps it: bytes under their digest. */
export interface Blob {
	readonly mediaType: string;
	readonly digest: string;
	readonly bytes: Uint8Array;
}

export interface HandMadeImage {
	readonly config: Blob;
	readonly layer: Blob;
	readonly manifest: Blob;
}

const EPOCH = '1970-01-01T00:00:00Z';

/**
 * An image of one layer with the given files, content by absolute path. The same files give the same digest on every
 * machine, so that a Dockerfile can name it. It is for data: there is no program in it, and its platform means nothing.
 */
export async function handMadeImage(files: Readonly<Record<string, string>>): Promise<HandMadeImage> {
	// Uncompressed: what a compressor writes changes with its version.
	const layer = createBlob('application/vnd.oci.image.layer.v1.tar', await packFiles(files));
	const config = createJsonBlob('application/vnd.oci.image.config.v1+json', {
		created: EPOCH,
		architecture: 'amd64',
		os: 'linux',
		config: {},
		rootfs: { type: 'layers', diff_ids: [layer.digest] },
		history: [{ created: EPOCH, created_by: 'files' }],
	});
	const manifest = createJsonBlob('application/vnd.oci.image.manifest.v1+json', {
		schemaVersion: 2,
		mediaType: 'application/vnd.oci.image.manifest.v1+json',
		config: createDescriptor(config),
		layers: [createDescriptor(layer)],
	});
	return { config, layer, manifest };
}

function packFiles(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
	const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
	const entries = sorted.map(([path, content]) => ({ path: path.replace(/^\//, ''), mode: 0o644, content }));
	return packTar(entries, new Date(0));
}

function createJsonBlob(mediaType: string, value: unknown): Blob {
	return createBlob(mediaType, new TextEncoder().encode(JSON.stringify(value)));
}

function createBlob(mediaType: string, bytes: Uint8Array): Blob {
	return { mediaType, digest: computeDigest(bytes), bytes };
}

function createDescriptor({ mediaType, digest, bytes }: Blob) {
	return { mediaType, digest, size: bytes.length };
}
