import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CompressedCaches, compressSite } from '#hosting/compress.ts';
import { createBuildCache } from '#workspace/build-cache.ts';

const words = 'Containers are started from an image. '.repeat(80);

/** The files of a site with one of each kind that a server treats differently. */
export const FILES: Readonly<Record<string, string>> = {
	'index.html': `<!doctype html><title>Home</title><p>${words}`,
	'404.html': '<!doctype html><title>Not here</title>',
	'rules/a/index.html': `<!doctype html><title>A</title><p>${words}`,
	'rules/a/index.md': `# A\n\n${words}\n`,
	'_/site.1f0c2b3a.js': `/* ${words} */`,
	'rules.json': JSON.stringify({ words }),
	'manifest.webmanifest': '{}',
	'drydock.mjs': 'export {};',
};

/** Writes the site, compressed as a build does it, where a server without rights may read it. */
export async function writeSmallSite(): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-hosting-'));
	chmodSync(folder, 0o755);
	for (const [path, text] of Object.entries(FILES)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	await compressSite(folder, cachesIn(mkdtempSync(join(tmpdir(), 'drydock-hosting-cache-'))));
	return folder;
}

/** Caches of compressed files below a folder. */
export function cachesIn(folder: string): CompressedCaches {
	return {
		gzip: createBuildCache(join(folder, 'gzip'), []),
		brotli: createBuildCache(join(folder, 'brotli'), []),
	};
}
