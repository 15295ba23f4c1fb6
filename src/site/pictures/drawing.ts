import type { Side } from '#examples/manifest.ts';

/** What every drawing brings: a sentence that says how to read it, and its numbers as a table. */
export interface Drawing {
	readonly caption: string;
	readonly table: NumberTable;
}

export interface NumberTable {
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** The name of a side, as a heading. */
export function nameSide(side: Side): string {
	return side === 'before' ? 'Before' : 'After';
}

/** A part of a whole as SVG writes it. Never wider than the whole. */
export function formatPercent(part: number, whole: number): string {
	return whole <= 0 ? '0%' : `${Number(Math.min(100, (part / whole) * 100).toFixed(2))}%`;
}

/** As `percent`, but what is not nothing is never too thin to be seen. */
export function formatVisiblePercent(part: number, whole: number): string {
	return part <= 0 || part / whole > 0.006 ? formatPercent(part, whole) : '0.6%';
}

/** Seconds as a person reads them: `0.35 s`, `12.1 s`. */
export function formatSeconds(seconds: number): string {
	return `${seconds < 10 ? Number(seconds.toFixed(2)) : Number(seconds.toFixed(1))} s`;
}

/** Even marks of an axis from 0 on, at most `most` after the zero, in steps of 1, 2 or 5. */
export function computeTicks(end: number, maximumTicks = 5): number[] {
	if (end <= 0) return [0];
	const power = 10 ** Math.floor(Math.log10(end / maximumTicks));
	const step = [1, 2, 5, 10].map((times) => times * power).find((one) => end / one <= maximumTicks) ?? end;
	return Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => Number((at * step).toPrecision(6)));
}
