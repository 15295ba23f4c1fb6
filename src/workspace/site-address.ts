/** The address of a site with a slash at its end; `undefined` where the text is no http or https address. */
export function parseSiteAddress(text: string): string | undefined {
	if (!URL.canParse(text.trim())) return undefined;
	const url = new URL(text.trim());
	if (!/^https?:$/.test(url.protocol) || url.hostname === '') return undefined;
	url.search = '';
	url.hash = '';
	return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
