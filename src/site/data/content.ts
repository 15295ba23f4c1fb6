import { fileURLToPath } from 'node:url';
import type { Content } from '#examples/content.ts';
import { loadContent } from '#examples/load.ts';
import { contentFolder } from '../settings.ts';

const kept = globalThis as { drydockContent?: Content };

/** Everything below the content folder, read once; in dev read again after `forgetContent`. */
export function siteContent(): Content {
	kept.drydockContent ??= loadContent(fileURLToPath(contentFolder).replace(/[/\\]$/, ''));
	return kept.drydockContent;
}

/** Called when a file of the content has changed. The dev server and the pages share one process, not one module graph. */
export function forgetContent(): void {
	delete kept.drydockContent;
}
