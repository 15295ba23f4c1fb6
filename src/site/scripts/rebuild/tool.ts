import { FILE_EDITS, type FileEdit } from '#core/rebuild/files/edit-entries.ts';
import { EMPTY, EXAMPLE, makeEntry, makePair, type RebuildState } from '../../rebuild/rebuild-state.ts';
import { createKeptAddress } from '../kept-address.ts';
import { showFileRows } from './file-rows.ts';
import type { WorkedOut } from './rebuild-request.ts';
import { createRebuilder } from './rebuilder.ts';
import { type ResultView, showResult, TOO_SLOW } from './result-view.ts';
import { packState, unpackState } from './state-address.ts';
import { listChosen, listDropped, readBuild, shortenLog } from './taken-build.ts';

/** What the page hands over; see `src/site/pages/rebuild.astro` for the fields and buttons. */
export interface RebuildTool {
	/** Something was typed or chosen in this field. */
	read(field: EventTarget | null): void;
	/** A button was pressed. */
	act(button: HTMLElement): void;
	/** Files or a folder were dropped. */
	take(entries: readonly FileSystemEntry[], files: readonly File[]): Promise<void>;
	/** Opens what a fragment of an address holds. */
	open(fragment: string): Promise<void>;
}

/** After the last key. In milliseconds. */
const PAUSE = 120;
/** Browsers refuse to write the address all the time. In milliseconds. */
const ADDRESS_PAUSE = 400;
const TEXT_FIELDS = ['dockerfile', 'editedDockerfile', 'ignoreFile', 'target', 'buildArgs', 'log'] as const;

export async function startTool(page: HTMLElement): Promise<RebuildTool> {
	const ask = createRebuilder();
	const view: ResultView = {
		summary: getPart(page, '[data-rebuild-summary]'),
		stages: getPart(page, '[data-rebuild-stages]'),
		order: getPart(page, '[data-rebuild-order]'),
		notes: getPart(page, '[data-rebuild-notes]'),
	};
	const statusLine = getPart(page, '[data-rebuild-said]');
	const rows = getPart(page, '[data-rebuild-files]');
	let state: RebuildState = EXAMPLE;
	let shownResult: WorkedOut | undefined;
	/** The files are those that the Dockerfile names, or of the example: a pasted Dockerfile brings others. */
	let areGuessed = true;
	let guessedFor = EXAMPLE.dockerfile;
	const address = createKeptAddress(getPart(page, '[data-rebuild-address]'), say);
	let round = 0;
	let waiting: ReturnType<typeof setTimeout> | undefined;
	let remembering: ReturnType<typeof setTimeout> | undefined;

	// Browsers fill in again what stood in the fields, and readers are faster than the network.
	const fields = [...page.querySelectorAll('[data-field], [data-path], [data-edit-of]')];
	const isChanged = fields.filter(readField).length > 0;
	if (location.hash.startsWith('#v1=')) await open(location.hash);
	else if (isChanged) void work();

	/** True where something came of it that the model has to be asked. */
	function readField(field: EventTarget | null): boolean {
		if (field instanceof HTMLInputElement && field.type === 'checkbox') {
			const kind = field.closest('li')?.querySelector('select')?.value;
			return readEdit(field.dataset['path'], field.checked ? findEdit(kind) : undefined);
		}
		if (field instanceof HTMLSelectElement) {
			const path = field.dataset['editOf'];
			if (path !== undefined) return state.edits.has(path) && readEdit(path, findEdit(field.value));
			const imageStore = field.value === 'containerd' ? 'containerd' : 'classic';
			const isOther = imageStore !== state.imageStore;
			state = { ...state, imageStore };
			return isOther;
		}
		if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return false;
		const name = TEXT_FIELDS.find((known) => known === field.dataset['field']);
		if (name === undefined || state[name] === field.value) return false;
		const value = name === 'log' ? shortenLog(field.value) : field.value;
		const firstOrder = name === 'dockerfile' ? '' : state.firstOrder;
		state = { ...state, firstOrder, [name]: value };
		return true;
	}

	function readEdit(path: string | undefined, edit: FileEdit | undefined): boolean {
		if (path === undefined || state.edits.get(path) === edit) return false;
		const edits = new Map(state.edits);
		if (edit === undefined) edits.delete(path);
		else edits.set(path, edit);
		state = { ...state, edits };
		return true;
	}

	function read(field: EventTarget | null): void {
		if (field instanceof HTMLInputElement && field.type === 'file') {
			const files = [...(field.files ?? [])];
			field.value = '';
			void takeOffered(readBuild(listChosen(files)));
			return;
		}
		if (field instanceof HTMLElement && field.dataset['field'] === 'filter') showRows();
		if (!readField(field)) return;
		clearTimeout(waiting);
		waiting = setTimeout(() => void work(), field instanceof HTMLTextAreaElement ? PAUSE : 0);
	}

	async function work(): Promise<void> {
		const mine = ++round;
		forgetGuessedFiles();
		const asked = state;
		const answer = await ask({
			is: 'edit',
			pair: makePair(asked),
			log: asked.log,
			firstOrder: asked.firstOrder,
		}).catch(() => null);
		// Something else was chosen while this was worked out.
		if (mine !== round) return;
		if (!answer || !('result' in answer)) {
			view.summary.textContent = answer === null ? 'What works this out could not be loaded.' : TOO_SLOW;
			return;
		}
		shownResult = answer.result;
		if (areGuessed && asked.files.length === 0 && shownResult.missing.length > 0)
			return guessFiles(shownResult.missing);
		showResult(view, asked, shownResult);
		clearTimeout(remembering);
		remembering = setTimeout(() => void remember(), ADDRESS_PAUSE);
	}

	/** Another Dockerfile names other files. */
	function forgetGuessedFiles(): void {
		const isExample = state.files === EXAMPLE.files;
		if (!areGuessed || state.dockerfile === guessedFor) return;
		if (isExample && !isReplaced(EXAMPLE.dockerfile, state.dockerfile)) return;
		guessedFor = state.dockerfile;
		change({ files: [] });
	}

	/** Puts the files there that the Dockerfile names; those of them that were edited still are. */
	function guessFiles(paths: readonly string[]): Promise<void> {
		const edits = new Map([...state.edits].filter(([path]) => paths.includes(path)));
		change({ files: paths.map(makeEntry), edits });
		showRows();
		return work();
	}

	async function remember(): Promise<void> {
		address.write(await packState(state));
	}

	async function open(fragment: string): Promise<void> {
		if (address.isKept(fragment)) return;
		const opened = await unpackState(fragment);
		if (opened === undefined) {
			say('This address holds no build that can be read. It may have been cut off.');
			return;
		}
		address.adopt(fragment);
		areGuessed = false;
		show(opened);
	}

	function change(part: Partial<RebuildState>): void {
		state = { ...state, ...part };
	}

	/** Puts a state into the fields, and works it out. */
	function show(next: RebuildState): void {
		state = next;
		for (const name of TEXT_FIELDS) getField(page, name).value = next[name];
		getPart<HTMLSelectElement>(page, '[data-field="imageStore"]').value = next.imageStore;
		for (const details of page.querySelectorAll('details'))
			details.open ||= [...details.querySelectorAll<HTMLTextAreaElement>('textarea')].some(
				({ value }) => value !== '',
			);
		showRows();
		void work();
	}

	function showRows(): void {
		const left = showFileRows(rows, state.files, state.edits, getField(page, 'filter').value);
		getPart(page, '[data-rebuild-more]').textContent =
			left > 0 ? `${left} more: narrow them down with the filter.` : '';
	}

	async function take(entries: readonly FileSystemEntry[], files: readonly File[]): Promise<void> {
		const offered = entries.length > 0 ? await listDropped(entries) : listChosen(files);
		await takeOffered(readBuild(offered));
	}

	async function takeOffered(reading: ReturnType<typeof readBuild>): Promise<void> {
		const taken = await reading;
		const { dockerfile, ignoreFile, log } = taken;
		if (log !== undefined) {
			show({ ...state, log });
			say('The log is read: each step has its seconds.');
			return;
		}
		const isFolder = taken.files.length > 1;
		areGuessed = !isFolder;
		const files = isFolder ? taken.files : state.files;
		show({
			...EMPTY,
			dockerfile: dockerfile ?? state.dockerfile,
			ignoreFile: ignoreFile ?? (isFolder ? '' : state.ignoreFile),
			log: state.log,
			files: dockerfile !== undefined && !isFolder ? [] : files,
		});
		say(
			taken.refused.length > 0
				? `${taken.refused.join(', ')}: larger than 128 KB, and left out.`
				: describeTaken(taken.files.length, dockerfile),
		);
	}

	async function move(button: HTMLElement, direction: 'up' | 'down'): Promise<void> {
		const line = Number(button.dataset['line']);
		const answer = await ask({ is: 'move', dockerfile: state.dockerfile, line, direction });
		if (!answer || !('moved' in answer)) return;
		if (answer.moved === undefined) {
			say(`Line ${line} is the ${direction === 'up' ? 'first' : 'last'} of its stage.`);
			return;
		}
		const { dockerfile, line: now } = answer.moved;
		setOrder(dockerfile);
		await work();
		say(`Line ${line} is line ${now} now.`);
		view.stages.querySelector<HTMLElement>(`[data-do="${direction}"][data-line="${now}"]`)?.focus();
	}

	async function takeOrder(): Promise<void> {
		if (!shownResult) await work();
		setOrder(shownResult?.suggestion?.dockerfile ?? state.dockerfile);
		await work();
		view.summary.focus();
	}

	function setOrder(dockerfile: string): void {
		const first = state.firstOrder === '' ? state.dockerfile : state.firstOrder;
		change({ dockerfile, firstOrder: first === dockerfile ? '' : first });
		getField(page, 'dockerfile').value = dockerfile;
	}

	function act(button: HTMLElement): void {
		switch (button.dataset['do']) {
			case 'up':
			case 'down':
				void move(button, button.dataset['do']);
				return;
			case 'take-order':
				void takeOrder();
				return;
			case 'first-order':
				setOrder(state.firstOrder);
				void work().then(() => view.summary.focus());
				return;
			case 'add-missing':
				change({ files: [...state.files, ...(shownResult?.missing ?? []).map(makeEntry)] });
				show(state);
				return;
			case 'add-path':
				addPath();
				return;
			case 'clear':
				areGuessed = true;
				show(EMPTY);
				say('Cleared.');
				getField(page, 'dockerfile').focus();
				return;
			case 'example':
				areGuessed = true;
				guessedFor = EXAMPLE.dockerfile;
				show(EXAMPLE);
		}
	}

	function addPath(): void {
		const field = getField(page, 'path');
		const path = field.value.trim().replace(/^(?:\.?\/)+/, '');
		if (path === '' || state.files.some((file) => file.path === path)) return;
		areGuessed = false;
		change({ files: [...state.files, makeEntry(path)], edits: new Map(state.edits).set(path, 'content') });
		field.value = '';
		show(state);
		field.focus();
	}

	function say(words: string): void {
		statusLine.textContent = words;
	}

	return { read, act, take, open };
}

function findEdit(name: string | undefined): FileEdit {
	return FILE_EDITS.find((edit) => edit === name) ?? 'content';
}

/** True where hardly a line is left: another file was pasted. */
function isReplaced(before: string, after: string): boolean {
	const lines = new Set(before.split('\n').filter((line) => line.trim() !== ''));
	const kept = after.split('\n').filter((line) => lines.has(line)).length;
	return after.trim() !== '' && 2 * kept < lines.size;
}

function describeTaken(count: number, dockerfile: string | undefined): string {
	if (count === 1)
		return dockerfile === undefined
			? 'This is no Dockerfile and no log of a build.'
			: 'Opened the Dockerfile.';
	const opened = `Opened ${count} files; only their names are used.`;
	return dockerfile === undefined ? `${opened} None of them is a Dockerfile.` : opened;
}

function getField(page: HTMLElement, name: string): HTMLInputElement | HTMLTextAreaElement {
	return getPart<HTMLInputElement | HTMLTextAreaElement>(page, `[data-field="${name}"]`);
}

function getPart<Kind extends HTMLElement = HTMLElement>(page: HTMLElement, selector: string): Kind {
	const element = page.querySelector<Kind>(selector);
	if (element === null) throw new Error(`The page has no ${selector}.`);
	return element;
}
