import { isKnown } from '../../compose/interpolate.ts';
import { isImageName, parseImageName } from '../../image/image-name.ts';
import { defineRule } from '../rule.ts';

/** Two hosts that start `latest` an hour apart may run two programs, and nobody can go back to the one before. */
export const mutableDeployTag = defineRule({
	id: 'mutable-deploy-tag',
	topic: 'registries',
	severity: 'warning',
	summary: 'What is deployed names the version that was built',
	messages: {
		untagged: '`{image}` means `latest`. Deploy a tag that never moves, or the digest.',
		latest: '`{image}` changes with every push. Deploy a tag that never moves, or the digest.',
	},
	compose({ compose, report }) {
		const built = new Set(
			compose.services.flatMap(({ build, image }) => (build && image ? image.value : [])),
		);
		for (const { image, build, isPartial } of compose.services) {
			if (!image || build || isPartial || !isKnown(image.value) || built.has(image.value)) continue;
			const name = parseImageName(image.value);
			if (name.digest !== undefined || !isImageName(name)) continue;
			const values = { image: image.value };
			if (name.tag === undefined) report('untagged', image.span, { values });
			else if (name.tag === 'latest') report('latest', image.span, { values });
		}
	},
});
