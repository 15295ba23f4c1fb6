import { listPulledImages } from '../../image/pulled-images.ts';
import { findSimilarStage } from '../../image/similar-stage.ts';
import { defineRule } from '../rule.ts';

/** A name that is no stage is taken for an image: a slip of the pen asks Docker Hub for whatever has that name there. */
export const similarStage = defineRule({
	id: 'similar-stage',
	topic: 'base-images',
	severity: 'warning',
	summary: 'What is copied from a stage names one that exists',
	messages: {
		similar: 'No stage above is named `{name}`, so that image is pulled. Write `{stage}`?',
	},
	dockerfile({ facts, report }) {
		for (const pulled of listPulledImages(facts)) {
			const stage = findSimilarStage(pulled, facts);
			if (stage !== undefined) report('similar', pulled.span, { values: { name: pulled.image, stage } });
		}
	},
});
