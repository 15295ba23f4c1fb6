import type { Stage } from '../../dockerfile/model.ts';
import type { Scopes } from '../../dockerfile/variables/scopes.ts';
import { substitute } from '../../dockerfile/variables/substitution.ts';
import { defineRule } from '../rule.ts';
import { locateStepPart } from '../shared/place.ts';

/** A relative path continues whatever the base image set, and that may change. */
export const workdirRelativePath = defineRule({
	id: 'workdir-relative-path',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'The first `WORKDIR` of a stage is absolute',
	aliases: ['WorkdirRelativePath'],
	messages: {
		relative: '`WORKDIR {path}` depends on the base image; write an absolute path.',
	},
	dockerfile({ facts, dockerfile, stages, report }) {
		const { scopes } = facts;
		const windows = new Set<Stage>();
		const isSet = new Set<Stage>();
		for (const stage of dockerfile.stages) {
			const parent = stages.parentOf(stage);
			if (parent ? windows.has(parent) : isForWindows(stage, dockerfile.escape, scopes)) windows.add(stage);
			const absolute = windows.has(stage) ? /^(?:c:|[\\/])/i : /^\//;
			let hasWorkdir = parent !== undefined && isSet.has(parent);
			for (const step of facts.listSteps(stage)) {
				const { instruction, turn } = step;
				const [path] = instruction.args;
				if (instruction.keyword !== 'WORKDIR' || !path) continue;
				const value = hasWorkdir ? undefined : expandPath(path.text, dockerfile.escape, scopes, turn, stage);
				if (value !== undefined && !absolute.test(value)) {
					report('relative', locateStepPart(step, path.span, dockerfile), { values: { path: path.text } });
				}
				hasWorkdir = true;
			}
			if (hasWorkdir) isSet.add(stage);
		}
	},
});

/** An image takes its stage's platform, `scratch` does not. Without one, an image of Windows is built for Windows alone. */
function isForWindows({ base, platform }: Stage, escaper: string, scopes: Scopes): boolean {
	if (base.text === 'scratch') return false;
	if (!platform?.value) return WINDOWS_IMAGE.test(base.text);
	const lookup = (name: string) => scopes.globalArg(name)?.value;
	const { value = platform.value.text } = substitute(platform.value.text, lookup, { escape: escaper });
	return value.startsWith('windows');
}

const WINDOWS_IMAGE = /^mcr\.microsoft\.com\/windows\/|[:-](?:nanoserver|windowsservercore)\b/;

/** The path as a build without build arguments has it; `undefined` where it cannot be known. */
function expandPath(
	text: string,
	escaper: string,
	scopes: Scopes,
	turn: number,
	stage: Stage,
): string | undefined {
	const lookup = (name: string) => {
		const variable = scopes.lookupIn(stage, name, turn);
		if (variable?.value !== null) return variable?.value;
		// A value that is set but not known, as that of `PATH`, is taken for an absolute path: what stands before it decides.
		// Not so that of `TARGETARCH` and its like, which is always a word.
		return variable.kind === 'arg' && /(?:OS|ARCH|PLATFORM)$/.test(name) ? name : '/';
	};
	return substitute(text, lookup, { escape: escaper }).value;
}
