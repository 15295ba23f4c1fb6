import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

export interface BuildCost {
	readonly seconds: number;
	/** Of the build and of every program it started. */
	readonly processorSeconds: number;
	readonly megabytes: number;
}

/**
 * The steps of `npm run build` once the content is known to be good, each a program of its own. Only what Astro takes of
 * memory is asked for: the others take less.
 */
const STEPS = `node=$1 memory=$2 out=$3
{
	"$node" --import="$memory" node_modules/astro/bin/astro.mjs build --silent &&
	"$node" src/bundle/main.ts "$out/drydock.mjs" &&
	"$node" src/offline/main.ts "$out" &&
	"$node" src/hosting/main.ts "$out" /
} >/dev/null || exit 1
times`;

/** Builds a site with every form from a content folder, and says what it cost. What is kept for the next build goes to `cache`. */
export async function measureBuild(content: string, out: string, cache: string): Promise<BuildCost> {
	const memory = join(out, '../memory.json');
	const start = process.hrtime.bigint();
	// A shell's `times` also counts the programs that the build started; Node only knows its own time.
	const reporter = new URL('./report-memory.mjs', import.meta.url).href;
	const { stdout } = await execa('sh', ['-c', STEPS, 'sh', process.execPath, reporter, out], {
		env: {
			DRYDOCK_CONTENT: content,
			DRYDOCK_OUT: out,
			DRYDOCK_CACHE: cache,
			NODE_COMPILE_CACHE: join(cache, 'node'),
			DRYDOCK_VALIDATED: '1',
			DRYDOCK_BENCH_MEMORY: memory,
			ASTRO_TELEMETRY_DISABLED: '1',
		},
	});
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
