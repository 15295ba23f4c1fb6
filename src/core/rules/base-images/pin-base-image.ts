import { isImageName, parseImageName } from '../../image/image-name.ts';
import { listPulledImages } from '../../image/pulled-images.ts';
import { findSimilarStage } from '../../image/similar-stage.ts';
import { DIGEST_ONLY } from '../../knowledge/registries.ts';
import { defineRule } from '../rule.ts';

/** Without a tag, and with `latest`, the next build starts from whatever was pushed last: another version, with no change in this file. */
export const pinBaseImage = defineRule({
	id: 'pin-base-image',
	topic: 'base-images',
	severity: 'warning',
	summary: 'Base images name a version',
	aliases: ['DL3006', 'DL3007'],
	messages: {
		untagged: '`{image}` has no tag, so it means `latest`: name the version, as in `{name}:<version>`.',
		digest: '`{image}` has no tags for versions: name the digest, as in `{name}@sha256:<digest>`.',
		latest: '`{image}` moves with every release: name the version, as in `{name}:<version>`.',
	},
	dockerfile({ facts, report }) {
		for (const pulled of listPulledImages(facts)) {
			const { image, span } = pulled;
			const name = parseImageName(image);
			if (!isImageName(name) || name.digest !== undefined) continue;
			if (name.tag !== undefined && name.tag !== 'latest') continue;
			// The name of a stage with a letter wrong is another rule's.
			if (findSimilarStage(pulled, facts) !== undefined) continue;
			const values = { image, name: image.replace(/:latest$/, '') };
			if (DIGEST_ONLY.test(`${name.registry}/${name.repository}`)) report('digest', span, { values });
			else report(name.tag === undefined ? 'untagged' : 'latest', span, { values });
		}
	},
});
