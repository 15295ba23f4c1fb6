/** JSON with sorted keys and no blanks: one text for one value, however it was written down. */
export function formatCanonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map((item) => formatCanonicalJson(item ?? null)).join(',')}]`;
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value)
			.filter(([, item]) => item !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1));
		return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${formatCanonicalJson(item)}`).join(',')}}`;
	}
	return JSON.stringify(value);
}
