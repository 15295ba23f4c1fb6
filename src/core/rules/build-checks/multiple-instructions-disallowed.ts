import type { Instruction } from '../../dockerfile/model.ts';
import { defineRule } from '../rule.ts';
import { locateHead } from '../shared/place.ts';

/** Only the last `CMD`, `ENTRYPOINT` and `HEALTHCHECK` of a stage counts. */
export const multipleInstructionsDisallowed = defineRule({
	id: 'multiple-instructions-disallowed',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'At most one `CMD`, `ENTRYPOINT` and `HEALTHCHECK` in a stage',
	aliases: ['MultipleInstructionsDisallowed'],
	messages: {
		repeated: 'Another `{keyword}` follows on line {line}, so this one does nothing.',
	},
	dockerfile({ facts, dockerfile, report }) {
		for (const stage of dockerfile.stages) {
			const last = new Map<string, Instruction>();
			for (const { instruction, place } of facts.listSteps(stage)) {
				const { keyword } = instruction;
				if (keyword !== 'CMD' && keyword !== 'ENTRYPOINT' && keyword !== 'HEALTHCHECK') continue;
				const before = last.get(keyword);
				const values = { keyword, line: String(place.startLine) };
				if (before) report('repeated', locateHead(before), { values });
				last.set(keyword, place);
			}
		}
	},
});
