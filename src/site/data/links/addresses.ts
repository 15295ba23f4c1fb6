import type { Side } from '#examples/manifest.ts';
import { siteUrl } from '../../settings.ts';

/** An address on this site as pages link to it: `/rules/x/` becomes `/kb/rules/x/` where the site lives below `/kb/`. */
export function resolveHref(path: string): string {
	return siteUrl.pathname + path.replace(/^\//, '');
}

/** The same in full, to paste elsewhere. */
export function resolveFullAddress(path: string): string {
	return siteUrl.href + path.replace(/^\//, '');
}

export const getLessonPath = (id: string) => `/lessons/${id}/`;
export const getTopicPath = (id: string) => `/topics/${id}/`;
export const getRulePath = (id: string) => `/rules/${id}/`;
export const getExamplePath = (id: string) => `/examples/${id}/`;
export const getArchivePath = (id: string, side: Side) => `/examples/${id}/${side}.tar.gz`;
/** What an example's builds ask for, as a compose file. */
export const getServicesPath = (id: string) => `/examples/${id}/services.tar.gz`;

/** The Markdown form of a page, which lies beside its HTML. */
export const getMarkdownAddress = (path: string) => resolveFullAddress(`${path}index.md`);
