import { type Plugin, type RolldownOutput, rolldown } from 'rolldown';

/**
 * A script and all it imports as one classic script, which browsers load from a disk too. `files` are the built site's;
 * a path that is not among them is read from the disk.
 */
export async function classicScript(
	entry: string,
	files: ReadonlyMap<string, Uint8Array> = new Map(),
	name?: string,
): Promise<string> {
	const build = await rolldown({
		input: entry,
		platform: 'browser',
		plugins: [fromSite(files)],
		// Where a script stands is asked for only to find its neighbours; here they are all inside.
		transform: { define: { 'import.meta.url': 'document.baseURI', 'import.meta': '{}' } },
		onLog(level, log) {
			if (level === 'warn') throw new Error(`${entry} could not be packed: ${log.message}`);
		},
	});
	const output = await build.generate({
		format: 'iife',
		codeSplitting: false,
		minify: true,
		comments: false,
		...(name === undefined ? {} : { name }),
	});
	await build.close();
	return codeOf(entry, output);
}

function fromSite(files: ReadonlyMap<string, Uint8Array>): Plugin {
	return {
		name: 'drydock-built-site',
		resolveId(id, importer = 'site:') {
			if (!importer.startsWith('site:')) return undefined;
			const path = new URL(id, importer.replace('site:', 'http://site/')).pathname.slice(1);
			return files.has(path) ? `site:${path}` : undefined;
		},
		load(id) {
			const bytes = id.startsWith('site:') ? files.get(id.slice('site:'.length)) : undefined;
			return bytes === undefined ? undefined : withoutPreloads(new TextDecoder().decode(bytes));
		},
	};
}

/** Vite's list of what to preload names files that are no longer there. */
function withoutPreloads(code: string): string {
	return code.replace(/^const __vite__mapDeps=.*$/m, 'const __vite__mapDeps=()=>[];');
}

function codeOf(entry: string, { output }: RolldownOutput): string {
	const [chunk, another] = output;
	if (another !== undefined) throw new Error(`${entry} became more than one script: ${another.fileName}.`);
	return chunk.code;
}
