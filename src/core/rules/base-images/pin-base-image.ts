import { resolveBaseImage } from '../../image/base-image.ts';
import { isImageName, parseImageName } from '../../image/image-name.ts';
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
	dockerfile({ stages, variables, report }) {
		for (const stage of stages.stages) {
			const image = resolveBaseImage(stage, { stages, variables });
			if (image === undefined) continue;
			const name = parseImageName(image);
			if (!isImageName(name) || name.digest !== undefined) continue;
			const values = { image, name: image.replace(/:latest$/, '') };
			if (DIGEST_ONLY.test(`${name.registry}/${name.repository}`)) {
				if (name.tag === undefined || name.tag === 'latest') report('digest', stage.base.span, { values });
			} else if (name.tag === undefined) report('untagged', stage.base.span, { values });
			else if (name.tag === 'latest') report('latest', stage.base.span, { values });
		}
	},
});
