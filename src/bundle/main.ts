import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** `node src/bundle/main.ts [file]`: writes the linter as one file that plain Node 20 runs; by default `dist/drydock.mjs`. */
const target = resolve(project, process.argv[2] ?? 'dist/drydock.mjs');
await mkdir(dirname(target), { recursive: true });
await writeFile(`${target}.part`, await bundle(project));
await chmod(`${target}.part`, 0o755);
await rename(`${target}.part`, target);
