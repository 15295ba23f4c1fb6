import { fillTags, findAttribute } from './html.ts';

/** What is known of a build only once it is packed, by the name of the place on `/offline/` that shows it. */
export interface Figures {
	readonly 'installed-size': string;
	readonly 'installed-download': string;
	readonly 'archive-size': string;
	readonly 'archive-hash': string;
	readonly 'docset-size': string;
	readonly 'book-size': string;
	readonly edition: string;
}

/** The page with its figures in place. Stops where the page has no place for one. */
export function withFigures(html: string, figures: Figures): string {
	const missing = new Map<string, string>(Object.entries(figures));
	const filled = fillTags(html, (tag) => {
		const name = findAttribute(tag, 'data-filled') ?? '';
		const value = missing.get(name);
		missing.delete(name);
		return value;
	});
	for (const name of missing.keys())
		throw new Error(`/offline/ has no place for \`${name}\` (\`data-filled="${name}"\`).`);
	return filled;
}

/** The page as it is before it is packed, so that packing it again makes the same. */
export function stripFigures(html: string): string {
	return fillTags(html, (tag) => (findAttribute(tag, 'data-filled') === undefined ? undefined : ''));
}
