import { defineRule } from '../rule.ts';
import { locateHead } from '../shared/place.ts';

/** A label says the same, and `docker inspect` and registries can find it. */
export const maintainerDeprecated = defineRule({
	id: 'maintainer-deprecated',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'No `MAINTAINER` instruction',
	aliases: ['MaintainerDeprecated'],
	messages: {
		deprecated: '`MAINTAINER` is deprecated; say it with `LABEL org.opencontainers.image.authors=…`.',
	},
	dockerfile({ dockerfile, report }) {
		for (const instruction of dockerfile.instructions) {
			if (instruction.keyword === 'MAINTAINER') report('deprecated', locateHead(instruction));
		}
	},
});
