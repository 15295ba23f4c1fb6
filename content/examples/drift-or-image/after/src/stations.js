import { readdir } from 'node:fs/promises';

/** The stations that have a file in the given folder. */
export async function stationsIn(folder) {
	const names = await readdir(folder);
	return names.map((name) => name.replace(/\.json$/, '')).sort();
}

if (import.meta.main) console.log((await stationsIn(process.argv[2])).join(' '));
