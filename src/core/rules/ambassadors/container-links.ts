import type { Word } from '../../dockerfile/model.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** A link is fixed when the container starts; a name on a shared network is looked up each time and follows its service. */
export const containerLinks = defineRule({
	id: 'container-links',
	topic: 'ambassadors',
	severity: 'warning',
	summary: 'Services reach each other by name on a network, not by links',
	messages: {
		links:
			'Services on one network reach each other by name. Remove the links to {names}, or write `aliases`.',
		onlyLinks:
			'In this form of file only links make {names} known here. Put all services below `services:`, then remove them.',
		externalLinks:
			'Links to {names} need containers started elsewhere. Put both on one `external: true` network.',
	},
	compose({ compose, report }) {
		for (const { links, linksKey, externalLinks, externalLinksKey } of compose.services) {
			const check = (
				message: 'links' | 'onlyLinks' | 'externalLinks',
				targets: readonly Word[],
				key: Span | undefined,
			) => {
				if (key && targets.length > 0) report(message, key, { values: { names: formatLinkNames(targets) } });
			};
			check(compose.isFirstFormat ? 'onlyLinks' : 'links', links, linksKey);
			check('externalLinks', externalLinks, externalLinksKey);
		}
	},
});

function formatLinkNames(targets: readonly Word[]): string {
	return targets.map(({ text }) => `\`${text.split(':')[0]}\``).join(', ');
}
