import type { Content } from '#examples/content.ts';
import { loadLayers } from '#examples/layers.ts';
import { contentPlace } from '../settings.ts';
import { sharedGlobals } from './shared-content.ts';

/** The whole content, read once; in dev read again after `forgetContent`. */
export function getSiteContent(): Content {
	sharedGlobals.drydockContent ??= loadLayers(contentPlace, process.cwd());
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
