import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { readArchive } from './read-archive.ts';

/** The paths in each layer of an image, the lowest first, as `docker save` writes them: `.wh.x` takes `x` away. */
export async function readLayers(image: string): Promise<ReadonlySet<string>[]> {
	const blobs = await readContents(
		spawn('docker', ['save', image], { stdio: ['ignore', 'pipe', 'ignore'] }).stdout,
	);
	const manifest: unknown = JSON.parse(blobs.get('manifest.json')?.toString() ?? '[]');
	const layers: ReadonlySet<string>[] = [];
	for (const name of listLayerNames(manifest)) {
		const blob = blobs.get(name);
		if (blob) layers.push(new Set((await readBlob(blob)).keys()));
	}
	return layers;
}

function readBlob(blob: Buffer): Promise<ReadonlyMap<string, Buffer>> {
	return readContents(Readable.from([isCompressed(blob) ? gunzipSync(blob) : blob]));
}

function isCompressed(blob: Buffer): boolean {
	return blob[0] === 0x1f && blob[1] === 0x8b;
}

async function readContents(stream: NodeJS.ReadableStream): Promise<ReadonlyMap<string, Buffer>> {
	const contents = new Map<string, Buffer>();
	for await (const { header, content } of readArchive(stream))
		contents.set(header.name.replace(/\/$/, ''), content);
	return contents;
}

function listLayerNames(manifest: unknown): string[] {
	const [first] = Array.isArray(manifest) ? manifest : [];
	const layers: unknown = first && typeof first === 'object' && 'Layers' in first ? first.Layers : [];
	return Array.isArray(layers) ? layers.filter((one) => typeof one === 'string') : [];
}
