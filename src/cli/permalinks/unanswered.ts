import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { follow, formatAddress } from '#examples/permalinks/redirects.ts';
import type { Permalinks } from '#examples/permalinks/schema.ts';

/** The recorded addresses, with their fragments, for which a folder of built pages has no file or no element. */
export function listUnansweredAddresses(
	{ addresses, redirects }: Omit<Permalinks, 'version'>,
	site: string,
): string[] {
	return Object.entries(addresses).flatMap(([path, fragments]) => {
		const page = readPage(path, site);
		if (page === undefined) return [path];
		// A redirected page hands its fragments on; that they lead somewhere is held by the check of the content.
		const unansweredFragments = fragments.filter((fragment) => {
			const end = follow({ path, fragment }, redirects);
			return end?.path === path && !hasElement(page, end.fragment ?? fragment);
		});
		return unansweredFragments.map((fragment) => formatAddress({ path, fragment }));
	});
}

/** The text of a page, or the empty text for a file of another kind. */
function readPage(path: string, site: string): string | undefined {
	const file = join(site, path.endsWith('/') ? `${path}index.html` : path);
	if (!existsSync(file)) return undefined;
	return file.endsWith('.html') ? readFileSync(file, 'utf8') : '';
}

/** A fragment names an element, or a file whose first line, as it is or as it was, is an element. */
function hasElement(html: string, fragment: string): boolean {
	const id = fragment.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
	return html.includes(` id="${id}"`) || html.includes(` id="${id}:1"`) || html.includes(` id="${id}@`);
}
