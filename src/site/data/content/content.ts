import type { Content } from '#examples/content.ts';
import { loadLayers } from '#examples/layers.ts';
import { contentPlace } from '../../settings.ts';
import { addReads, collectReads, type Reads } from './reads.ts';
import { sharedGlobals } from './shared-content.ts';
import { withNotedReads } from './words.ts';

/** The whole content, read once; in dev read again after `forgetContent`. */
export function getSiteContent(): Content {
	sharedGlobals.drydockContent ??= withNotedReads(loadLayers(contentPlace, process.cwd()));
	return sharedGlobals.drydockContent;
}

/** Works something out of the content once for each `keys`, and again when the content was read again. */
export function fromContent<T, Keys extends readonly string[] = []>(
	work: (content: Content, ...keys: Keys) => T,
): (...keys: Keys) => T {
	const resultsByContent = new WeakMap<Content, Map<string, { readonly value: T; readonly reads: Reads }>>();
	return (...keys) => {
		const content = getSiteContent();
		const results = resultsByContent.get(content) ?? new Map();
		resultsByContent.set(content, results);
		const name = keys.join('\0');
		const result = results.get(name) ?? collectReads(() => work(content, ...keys));
		results.set(name, result);
		addReads(result.reads);
		return result.value;
	};
}
