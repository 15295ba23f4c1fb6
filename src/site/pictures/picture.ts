import { createHash } from 'node:crypto';
import { siteUrl } from '../settings.ts';

/** What a link preview shows of a page. */
export interface Picture {
	/** What the site is called. */
	readonly site: string;
	/** `Lesson 3`, `Rule`. */
	readonly kind: string;
	readonly title: string;
	readonly says: string;
}

/** Raised when pictures come to look different: those that were kept are then drawn anew. */
const DESIGN = 2;

/** The pictures that pages have asked for. The pages and the build's last step share one process, not one module graph. */
const sharedGlobals = globalThis as { drydockPictures?: Map<string, Picture> };

/** The path of a page's picture. Asking for it has it drawn; the same words give the same file. */
export function requestPicture(picture: Picture): string {
	const name = createHash('sha256')
		.update(JSON.stringify([DESIGN, siteUrl.host, picture.site, picture.kind, picture.title, picture.says]))
		.digest('hex')
		.slice(0, 16);
	getWantedPictures().set(name, picture);
	return `/_/pictures/${name}.png`;
}

/** The pictures that were asked for and a page names, as it was sent. */
export function listShownPictures(html: string): [name: string, picture: Picture][] {
	const names = new Set(
		[...html.matchAll(/\/_\/pictures\/([0-9a-f]{16})\.png/g)].map(([, name = '']) => name),
	);
	return [...getWantedPictures()].filter(([name]) => names.has(name));
}

/** Every picture that was asked for, by the name of its file. */
export function getWantedPictures(): Map<string, Picture> {
	sharedGlobals.drydockPictures ??= new Map();
	return sharedGlobals.drydockPictures;
}
