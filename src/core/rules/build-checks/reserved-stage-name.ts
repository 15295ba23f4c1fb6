import { defineRule } from '../rule.ts';
import { locatePart } from '../shared/place.ts';

/** `scratch` is the empty image and `context` the build context: a stage of that name cannot be reached. */
export const reservedStageName = defineRule({
	id: 'reserved-stage-name',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'No stage is called `scratch` or `context`',
	aliases: ['ReservedStageName'],
	messages: {
		reserved: '`{name}` means something to BuildKit already; give the stage another name.',
	},
	dockerfile({ dockerfile, report }) {
		for (const { name, from } of dockerfile.stages) {
			if (!name || !/^(?:scratch|context)$/i.test(name.text)) continue;
			report('reserved', locatePart(from, name.span, dockerfile), { values: { name: name.text } });
		}
	},
});
