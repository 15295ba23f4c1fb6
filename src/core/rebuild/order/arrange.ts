import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';

/**
 * The text with the instructions of a stage in another order: `order` names for each place the instruction that comes
 * there, by its place now. Comments right above an instruction go with it; blank lines stay where they are.
 */
export function arrangeStage({ text, comments }: Dockerfile, stage: Stage, order: readonly number[]): string {
	const lines = text.split('\n');
	const commented = new Set([...comments].map(({ line }) => line));
	const blocks = stage.instructions.map((instruction) => findBlock(instruction, commented));
	const [first] = blocks;
	const last = blocks.at(-1);
	if (!first || !last) return text;
	const arranged = blocks.flatMap(({ end }, place) => {
		const moved = blocks[order[place] ?? place] ?? first;
		const next = blocks[place + 1]?.start ?? end;
		return [...lines.slice(moved.start - 1, moved.end), ...lines.slice(end, next - 1)];
	});
	return [...lines.slice(0, first.start - 1), ...arranged, ...lines.slice(last.end)].join('\n');
}

interface Block {
	/** Lines, counted from 1. */
	readonly start: number;
	readonly end: number;
}

function findBlock({ startLine, endLine }: Instruction, commented: ReadonlySet<number>): Block {
	let start = startLine;
	while (commented.has(start - 1)) start--;
	return { start, end: endLine };
}

/** Every instruction where it is, but the one at `from` at the place `to`. */
export function moveInOrder(count: number, from: number, to: number): number[] {
	const order = Array.from({ length: count }, (_, place) => place);
	order.splice(from, 1);
	order.splice(to, 0, from);
	return order;
}
