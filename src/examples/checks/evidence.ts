import type { Problem } from '#core/problem.ts';
import { evaluateClaim } from '../claims.ts';
import type { LoadedExample } from '../content.ts';
import type { Evidence } from '../evidence.ts';
import { inputsOf } from '../inputs-hash.ts';
import type { Claim } from '../manifest.ts';
import { isSealBroken } from '../seal.ts';
import { problemAt, problemOf } from '../source-text.ts';

/** The evidence is there, of these very inputs, as the engine wrote it, and proves every claim. */
export function checkEvidence(example: LoadedExample): Problem[] {
	const { evidence, evidenceSource } = example;
	if (evidenceSource === undefined) return [missing(example)];
	// What the schema said is reported already.
	if (evidence === undefined) return [];
	const edited = isSealBroken(evidence) ? [sealBroken(example)] : [];
	if (example.isStale) return [...edited, stale(example, evidence)];
	const wrongName = evidence.example === example.id ? [] : [ofAnother(example, evidence)];
	return [...edited, ...wrongName, ...checkClaims(example, evidence)];
}

/** Problems that a new recording settles; `npm run dev` shows a badge for these instead. */
export function isAboutFreshness({ code }: Problem): boolean {
	return code === 'evidence-missing' || code === 'evidence-stale';
}

function checkClaims(example: LoadedExample, evidence: Evidence): Problem[] {
	const claims = example.manifest.run.claims.flatMap((claim, index) => {
		const before = evidence.before.measurements[claim.measure];
		const after = evidence.after.measurements[claim.measure];
		if (before === undefined || after === undefined) return [notMeasured(example, claim, index)];
		const verdict = evaluateClaim(claim, before, after);
		if (!verdict.holds) return [refuted(example, claim, index, verdict.explanation)];
		const recorded = evidence.claims.find(({ id }) => id === claim.id);
		const isSame = recorded?.before === before.value && recorded.after === after.value;
		return isSame ? [] : [notRecorded(example, claim, index)];
	});
	const known = new Set(example.manifest.run.claims.map(({ id }) => id));
	const strangers = evidence.claims.filter(({ id }) => !known.has(id));
	return [...claims, ...strangers.map(({ id }) => unknownClaim(example, id))];
}

function recordCommand({ id }: LoadedExample): string {
	return `\`npm run --silent drydock -- verify ${id} --record\``;
}

function missing(example: LoadedExample): Problem {
	return problemOf(example.path, {
		code: 'evidence-missing',
		detail: 'This example has no `evidence.json`: nothing has proven its claims yet.',
		fix: `Run ${recordCommand(example)}. It needs a Docker Engine.`,
	});
}

function stale(example: LoadedExample, evidence: Evidence): Problem {
	return problemOf(`${example.path}/evidence.json`, {
		code: 'evidence-stale',
		detail: `The evidence was recorded on ${evidence.recorded.slice(0, 10)} from other inputs than these.`,
		below: changes(example, evidence).join('\n'),
		fix: `Run ${recordCommand(example)}, or take the changes back.`,
	});
}

/** The files that differ; where none does, it is a mode or the manifest. */
function changes({ manifest, sides }: LoadedExample, { inputs }: Evidence): string[] {
	const now = inputsOf(manifest.run, sides).files;
	const paths = [...new Set([...Object.keys(inputs.files), ...Object.keys(now)])].sort();
	const lines = paths.flatMap((path) => {
		if (inputs.files[path] === now[path]) return [];
		if (now[path] === undefined) return [`removed  ${path}`];
		return [inputs.files[path] === undefined ? `added    ${path}` : `changed  ${path}`];
	});
	return lines.length > 0 ? lines : ['changed  `run` in example.yaml, or the mode of a file'];
}

function sealBroken(example: LoadedExample): Problem {
	return problemOf(`${example.path}/evidence.json`, {
		code: 'evidence-edited',
		detail: 'The evidence is not as the engine wrote it: its seal does not fit what it says.',
		fix: `Take the edit back, or run ${recordCommand(example)}. Only the engine writes this file.`,
	});
}

function ofAnother(example: LoadedExample, evidence: Evidence): Problem {
	return problemOf(`${example.path}/evidence.json`, {
		code: 'evidence-of-another',
		detail: `The evidence is that of \`${evidence.example}\`, but this example is \`${example.id}\`.`,
		fix: `Run ${recordCommand(example)}.`,
	});
}

function notMeasured(example: LoadedExample, claim: Claim, index: number): Problem {
	return problemAt(example.manifestSource, claimSpan(example, index, 'measure'), {
		code: 'claim-not-measured',
		detail: `The claim \`${claim.id}\` is about \`${claim.measure}\`, which the evidence does not have for both sides.`,
		fix: `Name a measure that the experiments give, or run ${recordCommand(example)}.`,
	});
}

function refuted(example: LoadedExample, claim: Claim, index: number, explanation: string): Problem {
	return problemAt(example.manifestSource, claimSpan(example, index, 'id'), {
		code: 'claim-refuted',
		detail: `The claim \`${claim.id}\` does not hold: “${claim.says}”`,
		below: `\nevidence  ${explanation}`,
		fix: `Correct the claim or the example, then run ${recordCommand(example)}.`,
	});
}

function notRecorded(example: LoadedExample, claim: Claim, index: number): Problem {
	return problemAt(example.manifestSource, claimSpan(example, index, 'id'), {
		code: 'claim-not-recorded',
		detail: `The evidence has no result for the claim \`${claim.id}\` that fits its own measurements.`,
		fix: `Run ${recordCommand(example)}.`,
	});
}

function unknownClaim(example: LoadedExample, id: string): Problem {
	return problemOf(`${example.path}/evidence.json`, {
		code: 'claim-unknown',
		detail: `The evidence has a result for \`${id}\`, but example.yaml makes no such claim.`,
		fix: `Run ${recordCommand(example)}.`,
	});
}

function claimSpan({ manifestYaml }: LoadedExample, index: number, field: string) {
	return manifestYaml.spanOf(['run', 'claims', index, field]);
}
