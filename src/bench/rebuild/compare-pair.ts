import { findLoggedStep } from '#core/rebuild/log/match-log.ts';
import type { Rebuild, RebuildSettings } from '#core/rebuild/model.ts';
import { predictRebuild } from '#core/rebuild/predict-rebuild.ts';
import type { EngineAnswer } from './engine-builds.ts';
import { type BuildPair, toBuildInput } from './generated-pairs.ts';
import { isStopped, nameVerdict, type ProvedPair, STOPS, UNSEEN } from './proved-pairs.ts';

/** Where the model says other than the engine. */
export interface Difference {
	readonly seed: number;
	readonly edits: readonly string[];
	readonly what: string;
}

export interface PairComparison {
	readonly differences: readonly Difference[];
	/** Steps whose verdict both gave. */
	readonly compared: number;
	readonly unsure: number;
	/** The pair and what the engine did, as `proved-pairs.ts` keeps it. */
	readonly proved?: ProvedPair;
}

export function predictPair({ before, after }: BuildPair, settings?: RebuildSettings): Rebuild {
	return predictRebuild(toBuildInput(before), toBuildInput(after), settings);
}

/** Holds what the model says of a pair against what the engine did, step by step. */
export function comparePair(pair: BuildPair, rebuild: Rebuild, answer: EngineAnswer): PairComparison {
	const differ = (what: string): Difference => ({ seed: pair.seed, edits: pair.edits, what });
	const stops = isStopped(rebuild);
	if (!stops && answer.error !== undefined && isForeseen(rebuild, answer)) return NOTHING_COMPARED;
	if (stops !== (answer.error !== undefined)) {
		const what = stops ? 'the build succeeds, the model says it fails' : `the build fails: ${answer.error}`;
		return { differences: [differ(what)], compared: 0, unsure: 0 };
	}
	// What comes behind a step that fails is left to chance: stages are built at the same time.
	if (stops) return { ...NOTHING_COMPARED, proved: { seed: pair.seed, draws: pair.draws, answer: STOPS } };
	const comparison = compareSteps(rebuild, answer, differ);
	if (comparison.differences.length > 0) return comparison;
	const verdicts = rebuild.steps.map((step) =>
		findLoggedStep(step, answer.steps) ? nameVerdict(step) : UNSEEN,
	);
	return { ...comparison, proved: { seed: pair.seed, draws: pair.draws, answer: verdicts.join('') } };
}

const NOTHING_COMPARED: PairComparison = { differences: [], compared: 0, unsure: 0 };

/** Whether a path is there that only a command could have made, the model leaves open. */
function isForeseen({ steps }: Rebuild, { steps: log, error = '' }: EngineAnswer): boolean {
	return (
		/not found|no such file/.test(error) &&
		steps.some(
			(step) =>
				step.verdict !== 'cached' &&
				/ --from=/.test(step.text) &&
				findLoggedStep(step, log)?.error !== undefined,
		)
	);
}

function compareSteps(
	rebuild: Rebuild,
	{ steps: log }: EngineAnswer,
	differ: (what: string) => Difference,
): PairComparison {
	const differences: Difference[] = [];
	const reported = new Set<number | undefined>();
	const seen = new Set<unknown>();
	let compared = 0;
	let unsure = 0;
	for (const step of rebuild.steps) {
		const logged = findLoggedStep(step, log);
		if (!logged) continue;
		reported.add(step.identity);
		seen.add(logged);
		compared++;
		const verdict = logged.isCached ? 'cached' : 'again';
		if (step.verdict === 'unsure') unsure++;
		else if (step.verdict !== verdict)
			differences.push(
				differ(`line ${step.line}, ${step.text}: ${verdict}, the model says ${step.verdict} (${step.why})`),
			);
	}
	for (const step of rebuild.steps) {
		if (step.label && !reported.has(step.identity))
			differences.push(differ(`line ${step.line}, ${step.text}: not in the log`));
	}
	for (const step of log) {
		if (!seen.has(step))
			differences.push(
				differ(`[${step.labels.join(' ')} ${step.number}/${step.total}] ${step.text}: not in the model`),
			);
	}
	return { differences, compared, unsure };
}
