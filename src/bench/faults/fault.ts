/** A fault that was made, and what came of it. */
export interface Fault {
	readonly fault: string;
	readonly times: number;
	/** Times after which everything was as promised. */
	readonly timesKept: number;
	/** What the reader is told. */
	readonly message: string;
}

export function findLine(text: string, words: string): string {
	return text.split('\n').find((line) => line.includes(words)) ?? 'nothing about it';
}
