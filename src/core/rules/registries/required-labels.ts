import { listLineage } from '../../image/runs.ts';
import { defineRule } from '../rule.ts';
import { locateHead } from '../shared/place.ts';

/** From its labels one tells which commit an image was built from, and who answers for it. */
export const requiredLabels = defineRule({
	id: 'required-labels',
	topic: 'registries',
	severity: 'warning',
	summary: 'The image has the labels that the settings ask for',
	messages: {
		one: 'The image has no label {labels}, which `required-labels` asks for. Set it here, or when it is built.',
		several:
			'The image lacks the labels {labels}, which `required-labels` asks for. Set them here, or when it is built.',
	},
	dockerfile({ facts, dockerfile, stages, variables, settings, report }) {
		const { final } = stages;
		if (settings.requiredLabels.length === 0 || !final) return;
		// The labels of the final stage, and of the stages it is built on.
		const names = listLineage(final, stages)
			.flatMap((stage) => facts.listSteps(stage))
			.filter(({ instruction }) => instruction.keyword === 'LABEL')
			.flatMap(({ instruction }) =>
				instruction.pairs.map(({ key }) => variables.expand(key.text, instruction).value),
			);
		if (names.includes(undefined)) return;
		const given = new Set([...names, ...(dockerfile.inputs?.labels ?? [])]);
		const missing = settings.requiredLabels.filter((name) => !given.has(name));
		if (missing.length === 0) return;
		const labels = missing.map((name) => `\`${name}\``).join(', ');
		report(missing.length === 1 ? 'one' : 'several', locateHead(final.from), { values: { labels } });
	},
});
