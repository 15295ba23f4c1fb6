import { resolveBaseImage } from '../../image/base-image.ts';
import { type ImageName, isOfficialImage, parseImageName } from '../../image/image-name.ts';
import { defineRule } from '../rule.ts';
import { parseMajorVersion } from './registry-service.ts';

/** The `2` tags left the list of maintained images in June 2025: what is found in them now stays in them. */
export const unmaintainedRegistry = defineRule({
	id: 'unmaintained-registry',
	topic: 'registries',
	severity: 'warning',
	summary: 'The registry image is one that is still rebuilt',
	messages: {
		old: '`{image}` gets no more security fixes. Move to `registry:3`; its storage stays.',
	},
	dockerfile({ stages, variables, report }) {
		for (const stage of stages.stages) {
			const image = resolveBaseImage(stage, { stages, variables });
			if (image !== undefined && isOld(parseImageName(image)))
				report('old', stage.base.span, { values: { image } });
		}
	},
	compose({ compose, report }) {
		for (const { image } of compose.services) {
			if (image && isOld(parseImageName(image.value)))
				report('old', image.span, { values: { image: image.value } });
		}
	},
});

function isOld(name: ImageName): boolean {
	const isRegistry = isOfficialImage(name, 'registry') || /(^|\/)library\/registry$/.test(name.path);
	const major = parseMajorVersion(name.tag);
	return isRegistry && major !== undefined && major <= 2;
}
