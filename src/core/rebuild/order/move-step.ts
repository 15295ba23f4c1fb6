import { parseDockerfile } from '../../dockerfile/parse.ts';
import { arrangeStage, moveInOrder } from './arrange.ts';

export interface MovedStep {
	readonly dockerfile: string;
	/** Where the instruction begins now. */
	readonly line: number;
}

/** The text with the instruction of a line one step higher or lower in its stage; `undefined` where it is the first or the last. */
export function moveStep(text: string, line: number, direction: 'up' | 'down'): MovedStep | undefined {
	const { dockerfile } = parseDockerfile(text);
	for (const stage of dockerfile.stages) {
		const from = stage.instructions.findIndex(({ startLine }) => startLine === line);
		if (from === -1) continue;
		const to = direction === 'up' ? from - 1 : from + 1;
		if (to < 0 || to >= stage.instructions.length) return undefined;
		const moved = arrangeStage(dockerfile, stage, moveInOrder(stage.instructions.length, from, to));
		const place = parseDockerfile(moved).dockerfile.stages[stage.index]?.instructions[to]?.startLine;
		return { dockerfile: moved, line: place ?? line };
	}
	return undefined;
}
