import { resolveBaseImage } from '../../image/base-image.ts';
import { isPrivateImage, parseImageName } from '../../image/image-name.ts';
import { defineRule } from '../rule.ts';

/** A base image of one's own is one more image to patch, to document and to hand to every newcomer; most do nothing that a public one cannot. */
export const privateBaseImage = defineRule({
	id: 'private-base-image',
	topic: 'base-images',
	severity: 'info',
	summary: 'Images start from a public base image',
	messages: {
		private:
			'`{image}` is a base of your own: someone must rebuild it for every security fix. Start from a public image.',
	},
	dockerfile({ stages, variables, settings, report }) {
		for (const stage of stages.stages) {
			const image = resolveBaseImage(stage, { stages, variables });
			if (image === undefined) continue;
			const name = parseImageName(image);
			const last = name.path.split('/').at(-1) ?? '';
			if (!/(?:^|[^a-z])base(?:-?images?)?(?:[^a-z]|$)/i.test(last) || !isPrivateImage(name, settings))
				continue;
			report('private', stage.base.span, { values: { image } });
		}
	},
});
