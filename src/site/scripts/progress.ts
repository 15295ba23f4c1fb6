/** What a reader has done, as it is kept in this browser and in an exported file. */
export interface Progress {
	readonly version: 1;
	/** Lesson -> the day it was marked as read. */
	readonly read: Readonly<Record<string, string>>;
}

const KEY = 'drydock:progress';
const NONE: Progress = { version: 1, read: {} };

/** What is kept; nothing where storage is empty, forbidden or holds something else. */
export function readProgress(): Progress {
	try {
		return parseProgress(localStorage.getItem(KEY) ?? '') ?? NONE;
	} catch {
		return NONE;
	}
}

/** Keeps it; false where storage is forbidden or full. */
export function keepProgress(progress: Progress): boolean {
	try {
		if (Object.keys(progress.read).length === 0) localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, JSON.stringify(progress));
		return true;
	} catch {
		return false;
	}
}

/** Marks a lesson as read today, or takes the mark away. */
export function markRead(lesson: string, isRead: boolean): boolean {
	const { [lesson]: _, ...others } = readProgress().read;
	const today = new Date().toISOString().slice(0, 10);
	return keepProgress({ version: 1, read: isRead ? { ...others, [lesson]: today } : others });
}

/** The later of two days wins for each lesson, so that a file from another browser takes nothing away. */
export function joinProgress(one: Progress, other: Progress): Progress {
	const read: Record<string, string> = { ...one.read };
	for (const [lesson, day] of Object.entries(other.read)) if ((read[lesson] ?? '') < day) read[lesson] = day;
	return { version: 1, read };
}

/** A progress from JSON text; `undefined` where the text is none. Entries that make no sense are left out. */
export function parseProgress(text: string): Progress | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	const { version, read } = value as { version?: unknown; read?: unknown };
	if (version !== 1 || typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
	const entries = Object.entries(read).filter(
		([lesson, day]) =>
			/^[a-z0-9-]{1,80}$/.test(lesson) && typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day),
	);
	return { version: 1, read: Object.fromEntries(entries) as Record<string, string> };
}
