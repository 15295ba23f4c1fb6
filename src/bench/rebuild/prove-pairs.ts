import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rebuild, RebuildSettings } from '#core/rebuild/model.ts';
import { comparePair, type Difference, type PairComparison, predictPair } from './compare-pair.ts';
import { buildFolders, type EngineAnswer, type EngineBuild } from './engine-builds.ts';
import { type BuildPair, generatePair } from './generated-pairs.ts';
import { changeSide, writeSide } from './pair-folder.ts';
import { isStopped, type ProvedPair } from './proved-pairs.ts';

export interface ProofOptions {
	/** An image with a shell, and another one under the tag `other`. */
	readonly base: string;
	readonly settings: RebuildSettings;
	readonly seeds: readonly number[];
	/** Part of every text that the engine could find in its cache from an earlier run. */
	readonly mark: string;
	readonly onProgress?: (done: number) => void;
}

export interface Proof {
	readonly pairs: number;
	readonly steps: number;
	readonly unsure: number;
	/** Pairs whose second build fails, in the engine and in the model. */
	readonly failing: number;
	readonly differences: readonly Difference[];
	readonly proved: readonly ProvedPair[];
}

interface Candidate {
	readonly pair: BuildPair;
	readonly rebuild: Rebuild;
	readonly folder: string;
	/** The same pair in other texts, which the engine has not seen. */
	again(): Candidate;
}

const AT_ONCE = 10;

interface Surroundings extends Pick<ProofOptions, 'base' | 'settings' | 'mark'> {
	readonly workFolder: string;
}

function makeCandidate(seed: number, surroundings: Surroundings): Candidate {
	const { base, settings, mark, workFolder } = surroundings;
	const pair = generatePair(seed, base, mark);
	const again = () => makeCandidate(seed, { ...surroundings, mark: `${mark}z` });
	return { pair, rebuild: predictPair(pair, settings), folder: join(workFolder, mark), again };
}

/** Builds pairs on the engine, each before and after its edit, and compares every step with what the model says. */
export async function provePairs({ base, settings, seeds, mark, onProgress }: ProofOptions): Promise<Proof> {
	const workFolder = mkdtempSync(join(tmpdir(), 'drydock-rebuild-'));
	const comparisons: PairComparison[] = [];
	let failing = 0;
	try {
		const candidates = seeds.map((seed) =>
			makeCandidate(seed, { base, settings, mark: `${mark}x${seed}`, workFolder }),
		);
		for (const batch of planBatches(candidates)) {
			comparisons.push(...(await proveBatch(batch, workFolder)));
			failing += batch.filter(({ rebuild }) => isStopped(rebuild)).length;
			onProgress?.(comparisons.length);
		}
	} finally {
		rmSync(workFolder, { recursive: true, force: true });
	}
	return {
		pairs: comparisons.length,
		steps: comparisons.reduce((sum, { compared }) => sum + compared, 0),
		unsure: comparisons.reduce((sum, { unsure }) => sum + unsure, 0),
		failing,
		differences: comparisons.flatMap(({ differences }) => differences),
		proved: comparisons.flatMap(({ proved }) => proved ?? []),
	};
}

/** A build that fails would end those beside it: it goes alone. */
function planBatches(candidates: readonly Candidate[]): Candidate[][] {
	const alone = candidates.filter(({ rebuild }) => isStopped(rebuild));
	const together = candidates.filter(({ rebuild }) => !isStopped(rebuild));
	const batches: Candidate[][] = [];
	for (let at = 0; at < together.length; at += AT_ONCE) batches.push(together.slice(at, at + AT_ONCE));
	return [...batches, ...alone.map((candidate) => [candidate])];
}

async function proveBatch(batch: readonly Candidate[], workFolder: string): Promise<PairComparison[]> {
	for (const { pair, folder } of batch) {
		mkdirSync(folder);
		writeSide(folder, pair.before);
	}
	const first = await buildFolders(
		batch.map((candidate) => describeBuild(candidate, 'before')),
		workFolder,
	);
	for (const { pair, folder } of batch) changeSide(folder, pair.before, pair.after);
	const second = await buildFolders(
		batch.map((candidate) => describeBuild(candidate, 'after')),
		workFolder,
	);
	for (const { folder } of batch) rmSync(folder, { recursive: true });
	const spoiled = first.map(findSpoiled);
	const isCutShort = batch.map(
		({ rebuild }, index) => second[index]?.error !== undefined && !isStopped(rebuild),
	);
	const isClean = batch.length === 1 || !(spoiled.some(isText) || isCutShort.includes(true));
	if (!isClean) return proveApart(batch, workFolder);
	return batch.map(({ pair, rebuild }, index) => {
		const what = spoiled[index];
		if (what !== undefined)
			return { differences: [{ seed: pair.seed, edits: pair.edits, what }], compared: 0, unsure: 0 };
		return comparePair(pair, rebuild, second[index] ?? { steps: [] });
	});
}

function isText(text: string | undefined): boolean {
	return text !== undefined;
}

/** Where one build fails unforeseen, the others were cut short: each is done again alone, in texts of its own. */
async function proveApart(batch: readonly Candidate[], workFolder: string): Promise<PairComparison[]> {
	const comparisons: PairComparison[] = [];
	for (const candidate of batch) comparisons.push(...(await proveBatch([candidate.again()], workFolder)));
	return comparisons;
}

function describeBuild({ pair, folder }: Candidate, side: 'before' | 'after'): EngineBuild {
	return { name: `p${pair.seed}`, folder, side: pair[side] };
}

/** The first build has to succeed, and nothing of it may be in the cache. */
function findSpoiled(answer: EngineAnswer | undefined): string | undefined {
	if (answer?.error !== undefined) return `the first build fails: ${answer.error}`;
	const cached = answer?.steps.find(({ isCached }) => isCached);
	return cached && `the first build finds ${cached.text} in a cache that should have nothing of it`;
}
