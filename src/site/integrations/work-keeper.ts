import type { FileCache } from '#workspace/build-cache.ts';
import type { WorkKeeper } from '../data/content/kept-text.ts';
import { listReadFiles, noteRead } from '../data/content/reads.ts';
import type { PageInputs } from './page-inputs.ts';
import { loadPageReads, savePageReads } from './page-reads.ts';

/** What reads the words of more files, such as the index of the search, is made anew after most edits anyway. */
const MOST_READ = 20;

/** Keeps work from one build to the next. */
export interface BuildKeeper extends WorkKeeper {
	/** Says to the next build under what it finds which name. */
	saveReads(): void;
}

/** What builds keep in `cache`, of a build with these inputs. */
export function createWorkKeeper({ common, words }: PageInputs, cache: FileCache): BuildKeeper {
	const readsBefore = loadPageReads();
	const readsNow = new Map<string, readonly string[]>();
	const serializeInputs = (name: string, files: readonly string[]) =>
		JSON.stringify([name, common, files.map((file) => [file, words.get(file)])]);
	return {
		find(name) {
			const files = readsBefore.get(name);
			const kept = files && cache.find(serializeInputs(name, files));
			if (files === undefined || kept === undefined) return undefined;
			readsNow.set(name, files);
			for (const file of files) noteRead(file);
			return kept;
		},
		keep(name, reads, pack) {
			const files = listReadFiles(reads);
			if (files.length > MOST_READ || !files.every((file) => words.has(file))) return;
			readsNow.set(name, files);
			cache.keep(serializeInputs(name, files), pack());
		},
		saveReads: () => savePageReads(readsNow),
	};
}
