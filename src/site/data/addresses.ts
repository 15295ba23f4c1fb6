import type { Side } from '#examples/manifest.ts';
import { siteUrl } from '../settings.ts';

/** An address on this site as pages link to it: `/rules/x/` becomes `/kb/rules/x/` where the site lives below `/kb/`. */
export function href(path: string): string {
	return siteUrl.pathname + path.replace(/^\//, '');
}

/** The same in full, to paste elsewhere. */
export function fullAddress(path: string): string {
	return siteUrl.href + path.replace(/^\//, '');
}

export const lessonPath = (id: string) => `/lessons/${id}/`;
export const rulePath = (id: string) => `/rules/${id}/`;
export const examplePath = (id: string) => `/examples/${id}/`;
export const archivePath = (id: string, side: Side) => `/examples/${id}/${side}.tar.gz`;

/** The Markdown form of a page, which lies beside its HTML. */
export const markdownAddress = (path: string) => fullAddress(`${path}index.md`);
