import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createPackageTarball } from '#examples/services/package-tarball.ts';

const made = { name: 'tide-tables', version: '1.2.0', files: 3, bytesEach: 70_000 };

test('a made package is an ordinary .tgz, and the same bytes each time', async () => {
	const first = await createPackageTarball(made);
	expect((await createPackageTarball(made)).equals(first)).toBe(true);
	const tar = gunzipSync(first).toString('latin1');
	expect(tar).toContain('package/package.json');
	expect(tar).toContain('{"name":"tide-tables","version":"1.2.0","main":"index.js"}');
	expect(first.length).toBeGreaterThan(3 * 70_000);
});

test('another version is another package', async () => {
	const other = await createPackageTarball({ ...made, version: '1.2.1' });
	expect(other.equals(await createPackageTarball(made))).toBe(false);
});
