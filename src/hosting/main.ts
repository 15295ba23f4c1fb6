import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createBuildCache } from '#workspace/build-cache.ts';
import { formatMegabytes } from '#workspace/format-megabytes.ts';
import { createGzipCache } from '#workspace/gzip.ts';
import { listLicensed } from '#workspace/licences.ts';
import { type Lock, renderBillOfMaterials } from './bill-of-materials.ts';
import { compressSite } from './compress.ts';
import { renderHostFiles } from './host-files.ts';

/**
 * `node src/hosting/main.ts <site> <base>`: makes a built site ready for a host: configurations, bill of materials, and
 * compressed forms of its files. `base` is the path that it was built for.
 */
const [site, base = '/'] = process.argv.slice(2);
if (site === undefined)
	throw new Error('Usage: node src/hosting/main.ts <folder of the built site> [base path]');

for (const { path, text } of renderHostFiles(base)) {
	await mkdir(dirname(join(site, path)), { recursive: true });
	await writeFile(join(site, path), text);
}
const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
await writeFile(join(site, 'bill-of-materials.cdx.json'), renderBillOfMaterials(lock, listLicensed(site)));

const caches = {
	gzip: createGzipCache(),
	brotli: createBuildCache('.cache/brotli', ['src/hosting/compress.ts']),
};
const { files, plain, gzip, brotli } = await compressSite(site, caches);
for (const cache of Object.values(caches)) cache.prune();
process.stderr.write(
	`drydock: ${files} files of text: ${formatMegabytes(plain)}, ${formatMegabytes(gzip)} by gzip, ${formatMegabytes(brotli)} by brotli.\n`,
);
