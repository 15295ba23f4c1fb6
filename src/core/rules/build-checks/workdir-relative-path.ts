import { stepsOf } from '../../dockerfile/execution.ts';
import type { Instruction, Stage } from '../../dockerfile/model.ts';
import { type Scopes, scopesOf } from '../../dockerfile/scopes.ts';
import { substitute } from '../../dockerfile/substitution.ts';
import { defineRule } from '../rule.ts';
import { headOf, placeOn } from './place.ts';

/** A relative path continues whatever the base image set, and that may change. */
export const workdirRelativePath = defineRule({
	id: 'workdir-relative-path',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'The first `WORKDIR` of a stage is absolute',
	aliases: ['WorkdirRelativePath'],
	messages: {
		relative: '`WORKDIR {path}` depends on the working directory of the base image; write an absolute path.',
	},
	dockerfile({ dockerfile, stages, report }) {
		const scopes = scopesOf(dockerfile, stages);
		const isSet = new Set<Stage>();
		for (const stage of dockerfile.stages) {
			const parent = stages.parentOf(stage);
			let known = parent !== undefined && isSet.has(parent);
			for (const { instruction, place } of stepsOf(stage, stages)) {
				const [path] = instruction.args;
				if (instruction.keyword !== 'WORKDIR' || !path) continue;
				const value = known ? undefined : pathOf(path.text, dockerfile.escape, scopes, place, stage);
				if (value !== undefined && !value.startsWith('/')) {
					const span = place === instruction ? placeOn(place, path.span, dockerfile) : headOf(place);
					report('relative', span, { values: { path: path.text } });
				}
				known = true;
			}
			if (known) isSet.add(stage);
		}
	},
});

/** The path as a build without build arguments has it; `undefined` where it cannot be known. */
function pathOf(
	text: string,
	escaper: string,
	scopes: Scopes,
	place: Instruction,
	stage: Stage,
): string | undefined {
	const lookup = (name: string) => {
		const variable = scopes.lookupIn(stage, name, place);
		// A value that is set but not known, as that of `PATH`, is taken for an absolute path: what stands before it decides.
		return variable?.value === null ? '/' : variable?.value;
	};
	return substitute(text, lookup, { escape: escaper }).value;
}
