import { computeMedian } from '#examples/median.ts';
/**
 * The median of several runs' times, in seconds, after one run that is not counted. It is the processor's time, not the
 * clock's, so that other work on the machine counts little.
 */
export function measureMedianSeconds(runs: number, work: () => void): number {
	work();
	return computeMedian(Array.from({ length: runs }, () => measureSeconds(work)));
}

/**
 * The median times of several works that take turns, so that a slow minute of the machine counts for all of them, after
 * rounds that are not counted.
 */
export function measureMediansInTurns(
	{ uncounted, counted }: { readonly uncounted: number; readonly counted: number },
	works: readonly (() => void)[],
): number[] {
	const rounds = Array.from({ length: uncounted + counted }, () => works.map(measureSeconds));
	return works.map((_, index) =>
		computeMedian(rounds.slice(uncounted).map((times) => times[index] ?? Number.NaN)),
	);
}

function measureSeconds(work: () => void): number {
	const start = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1e6;
}

/** A table with its columns aligned: the first to the left, numbers to the right. */
export function formatColumns(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const all = [head, ...rows];
	const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
	const formatRow = (row: readonly string[]) =>
		widths
			.map((width, column) => (row[column] ?? '')[column === 0 ? 'padEnd' : 'padStart'](width))
			.join('   ');
	return [formatRow(head), widths.map((width) => '-'.repeat(width)).join('   '), ...rows.map(formatRow)].join(
		'\n',
	);
}
