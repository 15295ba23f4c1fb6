import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder that is tested. */
export const siteFolder = process.env['DRYDOCK_TEST_SITE'] ?? 'dist';

/** The address of every built page, from the root of the site. */
export function builtPages(): string[] {
	return readdirSync(siteFolder, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.html') && path !== '404.html')
		.map((path) => `/${path.replace(/index\.html$/, '')}`)
		.sort();
}

/** One page of each kind, for tests that are the same on every page of a kind. */
export function onePageOfEachKind(): string[] {
	const pages = builtPages();
	const first = (start: string) => pages.find((page) => page.startsWith(start) && page.length > start.length);
	return [
		'/',
		first('/lessons/'),
		'/examples/copy-not-clone/',
		'/examples/',
		'/rules/',
		'/rules/clone-in-build/',
		'/search/',
		'/start/',
		'/reviews/',
		'/glossary/',
	].filter((page) => page !== undefined && pages.includes(page)) as string[];
}

export function builtFile(path: string): string {
	return readFileSync(join(siteFolder, path.endsWith('/') ? `${path}index.html` : path), 'utf8');
}
