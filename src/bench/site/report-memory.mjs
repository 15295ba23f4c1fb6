import { writeFileSync } from 'node:fs';

/** Loaded before a program that is measured: leaves the most memory it ever had, in kilobytes, where it was told to. */
process.on('exit', () => {
	const target = process.env['DRYDOCK_BENCH_MEMORY'];
	if (target !== undefined) writeFileSync(target, String(process.resourceUsage().maxRSS));
});
