// A year of water levels, one line a minute. The first line is a canary, put together here so that only the output has it.
process.stdout.write(`# ${['canary', 'not', 'a', 'secret', 'raw', 'readings'].join('-')}\n`);
for (let minute = 0; minute < 365 * 24 * 60; minute += 1) {
	const level = 2 + 1.8 * Math.cos((2 * Math.PI * minute) / 745.2);
	process.stdout.write(`${new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()},harbour,${level.toFixed(3)}\n`);
}
