import type { Example } from '#examples/example.ts';
import { siteContent } from './content.ts';

/** The example a page names. Validation has reported a missing one long before a page asks for it. */
export async function findExample(id: string): Promise<Example> {
	const { examples } = await siteContent();
	const example = examples.get(id);
	if (example === undefined)
		throw new Error(`There is no example "${id}". Known: ${[...examples.keys()].join(', ') || 'none'}.`);
	return example;
}
