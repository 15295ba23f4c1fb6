import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

export interface BuildCost {
	readonly seconds: number;
	/** Of the build and of every program it started. */
	readonly processorSeconds: number;
	readonly megabytes: number;
}

/** Builds a site from a content folder, as `npm run build` does once the content is known to be good, and says what it cost. */
export async function measureBuild(content: string, out: string): Promise<BuildCost> {
	const memory = join(out, '../memory.json');
	const start = process.hrtime.bigint();
	// A shell's `times` also counts the programs that the build started; Node only knows its own time.
	const { stdout } = await execa(
		'sh',
		[
			'-c',
			'"$@" >/dev/null || exit 1; times',
			'sh',
			process.execPath,
			`--import=${new URL('./report-memory.mjs', import.meta.url).href}`,
			'node_modules/astro/bin/astro.mjs',
			'build',
			'--silent',
		],
		{
			env: {
				DRYDOCK_CONTENT: content,
				DRYDOCK_OUT: out,
				DRYDOCK_VALIDATED: '1',
				DRYDOCK_BENCH_MEMORY: memory,
				ASTRO_TELEMETRY_DISABLED: '1',
			},
		},
	);
	return {
		seconds: Number(process.hrtime.bigint() - start) / 1e9,
		processorSeconds: parseChildSeconds(stdout),
		megabytes: Math.round(Number(readFileSync(memory, 'utf8')) / 1024),
	};
}

/** The second line of `times` is user and system time of the children: `0m41.220s 0m3.040s`. */
function parseChildSeconds(times: string): number {
	const children = times.trim().split('\n')[1] ?? '';
	return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
		(sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
		0,
	);
}
