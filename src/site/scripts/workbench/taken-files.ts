import { listenForDrops } from '../dropped-files.ts';
import { chooseTab } from './which-file.ts';

export interface Taken {
	/** By the name of the tab they belong to. */
	readonly texts: Readonly<Record<string, string>>;
	/** The names of files that belong to none, are no text or are too large. */
	readonly refused: readonly string[];
}

/** In bytes. */
const LARGEST_FILE = 1024 * 1024;

/** Hands over the files that are dropped anywhere on the page, or chosen with the field. They are read here and sent nowhere. */
export function takeFiles(page: HTMLElement, field: HTMLInputElement, take: (taken: Taken) => void): void {
	field.addEventListener('change', () => {
		void read([...(field.files ?? [])]).then(take);
		field.value = '';
	});
	// The editor must not see it, or it would put the file's text where it was dropped.
	listenForDrops(page, (event) => {
		const files = [...(event.dataTransfer?.files ?? [])];
		if (files.length === 0) return;
		event.preventDefault();
		event.stopPropagation();
		void read(files).then(take);
	});
}

async function read(files: readonly File[]): Promise<Taken> {
	const texts: Record<string, string> = {};
	const refused: string[] = [];
	for (const file of files) {
		const text = file.size > LARGEST_FILE ? '' : await file.text();
		const name = chooseTab(file.name, text);
		if (name === undefined || text === '' || text.includes('\0')) refused.push(file.name);
		else texts[name] = text;
	}
	return { texts, refused };
}
