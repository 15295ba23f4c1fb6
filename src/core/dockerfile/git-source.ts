/** True where `ADD` takes a source for a git repository that could not be a local path as well. */
export function isGitSource(source: string): boolean {
	if (/^(?:git|ssh):\/\//i.test(source)) return true;
	if (/^https?:\/\//i.test(source)) return /^[^?#]+\.git(?:[?#]|$)/.test(source);
	return /^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:/.test(source);
}

/** The keys of a query; those that need no value are captured. */
const KEY = /^(?:ref|tag|branch|subdir|checksum|commit|(keep-git-dir|submodules))$/;

/**
 * What stands behind the `?` of a git address, no entries for any other source; `undefined` where BuildKit refuses it, or
 * where it names another ref or folder than the rest.
 */
export function parseGitQuery(source: string): ReadonlyMap<string, string> | undefined {
	// BuildKit takes `github.com/…` for a path, but reads it as an address first.
	const values = new Map<string, string>();
	if (!isGitSource(source) && !source.startsWith('github.com/')) return values;
	const [, query = '', fragment = ''] = /^[^?#]*\?([^#]*)(?:#(.*))?/s.exec(source) ?? [];
	for (const [key, value] of parseQueryPairs(query)) {
		const keyMatch = KEY.exec(key);
		if (!keyMatch || values.has(key)) return undefined;
		if (
			value === ''
				? !keyMatch[1]
				: keyMatch[1] && !/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)
		)
			return undefined;
		values.set(key, value);
	}
	const [ref, folder] = fragment.split(/:(.*)/s);
	const refs = [
		ref,
		values.get('ref'),
		expandReferenceName('tags', values),
		expandReferenceName('heads', values),
	];
	const folders = [folder?.replace(/^\/+/, ''), values.get('subdir')];
	return isOneAtMost(refs) && isOneAtMost(folders) ? values : undefined;
}

/** `refs/tags/v1` for `tag=v1`. */
function expandReferenceName(
	kind: 'tags' | 'heads',
	values: ReadonlyMap<string, string>,
): string | undefined {
	const name = values.get(kind === 'tags' ? 'tag' : 'branch');
	return name?.replace(new RegExp(`^(?:refs/${kind}/)?`), `refs/${kind}/`);
}

function isOneAtMost(names: readonly (string | undefined)[]): boolean {
	return new Set(names.filter(Boolean)).size < 2;
}

/** Pairs that are not well formed count as not there. */
function parseQueryPairs(query: string): [key: string, value: string][] {
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
