import type { Example } from '#examples/example.ts';
import { SIDES } from '#examples/manifest.ts';
import type { PublishedFiles } from '#examples/permalinks/schema.ts';
import { computeTextVersion } from '#examples/permalinks/version.ts';
import { detectLanguage } from './highlight.ts';
import { type CodeLine, renderCodeLines } from './lines.ts';

/** A text that a file no longer has. */
export interface EarlierText {
	/** With its side: `before/Dockerfile`. */
	readonly file: string;
	readonly version: string;
	readonly lines: readonly CodeLine[];
}

/** Every published text that differs from what its file is now, oldest first; all of them for a file that is gone. */
export async function listEarlierTexts({
	sides,
	published,
}: Pick<Example, 'sides'> & { readonly published: PublishedFiles }): Promise<EarlierText[]> {
	const now = new Map<string, string | undefined>(
		SIDES.flatMap((side) => sides[side].files.map(({ path, text }) => [`${side}/${path}`, text])),
	);
	const earlier = Object.entries(published).flatMap(([file, texts]) =>
		texts.filter((text) => text !== now.get(file)).map((text) => ({ file, text })),
	);
	return Promise.all(
		earlier.map(async ({ file, text }) => ({
			file,
			version: computeTextVersion(text),
			lines: await renderCodeLines(text, detectLanguage(file)),
		})),
	);
}
