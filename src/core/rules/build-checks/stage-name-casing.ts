import { defineRule } from '../rule.ts';
import { locatePart } from '../shared/place.ts';

/** BuildKit compares stage names without case, so a second casing of a name only misleads. */
export const stageNameCasing = defineRule({
	id: 'stage-name-casing',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'Stage names are lower case',
	aliases: ['StageNameCasing'],
	messages: {
		mixed: 'The stage name `{name}` should be lower case: `{lower}`.',
	},
	dockerfile({ dockerfile, report }) {
		for (const { name, from } of dockerfile.stages) {
			if (!name || name.text === name.text.toLowerCase()) continue;
			const lower = name.text.toLowerCase();
			report('mixed', locatePart(from, name.span, dockerfile), { values: { name: name.text, lower } });
		}
	},
});
