import { FILE_EDITS, type FileEdit } from '#core/rebuild/files/edit-entries.ts';
import type { ContextEntry } from '#core/rebuild/model.ts';
import { EMPTY, EXAMPLE, makeEntry, type RebuildState } from '../../rebuild/rebuild-state.ts';
import { packTexts, unpackTexts } from '../workbench/address.ts';

const TEXTS = [
	'dockerfile',
	'editedDockerfile',
	'ignoreFile',
	'target',
	'buildArgs',
	'log',
	'firstOrder',
] as const;
const NAMES: readonly string[] = [...TEXTS, 'files', 'edits', 'store'];

/** All that was chosen as a fragment of an address, which browsers do not send; `undefined` where it is too long for one. */
export function packState(state: RebuildState): Promise<string | undefined> {
	if (state === EXAMPLE) return Promise.resolve('');
	return packTexts({
		...Object.fromEntries(TEXTS.map((name) => [name, state[name]])),
		files: state.files.map(writeFile).join('\n'),
		edits: [...state.edits].map(([path, edit]) => `${edit} ${path}`).join('\n'),
		store: state.imageStore,
	});
}

/** What a fragment holds; `undefined` where it is broken or something else. */
export async function unpackState(fragment: string): Promise<RebuildState | undefined> {
	const texts = await unpackTexts(fragment, NAMES);
	if (texts === undefined) return undefined;
	return {
		...EMPTY,
		...Object.fromEntries(TEXTS.map((name) => [name, texts[name] ?? ''])),
		files: splitLines(texts['files']).map(readFile),
		edits: new Map(splitLines(texts['edits']).flatMap(readEdit)),
		imageStore: texts['store'] === 'containerd' ? 'containerd' : 'classic',
	};
}

function splitLines(text = ''): string[] {
	return text.split('\n').filter((line) => line !== '');
}

function writeFile({ path, isArchive }: ContextEntry): string {
	return isArchive ? `${path}\t+` : path;
}

function readFile(line: string): ContextEntry {
	const [path = '', mark] = line.split('\t');
	return { ...makeEntry(path), isArchive: mark === '+' };
}

function readEdit(line: string): [string, FileEdit][] {
	const at = line.indexOf(' ');
	const edit = FILE_EDITS.find((known) => known === line.slice(0, at));
	return edit === undefined ? [] : [[line.slice(at + 1), edit]];
}
