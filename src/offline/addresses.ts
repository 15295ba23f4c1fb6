/** A path of the site without its base: `rules/x/`, `_/page.css`, `` for the first page. */
export type SitePath = string;

export interface OwnAddress {
	/** The file that answers there: `rules/x/index.html`. */
	readonly file: string;
	/** What follows the path: `?q=1#part`. */
	readonly rest: string;
}

/** The file of this site that an address in a page means; `undefined` for other sites, fragments and `mailto:`. */
export function resolveOwnAddress(address: string, page: string, base: string): OwnAddress | undefined {
	if (
		address === '' ||
		address.startsWith('#') ||
		/^[a-z][a-z0-9+.-]*:/i.test(address) ||
		address.startsWith('//')
	)
		return undefined;
	const url = new URL(address, `http://site${base}${page}`);
	if (!url.pathname.startsWith(base)) return undefined;
	return { file: resolvePageFile(url.pathname.slice(base.length)), rest: url.search + url.hash };
}

/** `rules/x/` is answered by `rules/x/index.html`. */
export function resolvePageFile(path: SitePath): string {
	const decoded = decodeURIComponent(path);
	return decoded === '' || decoded.endsWith('/') ? `${decoded}index.html` : decoded;
}

/** `rules/x/index.html` is asked for as `rules/x/`. */
export function getSitePath(file: string): SitePath {
	return file.replace(/(^|\/)index\.html$/, '$1');
}

/** From one file of the site to another, for a disk: `../../_/page.css`. */
export function makeRelativeAddress(from: string, to: string): string {
	return `${makePathToRoot(from)}${to.split('/').map(encodeURIComponent).join('/')}`;
}

/** From a file of the site to its root: `../../`, or `./`. */
export function makePathToRoot(file: string): string {
	return '../'.repeat(file.split('/').length - 1) || './';
}
