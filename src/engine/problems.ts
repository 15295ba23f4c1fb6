import { omitUndefined } from '#core/omit-undefined.ts';
import type { Problem } from '#core/problem.ts';
import type { Example } from '#examples/example.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import type { EngineFailure } from './failure.ts';
import { formatExampleFolder } from './plan.ts';
import type { ExampleRun, SettledClaim } from './run-example.ts';

/** What stopped an example, at the file it concerns. */
export function createProblem(example: Example, { code, message, fix, frame, side }: EngineFailure): Problem {
	const folder = formatExampleFolder(example);
	const path =
		code === 'build-failed' && side !== undefined ? `${folder}/${side}/Dockerfile` : `${folder}/example.yaml`;
	return {
		code,
		path,
		detail: side === undefined ? message : `The ${side}: ${message}`,
		fix,
		...omitUndefined({ frame }),
	};
}

/** The engine answered when the run began. */
export function createEngineGoneProblem(example: Example, failure: EngineFailure): Problem {
	return {
		...createProblem(example, failure),
		code: 'engine-gone',
		detail: `The Docker Engine went away in the middle of the run: ${failure.message}`,
		fix: 'Start it again (`bash .ci/docker-engine up`) and repeat the command. What was recorded before is kept.',
	};
}

/** The engine measured something else than the manifest says. Where a measure tells how it came about, so does the frame. */
export function createRefutedProblem(
	example: Example,
	{ claim, verdict }: SettledClaim,
	sides: Pick<ExampleRun, Side>,
): Problem {
	const details = SIDES.flatMap((side) =>
		(sides[side].measurements[claim.measure]?.details ?? []).map((detail) => `${side}: ${detail}`),
	);
	return {
		code: 'claim-refuted',
		path: `${formatExampleFolder(example)}/example.yaml`,
		detail: `The engine refutes the claim \`${claim.id}\`: ${claim.says}`,
		frame: [`measured  ${claim.measure}: ${verdict.explanation}`, ...details].join('\n'),
		fix: 'Change the example so that the claim holds, or the claim so that it is true.',
	};
}
