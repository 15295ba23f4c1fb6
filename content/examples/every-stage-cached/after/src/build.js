// Makes what is shipped: the sources, and the few tables that the service needs out of the packages.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import tables from 'tide-tables';
import levels from 'water-levels';
import roses from 'wind-roses';

await mkdir('dist', { recursive: true });
await cp('src', 'dist', { recursive: true });
await rm('dist/build.js');
const versions = { tables: tables.version, levels: levels.version, roses: roses.version };
await writeFile('dist/versions.json', `${JSON.stringify(versions)}\n`);
await writeFile('dist/package.json', '{ "type": "module" }\n');
