/** What is known of a build only once it is packed, by the name of the place on `/offline/` that shows it. */
export interface Figures {
	readonly 'installed-size': string;
	readonly 'installed-download': string;
	readonly 'archive-size': string;
	readonly 'archive-hash': string;
	readonly 'docset-size': string;
	readonly edition: string;
}

/** The page with its figures in place. Stops where the page has no place for one. */
export function withFigures(html: string, figures: Figures): string {
	return Object.entries(figures).reduce((page, [name, value]) => {
		const place = new RegExp(`(<(\\w+)[^>]*\\sdata-filled="${name}"[^>]*>)[^<]*(</\\2>)`);
		if (!place.test(page))
			throw new Error(`/offline/ has no place for \`${name}\` (\`data-filled="${name}"\`).`);
		return page.replace(place, (_whole, start, _tag, end) => `${start}${value}${end}`);
	}, html);
}

/** The page as it is before it is packed, so that packing it again makes the same. */
export function stripFigures(html: string): string {
	return html.replace(/(<(\w+)[^>]*\sdata-filled="[^"]*"[^>]*>)[^<]*(<\/\2>)/g, '$1$3');
}

/** `1.9 MB` */
export function formatMegabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}
