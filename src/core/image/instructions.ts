import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import type { ShellScript } from '../shell/script.ts';

/** Every instruction as it runs one day: of an `ONBUILD` the one inside it, which the next build will run. */
export function listEffectiveInstructions({ instructions }: Dockerfile): readonly Instruction[] {
	return instructions.map(getEffective);
}

/** The same of one stage. */
export function listStageInstructions({ instructions }: Stage): readonly Instruction[] {
	return instructions.map(getEffective);
}

function getEffective(instruction: Instruction): Instruction {
	return instruction.keyword === 'ONBUILD' ? (instruction.trigger ?? instruction) : instruction;
}

export function groupByKeyword(
	instructions: readonly Instruction[],
): ReadonlyMap<string, readonly Instruction[]> {
	const groups = new Map<string, Instruction[]>();
	for (const instruction of instructions) {
		const same = groups.get(instruction.keyword);
		if (same) same.push(instruction);
		else groups.set(instruction.keyword, [instruction]);
	}
	return groups;
}

/** The instruction's own line, and its heredocs. */
export function listScripts({ body, heredocs }: Instruction): readonly ShellScript[] {
	if (heredocs.length === 0) return [body];
	return [
		body,
		...heredocs.map(({ content, contentSpan }) => ({
			text: content,
			sourceOffset: (index: number) => contentSpan.start + index,
		})),
	];
}
