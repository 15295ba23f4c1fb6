import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { RebuildSettings } from '#core/rebuild/model.ts';
import { measureMedianSeconds } from './measure.ts';
import { predictPair } from './rebuild/compare-pair.ts';
import { generatePair } from './rebuild/generated-pairs.ts';
import { type Proof, provePairs } from './rebuild/prove-pairs.ts';
import { formatProvedPairs } from './rebuild/proved-pairs.ts';
import { provideShellImage, readEngineSettings } from './rebuild/shell-image.ts';

/** How many pairs, and the first of their seeds: other seeds look further. */
const PAIRS = Number(process.env['REBUILD_PAIRS'] ?? 1000);
const SEED = Number(process.env['REBUILD_SEED'] ?? 1);
const SLOWEST = 1000;
/** Fewer would measure how the code warms up. */
const PAIRS_FOR_SPEED = 1000;
const MOST_SHOWN = 20;

interface RebuildBench {
	readonly pairsPerSecond: number;
	readonly proof: Proof;
}

/** Where the answers of the engine are kept, for tests that have none. */
const recordFile = process.env['REBUILD_RECORD'];

/** Whether the model of what an edit rebuilds says what the engine does, and how fast it is. */
export async function run(): Promise<RebuildBench> {
	const seeds = Array.from({ length: PAIRS }, (_, index) => SEED + index);
	const pairsPerSecond = measureSpeed();
	console.log(`\nThe model judges ${pairsPerSecond.toFixed(0)} pairs a second on one core.`);
	const base = await provideShellImage((step) => console.log(step));
	const settings = readEngineSettings();
	const mark = `m${randomBytes(4).toString('hex')}`;
	const onProgress = (done: number) => {
		if (done % 100 === 0) console.log(`${done} of ${PAIRS} pairs`);
	};
	const proof = await provePairs({ base, settings, seeds, mark, onProgress });
	printProof(proof, settings);
	if (recordFile !== undefined) writeFileSync(recordFile, formatProvedPairs(proof.proved));
	if (proof.differences.length > 0 || pairsPerSecond < SLOWEST) process.exitCode = 1;
	return { pairsPerSecond, proof };
}

function measureSpeed(): number {
	const pairs = Array.from({ length: PAIRS_FOR_SPEED }, (_, seed) =>
		generatePair(seed, 'base:one', `m${seed}`),
	);
	const seconds = measureMedianSeconds(3, () => {
		for (const pair of pairs) predictPair(pair);
	});
	return pairs.length / seconds;
}

function printProof(
	{ pairs, steps, unsure, failing, differences }: Proof,
	{ imageStore }: RebuildSettings,
): void {
	const share = ((100 * unsure) / Math.max(1, steps)).toFixed(1);
	console.log(
		`${pairs} pairs of a folder and an edit, built twice on the ${imageStore} image store: ${steps} steps compared, ${unsure} of them unsure (${share} %), ${failing} builds that fail after the edit, ${differences.length} differences.`,
	);
	for (const { seed, edits, what } of differences.slice(0, MOST_SHOWN)) {
		console.log(`  pair ${seed} (${edits.join('; ')}): ${what}`);
	}
}
