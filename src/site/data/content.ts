import { fileURLToPath } from 'node:url';
import type { Content } from '#examples/content.ts';
import { loadContent } from '#examples/load.ts';
import { contentFolder } from '../settings.ts';

const sharedGlobals = globalThis as { drydockContent?: Content };

/** Everything below the content folder, read once; in dev read again after `forgetContent`. */
export function getSiteContent(): Content {
	sharedGlobals.drydockContent ??= loadContent(fileURLToPath(contentFolder).replace(/[/\\]$/, ''));
	return sharedGlobals.drydockContent;
}

/** Works something out of the content once, and again when the content was read again. */
export function fromContent<T>(work: (content: Content) => T): () => T {
	const resultsByContent = new WeakMap<Content, { readonly value: T }>();
	return () => {
		const content = getSiteContent();
		const result = resultsByContent.get(content) ?? { value: work(content) };
		resultsByContent.set(content, result);
		return result.value;
	};
}

/** Called when a file of the content has changed. The dev server and the pages share one process, not one module graph. */
export function forgetContent(): void {
	delete sharedGlobals.drydockContent;
}
