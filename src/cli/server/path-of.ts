export type AskedAddress =
	| {
			readonly kind: 'path';
			/** Below the folder, decoded, without a slash in front; ends with one, or is empty, where a folder is meant. */
			readonly path: string;
			/** As it stood in the address, for redirects. */
			readonly encoded: string;
			readonly query: string;
	  }
	| { readonly kind: 'moved'; readonly location: string }
	| { readonly kind: 'outside' }
	| { readonly kind: 'bad' };

/**
 * Reads the target of a request. Parts that lead upwards, backslashes, null bytes and broken escapes are bad;
 * what does not stand below the base, hidden files and doubled slashes are outside.
 */
export function parseRequestTarget(target: string, base: string): AskedAddress {
	const [, whole = '', query = ''] = /^(?:https?:\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?/i.exec(target) ?? [];
	if (!whole.startsWith('/')) return { kind: 'bad' };
	if (base !== '/' && (whole === '/' || `${whole}/` === base))
		return { kind: 'moved', location: `${base}${query}` };
	let path: string;
	try {
		path = decodeURIComponent(whole);
	} catch {
		return { kind: 'bad' };
	}
	if (/[\0\\]/.test(path) || /%2f/i.test(whole)) return { kind: 'bad' };
	const parts = path.split('/').slice(1);
	if (parts.includes('..') || parts.includes('.')) return { kind: 'bad' };
	if (parts.slice(0, -1).includes('') || !isReachable(parts)) return { kind: 'outside' };
	if (!path.startsWith(base)) return { kind: 'outside' };
	return { kind: 'path', path: path.slice(base.length), encoded: whole, query };
}

/** False where a part is hidden or leads upwards. */
export function isReachable(parts: readonly string[]): boolean {
	return !parts.some((part) => part.startsWith('.') && part !== '.well-known');
}
