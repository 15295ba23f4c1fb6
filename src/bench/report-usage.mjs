import { writeFileSync } from 'node:fs';

/** Loaded before a program that is measured: leaves what it took of processor and memory where it was told to. */
process.on('exit', () => {
	const target = process.env['DRYDOCK_BENCH_USAGE'];
	if (target !== undefined) writeFileSync(target, JSON.stringify(process.resourceUsage()));
});
