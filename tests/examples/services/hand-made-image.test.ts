import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { handMadeImage } from '#examples/services/hand-made-image.ts';
import { computeDigest } from '#examples/sha256.ts';

const files = { '/b.txt': 'two\n', '/a.txt': 'one\n' };

test('the same files give the same digest, in whatever order they are named', async () => {
	const one = await handMadeImage(files);
	const other = await handMadeImage({ '/a.txt': 'one\n', '/b.txt': 'two\n' });
	expect(one.manifest.digest).toBe(other.manifest.digest);
	expect((await handMadeImage({ '/a.txt': 'one\n' })).manifest.digest).not.toBe(one.manifest.digest);
});

test('the manifest names configuration and layer by digest and size', async () => {
	const { manifest, config, layer } = await handMadeImage(files);
	const { config: named, layers } = JSON.parse(new TextDecoder().decode(manifest.bytes));
	expect(named).toMatchObject({ digest: computeDigest(config.bytes), size: config.bytes.length });
	expect(layers).toMatchObject([{ digest: computeDigest(layer.bytes), size: layer.bytes.length }]);
});

test('the digest that the example pins is that of the image its registry has', async () => {
	const folder = join(import.meta.dirname, '../../../content/examples/pin-for-consistency');
	const { run } = parse(readFileSync(join(folder, 'example.yaml'), 'utf8'));
	const [image] = run.setup['image-registry'].images;
	const { manifest } = await handMadeImage(image.files);
	expect(readFileSync(join(folder, 'after/Dockerfile'), 'utf8')).toContain(`@${manifest.digest} `);
});
