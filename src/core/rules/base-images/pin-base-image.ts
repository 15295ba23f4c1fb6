import type { Stage } from '../../dockerfile/model.ts';
import { parseImageReference } from '../../image/image-reference.ts';
import { type DockerfileContext, defineRule } from '../rule.ts';

/** Without a tag, and with `latest`, the next build starts from whatever was pushed last: another version, with no change in this file. */
export const pinBaseImage = defineRule({
	id: 'pin-base-image',
	topic: 'base-images',
	severity: 'warning',
	summary: 'Base images name a version',
	aliases: ['DL3006', 'DL3007'],
	messages: {
		untagged: '`{image}` has no tag, so it means `latest`: name the version, as in `{name}:<version>`.',
		latest: '`{image}` moves with every release: name the version, as in `{name}:<version>`.',
	},
	dockerfile({ stages, variables, report }) {
		for (const stage of stages.stages) {
			const image = resolveBaseImage(stage, { stages, variables });
			const reference = image === undefined ? undefined : parseImageReference(image);
			if (image === undefined || !reference || reference.digest !== undefined) continue;
			const values = { image, name: image.replace(/:latest$/, '') };
			if (reference.tag === undefined) report('untagged', stage.base.span, { values });
			else if (reference.tag === 'latest') report('latest', stage.base.span, { values });
		}
	},
});

/** The image a stage starts from; `undefined` for `scratch`, an earlier stage, and what a build argument must say. */
export function resolveBaseImage(
	stage: Stage,
	{ stages, variables }: Pick<DockerfileContext, 'stages' | 'variables'>,
): string | undefined {
	const { value } = variables.expand(stage.base.text, stage.from);
	if (value === undefined || value === '' || value === 'scratch') return undefined;
	const isStage = !/^\d+$/.test(value) && stages.resolve(value, stage) !== undefined;
	return isStage ? undefined : value;
}
