import type { LoadedExample } from '#examples/content.ts';
import { getSiteContent } from '../content/content.ts';

/** The example a page names. Validation reports a missing one before a page asks for it. */
export function findExample(id: string): LoadedExample {
	const { examples } = getSiteContent();
	const example = examples.get(id);
	if (example === undefined)
		throw new Error(`There is no example "${id}". Known: ${[...examples.keys()].join(', ') || 'none'}.`);
	return example;
}
