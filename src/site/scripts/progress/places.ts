/** Where a reader is in each lesson that was begun, the lesson read last at the end. Kept in this browser alone. */
export type ReadingPlaces = Readonly<Record<string, string>>;

const KEY = 'drydock:places';
const NAME = /^[a-z0-9-]{1,80}$/;

export function readPlaces(): ReadingPlaces {
	try {
		return parsePlaces(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
	} catch {
		return {};
	}
}

export function readLastPlace(): { readonly lesson: string; readonly heading: string } | undefined {
	const [lesson, heading] = Object.entries(readPlaces()).at(-1) ?? [];
	return lesson === undefined || heading === undefined ? undefined : { lesson, heading };
}

/** Keeps where the reader is in a lesson, or forgets it. */
export function keepPlace(lesson: string, heading: string | undefined): void {
	const { [lesson]: _, ...others } = readPlaces();
	keepPlaces(heading === undefined ? others : { ...others, [lesson]: heading });
}

export function keepPlaces(places: ReadingPlaces): void {
	try {
		if (Object.keys(places).length === 0) localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, JSON.stringify(places));
	} catch {
		// Storage may be forbidden; the lesson then begins at its top.
	}
}

/** The places of an exported file; entries that make no sense are left out. */
export function parsePlaces(value: unknown): ReadingPlaces {
	if (typeof value !== 'object' || value === null) return {};
	return Object.fromEntries(
		Object.entries(value).filter(
			(entry): entry is [string, string] =>
				NAME.test(entry[0]) && typeof entry[1] === 'string' && NAME.test(entry[1]),
		),
	);
}
