import { type ContentPlace, formatContentFolder } from '../content-place.ts';
import { loadLayers } from '../layers.ts';
import { collectRedirects } from './all-redirects.ts';
import { loadPermalinks } from './load-permalinks.ts';
import type { Permalinks } from './schema.ts';

/** What a site must answer. */
export interface Recorded {
	/** The folder of the content, as messages show it. */
	readonly path: string;
	/** Of each layer of the content. */
	readonly addresses: readonly Permalinks['addresses'][];
	readonly redirects: Permalinks['redirects'];
}

/** Reads every address that was ever published. Of content that stands alone one file says so, and no other is read. */
export function loadRecorded(place: ContentPlace, root: string): Recorded {
	if (place.base === undefined) {
		const path = formatContentFolder(place.folder, root);
		const record = loadPermalinks(place.folder, path).file?.value;
		return { path, addresses: record ? [record.addresses] : [], redirects: record?.redirects ?? {} };
	}
	const content = loadLayers(place, root);
	const records = [content.base?.permalinks, content.permalinks];
	return {
		path: content.path,
		addresses: records.flatMap((record) => (record === undefined ? [] : [record.value.addresses])),
		redirects: collectRedirects(content),
	};
}
