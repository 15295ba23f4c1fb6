/** What a reader has done, as it is kept in this browser and in an exported file. */
export interface Progress {
	readonly version: 1;
	/** Lesson -> the day it was marked as read. */
	readonly read: Days;
	/** Lesson -> the day its exercise was first repaired. */
	readonly repaired: Days;
}

/** Lesson -> a day as `2026-11-24`. */
type Days = Readonly<Record<string, string>>;

const KEY = 'drydock:progress';
const NONE: Progress = { version: 1, read: {}, repaired: {} };

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
		if (Object.keys({ ...progress.read, ...progress.repaired }).length === 0) localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, JSON.stringify(progress));
		return true;
	} catch {
		return false;
	}
}

/** Marks a lesson as read today, or takes the mark away. */
export function markRead(lesson: string, isRead: boolean): boolean {
	const progress = readProgress();
	const { [lesson]: _, ...others } = progress.read;
	return keepProgress({ ...progress, read: isRead ? { ...others, [lesson]: getToday() } : others });
}

/** Notes that the exercise of a lesson was repaired today, unless it was before. */
export function markRepaired(lesson: string): boolean {
	const progress = readProgress();
	return keepProgress({ ...progress, repaired: { [lesson]: getToday(), ...progress.repaired } });
}

/** Adds what a file from another browser knows, and takes nothing away: the later day of reading, the first repair. */
export function joinProgress(current: Progress, other: Progress): Progress {
	return {
		version: 1,
		read: joinDays(current.read, other.read, (day, known) => day > known),
		repaired: joinDays(current.repaired, other.repaired, (day, known) => day < known),
	};
}

/** A progress from JSON text; `undefined` where the text is none. Entries that make no sense are left out. */
export function parseProgress(text: string): Progress | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['read'])) return undefined;
	return { version: 1, read: parseDays(value['read']), repaired: parseDays(value['repaired']) };
}

function joinDays(current: Days, other: Days, isBetter: (day: string, currentDay: string) => boolean): Days {
	const joined: Record<string, string> = { ...current };
	for (const [lesson, day] of Object.entries(other)) {
		const known = joined[lesson];
		if (known === undefined || isBetter(day, known)) joined[lesson] = day;
	}
	return joined;
}

function parseDays(value: unknown): Days {
	if (!isRecord(value)) return {};
	const isDay = (entry: [string, unknown]): entry is [string, string] =>
		/^[a-z0-9-]{1,80}$/.test(entry[0]) &&
		typeof entry[1] === 'string' &&
		/^\d{4}-\d{2}-\d{2}$/.test(entry[1]);
	return Object.fromEntries(Object.entries(value).filter(isDay));
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function getToday(): string {
	return new Date().toISOString().slice(0, 10);
}
