import { FILE_EDITS, type FileEdit } from '#core/rebuild/files/edit-entries.ts';
import type { ContextEntry } from '#core/rebuild/model.ts';
import { EDIT_WORDS } from '../../rebuild/describe-rebuild.ts';
import { makeElement } from '../workbench/elements.ts';

/** More rows than this are found with the filter. */
const MOST_ROWS = 200;

/** Shows the files that the filter lets through; those that are edited always. Says how many are left out. */
export function showFileRows(
	list: HTMLElement,
	files: readonly ContextEntry[],
	edits: ReadonlyMap<string, FileEdit>,
	filter: string,
): number {
	const namedPaths = new Set(files.map(({ path }) => path));
	const paths = [
		...files.filter(({ kind }) => kind !== 'folder').map(({ path }) => path),
		...[...edits.keys()].filter((path) => !namedPaths.has(path)),
	];
	const words = filter.toLowerCase();
	const matching = paths.filter((path) => edits.has(path) || path.toLowerCase().includes(words));
	list.replaceChildren(...matching.slice(0, MOST_ROWS).map((path) => makeRow(path, edits.get(path))));
	return matching.length - MOST_ROWS;
}

function makeRow(path: string, edit: FileEdit | undefined): HTMLElement {
	const box = makeElement('input', { type: 'checkbox', 'data-path': path });
	box.checked = edit !== undefined;
	const kinds = makeElement(
		'select',
		{ 'data-edit-of': path, 'aria-label': `How ${path} is edited` },
		...FILE_EDITS.map((kind) => makeElement('option', { value: kind }, EDIT_WORDS[kind])),
	);
	kinds.value = edit ?? 'content';
	return makeElement('li', {}, makeElement('label', {}, box, ' ', makeElement('code', {}, path)), ' ', kinds);
}
