/**
 * The median of several runs' times, in seconds, after one run that is not counted. It is the processor's time, not the
 * clock's, so that other work on the machine counts little.
 */
export function medianSeconds(runs: number, work: () => void): number {
	work();
	const times = Array.from({ length: runs }, () => {
		const start = process.cpuUsage();
		work();
		const { user, system } = process.cpuUsage(start);
		return (user + system) / 1e6;
	}).sort((a, b) => a - b);
	return times[times.length >> 1] ?? Number.NaN;
}

/** A table with its columns aligned: the first to the left, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const all = [head, ...rows];
	const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
	const line = (row: readonly string[]) =>
		widths
			.map((width, column) => (row[column] ?? '')[column === 0 ? 'padEnd' : 'padStart'](width))
			.join('   ');
	return [line(head), widths.map((width) => '-'.repeat(width)).join('   '), ...rows.map(line)].join('\n');
}
