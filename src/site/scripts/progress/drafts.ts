import type { Texts } from '#examples/exercises/exercise.ts';

/** What a reader has made of the files of exercises: exercise -> file -> text. */
export type Drafts = Readonly<Record<string, Texts>>;

const PREFIX = 'drydock:exercise:';

/** The reader's last state of an exercise's files; nothing where storage is empty, forbidden or holds something else. */
export function readDraft(exercise: string): Texts {
	try {
		return parseTexts(JSON.parse(localStorage.getItem(PREFIX + exercise) ?? '{}'));
	} catch {
		return {};
	}
}

/** Keeps a state of the files, or forgets it. Storage may be forbidden or full; it then lasts as long as the page. */
export function keepDraft(exercise: string, texts: Texts | undefined): void {
	try {
		if (texts === undefined) localStorage.removeItem(PREFIX + exercise);
		else localStorage.setItem(PREFIX + exercise, JSON.stringify(texts));
	} catch {}
}

/** Every draft that is kept here. */
export function readAllDrafts(): Drafts {
	try {
		const names = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
		return Object.fromEntries(
			names.map((key) => [key.slice(PREFIX.length), readDraft(key.slice(PREFIX.length))]),
		);
	} catch {
		return {};
	}
}

/** Keeps the drafts of a file for the exercises that have none here. */
export function addDrafts(drafts: Drafts): void {
	const here = readAllDrafts();
	for (const [exercise, texts] of Object.entries(drafts))
		if (here[exercise] === undefined) keepDraft(exercise, texts);
}

export function forgetDrafts(): void {
	for (const exercise of Object.keys(readAllDrafts())) keepDraft(exercise, undefined);
}

/** The `drafts` of an exported file; entries that make no sense are left out. */
export function parseDrafts(value: unknown): Drafts {
	if (typeof value !== 'object' || value === null) return {};
	const named = Object.entries(value).filter(([exercise]) => /^[a-z0-9-]{1,80}$/.test(exercise));
	return Object.fromEntries(named.map(([exercise, texts]) => [exercise, parseTexts(texts)]));
}

function parseTexts(value: unknown): Texts {
	if (typeof value !== 'object' || value === null) return {};
	return Object.fromEntries(
		Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
}
