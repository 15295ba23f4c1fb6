/** A path as a URI reference: relative paths stay relative, absolute ones become `file:` URIs. */
export function encodePathUri(path: string): string {
	const encoded = path.split('/').map(encodeURIComponent).join('/');
	if (/^[A-Za-z]:\//.test(path)) return `file:///${path[0]}:${encoded.slice(encoded.indexOf('/'))}`;
	return path.startsWith('/') ? `file://${encoded}` : encoded;
}

/** True for a path below the folder that reports are relative to. */
export function isBelowRoot(path: string): boolean {
	return !path.startsWith('/') && !path.startsWith('../') && !/^[A-Za-z]:\//.test(path);
}
