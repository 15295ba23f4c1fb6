import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeOfflineForms } from './offline.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** `node src/offline/main.ts [folder]`: adds the offline forms to a built site, by default `dist/`. */
await writeOfflineForms(project, resolve(project, process.argv[2] ?? 'dist'));
