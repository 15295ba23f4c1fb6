import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose words some work has read, and what it took over that was worked out before. */
export interface Reads {
	/** The files of the pages. */
	readonly files: Set<string>;
	readonly included: Set<Reads>;
}

/** The pages and what keeps them share one process, not one module graph. */
const sharedGlobals = globalThis as { drydockReads?: AsyncLocalStorage<Reads> };

/** Does the work, and notes what it reads, until the last thing that it waits for. */
export function collectReads<T>(work: () => T): { readonly value: T; readonly reads: Reads } {
	const reads: Reads = { files: new Set(), included: new Set() };
	return { value: getStorage().run(reads, work), reads };
}

/** Says that the words of a file are read. */
export function noteRead(file: string): void {
	getStorage().getStore()?.files.add(file);
}

/** Says that what another work has made is taken over, and so what it has read. */
export function addReads(reads: Reads): void {
	getStorage().getStore()?.included.add(reads);
}

/** Every file that was read on the way, in order. */
export function listReadFiles(reads: Reads): string[] {
	const all = new Set([reads]);
	for (const one of all) for (const included of one.included) all.add(included);
	return [...new Set([...all].flatMap(({ files }) => [...files]))].sort();
}

function getStorage(): AsyncLocalStorage<Reads> {
	sharedGlobals.drydockReads ??= new AsyncLocalStorage();
	return sharedGlobals.drydockReads;
}
