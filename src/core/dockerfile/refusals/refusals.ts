import { isImageName, parseImageName } from '../../image/image-name.ts';
import { readCheckOptions } from '../check-directive.ts';
import { findHeadDirective } from '../directives.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { StageFacts } from '../stage-facts.ts';
import type { BuildRefusal } from './build-refusal.ts';
import { checkInstruction } from './instruction-refusals.ts';
import { checkStages } from './stage-refusals.ts';

/**
 * What BuildKit refuses in a file that could be read. What goes beyond single instructions is looked at only once
 * nothing else is wrong: BuildKit stops before it too.
 */
export function collectRefusals(facts: StageFacts, isBroken: boolean): BuildRefusal[] {
	const { dockerfile } = facts;
	const { instructions, stages } = dockerfile;
	if (instructions.length === 0) {
		return isBroken ? [] : [{ message: 'the file has no instructions', span: { start: 0, end: 0 } }];
	}
	const refusals = [...checkFrontend(dockerfile), ...checkOptionRefusals(dockerfile)];
	for (const instruction of instructions) {
		for (const refusal of checkInstruction(instruction)) refusals.push(refusal);
	}
	const homeless = instructions.find(isBeforeFirstStage);
	if (homeless && homeless.keyword !== 'FROM') {
		refusals.push({
			message: `\`${homeless.keyword}\` stands before the first FROM`,
			span: homeless.keywordSpan,
		});
	} else if (stages.length === 0) {
		const span = instructions.at(-1)?.span ?? { start: 0, end: 0 };
		refusals.push({ message: 'the file has no FROM, so there is nothing to build', span });
	}
	return isBroken || refusals.length > 0 ? refusals : markDependent(checkStages(facts), dockerfile);
}

/** Asks once more with every `ARG` open: what is refused then too is refused whatever the arguments. */
function markDependent(refusals: readonly BuildRefusal[], dockerfile: Dockerfile): BuildRefusal[] {
	if (refusals.length === 0) return [];
	const inputs = { args: new Map(), target: undefined, contexts: [], ...dockerfile.inputs, isOpen: true };
	const open = new StageFacts({ ...dockerfile, inputs });
	const always = new Set(checkStages(open).map(({ span }) => span.start));
	return refusals.map((one) => (always.has(one.span.start) ? one : { ...one, dependsOnArguments: true }));
}

/** Finds the first instruction that is no `ARG`: it has to be a `FROM`. */
function isBeforeFirstStage({ keyword }: Instruction): boolean {
	return keyword !== 'ARG';
}

/** `# syntax=` names the image that reads the file. */
function checkFrontend({ text }: Dockerfile): BuildRefusal[] {
	const syntax = findHeadDirective(text, 'syntax');
	const image = syntax?.value.split(' ')[0] ?? '';
	if (!syntax || isImageName(parseImageName(image))) return [];
	return [{ message: `\`${image}\` is no name for an image`, span: syntax.valueSpan }];
}

function checkOptionRefusals({ text }: Dockerfile): BuildRefusal[] {
	const check = findHeadDirective(text, 'check');
	const options = check && readCheckOptions(check.value.split(' ')[0] ?? '');
	return check && typeof options === 'string' ? [{ message: options, span: check.valueSpan }] : [];
}
