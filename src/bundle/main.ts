import { createHash } from 'node:crypto';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBuildCache } from '#workspace/build-cache.ts';
import { writeLicences } from '#workspace/licences.ts';
import { bundle, describeBundle } from './bundle.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** `node src/bundle/main.ts [file]`: writes the linter as one file that plain Node 20 runs, by default `dist/drydock.mjs`; its digest and licences beside it. */
const target = resolve(project, process.argv[2] ?? 'dist/drydock.mjs');
await mkdir(dirname(target), { recursive: true });
const cache = createBuildCache('.cache/linter', [
	'src',
	'package.json',
	'package-lock.json',
	'LICENSE',
	'NOTICE',
]);
const { text, packages } = await cache.json(describeBundle(project), () => bundle(project));
cache.prune();
writeLicences(dirname(target), packages);
await writeFile(`${target}.part`, text);
await chmod(`${target}.part`, 0o755);
await rename(`${target}.part`, target);
// In the form that `sha256sum --check` reads.
const digest = createHash('sha256').update(text).digest('hex');
await writeFile(`${target}.sha256`, `${digest}  ${basename(target)}\n`);
