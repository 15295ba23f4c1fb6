import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';

export interface ArchivedFile {
	/** Without a slash in front. */
	readonly path: string;
	readonly bytes: number;
}

/** One layer, oldest first, with every regular file in it. */
export interface ArchivedLayer {
	/** Of its uncompressed form, as the image's configuration names it. */
	readonly digest: string;
	/** The bytes of its files. */
	readonly bytes: number;
	/** The instruction that made it. */
	readonly createdBy: string;
	readonly files: readonly ArchivedFile[];
}

/** Where a searched text stood. */
export interface Sighting {
	readonly needle: string;
	readonly layer: number;
	readonly path: string;
}

export interface ImageArchive {
	readonly layers: readonly ArchivedLayer[];
	/** Every step of the image's history, those without a layer included. */
	readonly history: readonly string[];
	/** The image's configuration as JSON, its history left out. */
	readonly config: string;
	readonly sightings: readonly Sighting[];
}

interface LayerBlob {
	readonly files: ArchivedFile[];
	readonly matches: { needle: string; path: string }[];
}

/** Layers read before in the same run, by blob and needles: images of one base share most of them. */
export type SeenLayers = Map<string, LayerBlob>;

interface ImageConfig {
	history?: { created_by?: string; comment?: string; empty_layer?: boolean }[];
	rootfs: { diff_ids: string[] };
}

/**
 * Reads what `docker save` wrote, layer by layer and file by file, whole and uncompressed. `needles` are searched for in
 * the content of every regular file of every layer: a file that a later layer removes is still in its own.
 */
export async function readImageArchive(
	file: string,
	needles: readonly string[] = [],
	seen: SeenLayers = new Map(),
): Promise<ImageArchive> {
	const blobs = new Map<string, LayerBlob>();
	const documents = new Map<string, string>();
	const outer = createReadStream(file, { highWaterMark: 1 << 20 }).pipe(tar.extract());
	for await (const entry of outer) {
		const { name, type } = entry.header;
		const seenLayer = seen.get(makeBlobKey(name, needles));
		if (seenLayer !== undefined) blobs.set(name, seenLayer);
		// Engines up to 24 write the version of their format beside each layer.
		if (type !== 'file' || seenLayer !== undefined || name.endsWith('/VERSION')) entry.resume();
		else await readBlob(name, toByteChunks(entry), { blobs, documents, needles, seen });
	}
	return buildArchive(blobs, documents);
}

/** Where blobs are named after their content, a layer seen once need not be read again. */
function makeBlobKey(name: string, needles: readonly string[]): string {
	return JSON.stringify([name, ...needles]);
}

interface Reading {
	readonly seen: SeenLayers;
	readonly blobs: Map<string, LayerBlob>;
	readonly documents: Map<string, string>;
	readonly needles: readonly string[];
}

/** A blob is a layer (a tar, perhaps compressed) or a JSON document; its first bytes tell which. */
async function readBlob(name: string, entry: AsyncIterable<Uint8Array>, reading: Reading): Promise<void> {
	const chunks = entry[Symbol.asyncIterator]();
	const first = await chunks.next();
	if (first.done) return;
	const head = first.value;
	const whole = joinChunks(head, chunks);
	if (head[0] === 0x7b || head[0] === 0x5b) {
		reading.documents.set(name, await text(whole));
	} else if (head[0] === 0x1f && head[1] === 0x8b) {
		addLayer(name, await readLayer(unpackGzip(whole), reading.needles), reading);
	} else {
		addLayer(name, await readLayer(whole, reading.needles), reading);
	}
}

function addLayer(name: string, layer: LayerBlob, { blobs, seen, needles }: Reading): void {
	blobs.set(name, layer);
	if (name.startsWith('blobs/sha256/')) seen.set(makeBlobKey(name, needles), layer);
}

async function* joinChunks(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	yield head;
	for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* unpackGzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const gunzip = createGunzip();
	const feeding = (async () => {
		for await (const chunk of source) {
			if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once('drain', resolve));
		}
		gunzip.end();
	})();
	yield* gunzip;
	await feeding;
}

async function readLayer(source: AsyncIterable<Uint8Array>, needles: readonly string[]): Promise<LayerBlob> {
	const blob: LayerBlob = { files: [], matches: [] };
	const inner = tar.extract();
	const feeding = pipeChunks(source, inner);
	for await (const entry of inner) {
		const { name, type, size } = entry.header;
		if (type !== 'file' && type !== 'contiguous-file') {
			entry.resume();
			continue;
		}
		const path = name.replace(/^\.?\//, '');
		blob.files.push({ path, bytes: size });
		for (const needle of await search(toByteChunks(entry), needles)) blob.matches.push({ needle, path });
	}
	await feeding;
	return blob;
}

/** tar-stream's entries are streams of bytes, typed as streams of anything. */
function toByteChunks(entry: AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
	return entry as AsyncIterable<Uint8Array>;
}

async function pipeChunks(
	source: AsyncIterable<Uint8Array>,
	sink: ReturnType<typeof tar.extract>,
): Promise<void> {
	for await (const chunk of source) {
		if (!sink.write(chunk)) await new Promise<void>((resolve) => sink.once('drain', () => resolve()));
	}
	sink.end(undefined);
}

/** Searches across the borders of chunks. */
async function search(content: AsyncIterable<Uint8Array>, needles: readonly string[]): Promise<Set<string>> {
	const matchedNeedles = new Set<string>();
	const overlap = Math.max(0, ...needles.map((needle) => Buffer.byteLength(needle) - 1));
	let tail = Buffer.alloc(0);
	for await (const chunk of content) {
		if (needles.length === matchedNeedles.size) continue;
		const window = tail.length === 0 ? Buffer.from(chunk) : Buffer.concat([tail, chunk]);
		for (const needle of needles) if (window.includes(needle)) matchedNeedles.add(needle);
		tail = Buffer.from(window.subarray(Math.max(0, window.length - overlap)));
	}
	return matchedNeedles;
}

function buildArchive(blobs: Map<string, LayerBlob>, documents: Map<string, string>): ImageArchive {
	const [manifest] = JSON.parse(documents.get('manifest.json') ?? '[]') as {
		Config: string;
		Layers: string[];
	}[];
	if (manifest === undefined) throw new Error('the archive of the image has no manifest.json');
	const { history = [], ...config } = JSON.parse(documents.get(manifest.Config) ?? '{}') as ImageConfig;
	const makers = history.filter((step) => step.empty_layer !== true);
	const sightings: Sighting[] = [];
	const layers = manifest.Layers.map((name, index): ArchivedLayer => {
		const blob = blobs.get(name) ?? { files: [], matches: [] };
		for (const { needle, path } of blob.matches) sightings.push({ needle, layer: index, path });
		return {
			digest: config.rootfs.diff_ids[index] ?? '',
			bytes: blob.files.reduce((sum, { bytes }) => sum + bytes, 0),
			createdBy: makers[index]?.created_by || (makers[index]?.comment ?? ''),
			files: blob.files,
		};
	});
	return {
		layers,
		history: history.map((step) => step.created_by || (step.comment ?? '')),
		config: JSON.stringify(config),
		sightings,
	};
}
