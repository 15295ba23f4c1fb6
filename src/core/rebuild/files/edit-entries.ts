import type { ContextEntry } from '../model.ts';

/** What is done to a file between two builds. */
export const FILE_EDITS = ['content', 'renamed', 'deleted', 'mode'] as const;
export type FileEdit = (typeof FILE_EDITS)[number];

/** The files after an edit: with other content than before, whatever it is. A file that is not there is a new one. */
export function editEntries(
	entries: readonly ContextEntry[],
	edits: ReadonlyMap<string, FileEdit>,
): ContextEntry[] {
	const known = new Set(entries.map(({ path }) => path));
	const created = [...edits]
		.filter(([path, edit]) => !known.has(path) && edit !== 'deleted')
		.map(([path]): ContextEntry => ({ path, content: 'new' }));
	const edited = entries.flatMap((entry) => {
		const edit = edits.get(entry.path);
		return edit === undefined || entry.kind === 'folder' ? [entry] : editEntry(entry, edit);
	});
	return [...edited, ...created];
}

const PLAIN_MODE = 0o644;
const EXECUTABLE = 0o111;

function editEntry(entry: ContextEntry, edit: FileEdit): ContextEntry[] {
	switch (edit) {
		case 'content':
			return [{ ...entry, content: `edited: ${entry.path}` }];
		case 'renamed':
			return [{ ...entry, path: entry.path.replace(/[^/]+$/, (name) => `renamed-${name}`) }];
		case 'deleted':
			return [];
		case 'mode':
			return [{ ...entry, mode: (entry.mode ?? PLAIN_MODE) ^ EXECUTABLE }];
	}
}
