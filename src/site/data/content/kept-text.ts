import { addReads, collectReads, type Reads } from './reads.ts';

/** Keeps what was made from the content, by its name and all that it was made from. */
export interface WorkKeeper {
	/** What an earlier build has made from the same; whoever takes it has read what it has read. */
	find(name: string): Uint8Array | undefined;
	/** Keeps what was made while this was read, unless that is too much. */
	keep(name: string, reads: Reads, pack: () => Uint8Array): void;
}

/** The pages and what keeps their texts share one process, not one module graph. */
const sharedGlobals = globalThis as { drydockKeeper?: WorkKeeper | undefined };

/** Called by a build before it makes pages; nothing is kept in dev. */
export function keepTextsWith(keeper: WorkKeeper | undefined): void {
	sharedGlobals.drydockKeeper = keeper;
}

/** The text of this name, taken from an earlier build where nothing has changed that `make` reads. */
export async function getOrMakeText(name: string, make: () => string | Promise<string>): Promise<string> {
	const keeper = sharedGlobals.drydockKeeper;
	const kept = keeper?.find(name);
	if (kept !== undefined) return new TextDecoder().decode(kept);
	const { value, reads } = collectReads(make);
	const text = await value;
	addReads(reads);
	keeper?.keep(name, reads, () => new TextEncoder().encode(text));
	return text;
}
