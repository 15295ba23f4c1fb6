/** A stretch of code: a flag's name, which stays on one line, or other text. */
export interface Piece {
	readonly text: string;
	readonly isFlag: boolean;
}

/** The flags in a text and what stands between them. A browser would break `--mount` behind its hyphens. */
export function splitFlags(text: string): Piece[] {
	return text
		.split(/((?<![\w-])--[a-z][\w-]*)/)
		.map((part, at) => ({ text: part, isFlag: at % 2 === 1 }))
		.filter((piece) => piece.text !== '');
}

/** The parts of a long path or address, between which a line may break. A short one stays whole. */
export function splitForBreaks(text: string): string[] {
	return text.length > LONG ? text.split(/(?<=[^\s/:]\/)(?=[^\s/])/) : [text];
}

/** About what a line of a narrow screen holds of code. */
const LONG = 20;
