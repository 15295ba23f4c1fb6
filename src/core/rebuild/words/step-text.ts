import type { PlannedCommand } from '../plan-stages.ts';

/** An instruction on one line, as it is written: blanks between its words are one. */
export function describeText({ instruction, isTrigger }: PlannedCommand): string {
	const { keyword, flags, body } = instruction;
	const words = [keyword, ...flags.map(({ text }) => text), body.text.replace(/\s+/g, ' ')];
	return `${isTrigger ? 'ONBUILD ' : ''}${words.filter((word) => word !== '').join(' ')}`;
}
