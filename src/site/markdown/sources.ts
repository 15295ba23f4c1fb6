import { formatHeading, formatList, joinBlocks } from './text.ts';

interface Source {
	readonly title: string;
	readonly url?: string | undefined;
	readonly note?: string | undefined;
}

/** The section that says where the facts come from; nothing where there are none. */
export function renderSourceSection(sources: readonly Source[]): string | undefined {
	if (sources.length === 0) return undefined;
	const items = sources.map(({ title, url, note }) => {
		const words = url === undefined ? title : `[${title}](${url})`;
		return note === undefined ? words : `${words}. ${note}`;
	});
	return joinBlocks(formatHeading(2, 'Sources', 'sources'), formatList(items));
}
