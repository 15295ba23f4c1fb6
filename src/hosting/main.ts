import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildCache } from '#workspace/build-cache.ts';
import { billOfMaterials, type Lock } from './bill-of-materials.ts';
import { compressSite } from './compress.ts';
import { hostFiles } from './host-files.ts';

/**
 * `node src/hosting/main.ts <site> <base>`: makes a built site ready for a host: configurations, bill of materials, and
 * compressed forms of its files. `base` is the path that it was built for.
 */
const [site, base = '/'] = process.argv.slice(2);
if (site === undefined)
	throw new Error('Usage: node src/hosting/main.ts <folder of the built site> [base path]');

for (const { path, text } of hostFiles(base)) {
	await mkdir(dirname(join(site, path)), { recursive: true });
	await writeFile(join(site, path), text);
}
const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
await writeFile(join(site, 'bill-of-materials.cdx.json'), billOfMaterials(lock));

const makers = ['src/hosting/compress.ts'];
const caches = { gzip: buildCache('.cache/gzip', makers), brotli: buildCache('.cache/brotli', makers) };
const { files, plain, gzip, brotli } = await compressSite(site, caches);
for (const cache of Object.values(caches)) cache.prune();
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
process.stderr.write(
	`drydock: ${files} files of text: ${megabytes(plain)}, ${megabytes(gzip)} by gzip, ${megabytes(brotli)} by brotli.\n`,
);
