import { createHash } from 'node:crypto';
import { DEFAULT_SITE } from '#core/lint/settings.ts';
import { findContentPlace } from '#examples/content-place.ts';

/** Where the site will be served, with a slash at its end: `SITE`, or the default. */
export const siteUrl: URL = new URL(withSlash(process.env['SITE'] || DEFAULT_SITE));

/** Where lessons, rules and examples are read from: `content/`, and what `DRYDOCK_CONTENT` names laid over it. */
export const contentPlace = findContentPlace(process.env['DRYDOCK_CONTENT'], process.cwd(), process.cwd());

/** Where the files of the content can be edited, with a slash at its end: `DRYDOCK_EDIT`; without it no page says so. */
export const editRoot: URL | undefined =
	process.env['DRYDOCK_EDIT'] === undefined || process.env['DRYDOCK_EDIT'] === ''
		? undefined
		: new URL(withSlash(process.env['DRYDOCK_EDIT']));

/** What `git clone` takes to get this project: `DRYDOCK_REPOSITORY`; without it pages only say that a clone is needed. */
export const repositoryAddress: string | undefined = process.env['DRYDOCK_REPOSITORY'] || undefined;

/**
 * Where readers say that something on a page is wrong: `DRYDOCK_FEEDBACK`, an address with `{title}` and `{address}` in it,
 * such as `https://git.example.com/docs/issues/new?title={title}&body={address}`; without it no page says so.
 */
export const feedbackTemplate: string | undefined = process.env['DRYDOCK_FEEDBACK'] || undefined;

/**
 * Runs before anything is drawn, so that a remembered theme is there from the first frame. The only inline script; the
 * content security policy knows it by its hash.
 */
export const themeScript =
	"try{const t=localStorage.getItem('drydock:theme');if(t)document.documentElement.dataset.theme=t}catch{}document.documentElement.classList.add('js')";

export const themeScriptHash = `sha256-${createHash('sha256').update(themeScript).digest('base64')}` as const;

function withSlash(path: string): string {
	return path.endsWith('/') ? path : `${path}/`;
}
