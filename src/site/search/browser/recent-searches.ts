const KEY = 'drydock:searches';
const MOST = 6;

/** What this reader looked for, newest first. It is kept in this browser and goes nowhere. */
export function readRecentSearches(): string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
		return Array.isArray(kept) ? kept.filter((query) => typeof query === 'string').slice(0, MOST) : [];
	} catch {
		return [];
	}
}

/** Called when a result is opened: only then was it a search and not half a word. */
export function rememberSearch(query: string): void {
	const trimmedQuery = query.trim().slice(0, 120);
	if (trimmedQuery.length < 2) return;
	const others = readRecentSearches().filter((other) => other.toLowerCase() !== trimmedQuery.toLowerCase());
	keep([trimmedQuery, ...others].slice(0, MOST));
}

export function forgetSearches(): void {
	keep([]);
}

function keep(queries: readonly string[]): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(queries));
	} catch {
		// A browser that keeps nothing has no recent searches.
	}
}
