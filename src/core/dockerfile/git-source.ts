/** True where `ADD` takes a source for a git repository that could not be a local path as well. */
export function isGitSource(source: string): boolean {
	if (/^(?:git|ssh):\/\//i.test(source)) return true;
	if (/^https?:\/\//i.test(source)) return /^[^?#]+\.git(?:[?#]|$)/.test(source);
	return /^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:/.test(source);
}

/** The keys of a query; those that need no value are captured. */
const KEY = /^(?:ref|tag|branch|subdir|checksum|commit|(keep-git-dir|submodules))$/;

/** False where BuildKit refuses what stands behind the `?` of a git address. */
export function isGitQueryFine(source: string): boolean {
	// BuildKit takes `github.com/…` for a path, but reads it as an address first.
	if (!isGitSource(source) && !source.startsWith('github.com/')) return true;
	const query = /^[^?#]*\?([^#]*)/.exec(source)?.[1] ?? '';
	const seen = new Set<string>();
	for (const [key, value] of pairsOf(query)) {
		const known = KEY.exec(key);
		if (!known || seen.has(key)) return false;
		if (
			value === '' ? !known[1] : known[1] && !/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)
		)
			return false;
		seen.add(key);
	}
	return true;
}

/** Pairs that are not well formed count as not there. */
function pairsOf(query: string): [key: string, value: string][] {
	return query.split('&').flatMap((part): [string, string][] => {
		if (part === '' || part.includes(';')) return [];
		const [key = '', value = ''] = part.replaceAll('+', ' ').split(/=(.*)/s);
		try {
			return [[decodeURIComponent(key), decodeURIComponent(value)]];
		} catch {
			return [];
		}
	});
}
