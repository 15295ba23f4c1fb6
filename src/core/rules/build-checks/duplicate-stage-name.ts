import { defineRule } from '../rule.ts';
import { locatePart } from '../shared/place.ts';

/** A second stage of the same name hides the first from everything below it. */
export const duplicateStageName = defineRule({
	id: 'duplicate-stage-name',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'Each stage has a name of its own',
	aliases: ['DuplicateStageName'],
	messages: {
		taken: 'The stage name `{name}` is taken by the stage on line {line}.',
	},
	dockerfile({ dockerfile, report }) {
		const first = new Map<string, number>();
		for (const { name, from } of dockerfile.stages) {
			if (!name) continue;
			const key = name.text.toLowerCase();
			const line = first.get(key);
			if (line === undefined) first.set(key, from.startLine);
			else {
				const values = { name: name.text, line: String(line) };
				report('taken', locatePart(from, name.span, dockerfile), { values });
			}
		}
	},
});
