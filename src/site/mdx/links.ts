import type { MdastPluginDefinition } from 'satteri';
import { resolveHref } from '../data/links/addresses.ts';

/** Links to this site are written from its root, `/rules/x/`, and work wherever it is served. */
export const prefixLinks: MdastPluginDefinition = {
	name: 'drydock-links',
	link(node, context) {
		if (node.url.startsWith('/') && !node.url.startsWith('//'))
			context.setProperty(node, 'url', resolveHref(node.url));
	},
};
