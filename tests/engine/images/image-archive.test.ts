import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { expect, test } from 'vitest';
import { readImageArchive } from '#engine/images/image-archive.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const CANARY = 'canary-not-a-secret-0123456789';

async function tarOf(files: Record<string, string | Uint8Array>): Promise<Buffer> {
	const pack = tar.pack();
	for (const [name, content] of Object.entries(files)) pack.entry({ name }, Buffer.from(content));
	pack.finalize();
	return buffer(pack as unknown as NodeJS.ReadableStream);
}

/** As `docker save` writes an image: layers, then its configuration, then the manifest. */
async function savedImage(layers: readonly Buffer[]): Promise<string> {
	const named = layers.map(
		(layer) => [`blobs/sha256/${createHash('sha256').update(layer).digest('hex')}`, layer] as const,
	);
	const config = {
		config: { Env: ['A=b'] },
		rootfs: { diff_ids: named.map(([name]) => name) },
		history: [
			{ created_by: 'ADD base' },
			{ created_by: 'ENV A=b', empty_layer: true },
			{ created_by: 'RUN rm key' },
		],
	};
	const manifest = [{ Config: 'blobs/sha256/config', Layers: named.map(([name]) => name) }];
	const archive = await tarOf({
		...Object.fromEntries(named),
		'blobs/sha256/config': JSON.stringify(config),
		'manifest.json': JSON.stringify(manifest),
	});
	const file = join(temporaryFolder(), 'image.tar');
	await pipeline([archive], createWriteStream(file));
	return file;
}

test('a file that a later layer removes is still found, in the layer that brought it', async () => {
	// Long enough that the text lies across the border of two chunks of the stream.
	const large = `${'x'.repeat((1 << 20) - 700)}${CANARY}${'y'.repeat(100_000)}`;
	const file = await savedImage([
		await tarOf({ 'root/key': `first ${CANARY} last`, 'var/large': large, 'etc/other': 'nothing' }),
		await tarOf({ 'root/.wh.key': '' }),
	]);
	const { sightings, layers, history } = await readImageArchive(file, [CANARY]);
	expect(sightings.map(({ layer, path }) => [layer, path])).toEqual([
		[0, 'root/key'],
		[0, 'var/large'],
	]);
	expect(layers.map(({ createdBy }) => createdBy)).toEqual(['ADD base', 'RUN rm key']);
	expect(layers[0]?.bytes).toBe(large.length + `first ${CANARY} last`.length + 'nothing'.length);
	expect(history).toEqual(['ADD base', 'ENV A=b', 'RUN rm key']);
});

test('a compressed layer is read like any other', async () => {
	const file = await savedImage([gzipSync(await tarOf({ 'a/b': CANARY })), await tarOf({ c: 'd' })]);
	const { sightings } = await readImageArchive(file, [CANARY]);
	expect(sightings).toEqual([{ needle: CANARY, layer: 0, path: 'a/b' }]);
});

test('a layer seen before answers the same again, but not for another text', async () => {
	const file = await savedImage([await tarOf({ a: `${CANARY} and more` }), await tarOf({ b: '' })]);
	const seen = new Map();
	const first = await readImageArchive(file, [CANARY], seen);
	expect(await readImageArchive(file, [CANARY], seen)).toEqual(first);
	expect((await readImageArchive(file, ['and more'], seen)).sightings).toEqual([
		{ needle: 'and more', layer: 0, path: 'a' },
	]);
	expect((await readImageArchive(file, ['not there'], seen)).sightings).toEqual([]);
});
