import type { Observed } from './experiment.ts';

/** Several runs as one observation: their median, with every run beside it. */
export function medianOf(runs: readonly number[], details?: readonly string[]): Observed {
	const sorted = [...runs].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
	if (low === undefined || high === undefined) throw new Error('a median needs at least one run');
	return {
		value: rounded((low + high) / 2),
		runs: runs.map(rounded),
		...(details === undefined ? {} : { details: [...details] }),
	};
}

/** Milliseconds are as fine as these clocks are worth. */
function rounded(seconds: number): number {
	return Math.round(seconds * 1000) / 1000;
}
