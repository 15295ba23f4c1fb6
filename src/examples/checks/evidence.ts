import type { Problem } from '#core/problem.ts';
import { escapeControlCharacters } from '#core/report/visible-text.ts';
import { createPathProblem, createSpanProblem } from '#workspace/typed/source-text.ts';
import type { LoadedExample } from '../content.ts';
import { classifyClaim, evaluateClaim } from '../evidence/claims.ts';
import type { Evidence, Measurement } from '../evidence/evidence.ts';
import { buildEvidenceInputs } from '../evidence/inputs-hash.ts';
import { isSealBroken } from '../evidence/seal.ts';
import { describeSignatureFault, type SigningKey } from '../evidence/signature.ts';
import type { Claim } from '../manifest.ts';
import { checkEvidenceAgreement } from './evidence-agreement.ts';

/** The evidence is there, of these very inputs, as the engine wrote it, and proves every claim. */
export function checkEvidence(
	example: LoadedExample,
	{ now, signingKeys }: { readonly now: Date; readonly signingKeys: readonly SigningKey[] },
): Problem[] {
	const { evidence, evidenceSource } = example;
	if (evidenceSource === undefined) return [createMissingEvidenceProblem(example)];
	// What the schema said is reported already.
	if (evidence === undefined) return [];
	const edited = isSealBroken(evidence) ? [createBrokenSealProblem(example)] : [];
	if (example.isStale) {
		const stale = createStaleEvidenceProblem(example, evidence);
		return [...edited, stale, ...checkClaimsAgainstRecord(example, evidence)];
	}
	const wrongName = evidence.example === example.id ? [] : [createForeignEvidenceProblem(example, evidence)];
	const fault = describeSignatureFault(evidence, signingKeys);
	return [
		...edited,
		...wrongName,
		...(fault === undefined ? [] : [createSignatureProblem(example, fault)]),
		...checkEvidenceAgreement(example, evidence, now),
		...checkMeasuredClaims(example, evidence),
	];
}

/** Problems that a new recording settles; `npm run dev` shows a badge for these instead. */
export function isAboutFreshness({ code }: Problem): boolean {
	return code === 'evidence-missing' || code === 'evidence-stale';
}

function checkMeasuredClaims(example: LoadedExample, evidence: Evidence): Problem[] {
	const claims = example.manifest.run.claims.flatMap((claim, index) => {
		const before = evidence.before.measurements[claim.measure];
		const after = evidence.after.measurements[claim.measure];
		if (before === undefined || after === undefined)
			return [createUnmeasuredClaimProblem(example, claim, index)];
		const verdict = evaluateClaim(claim, before, after);
		if (!verdict.holds) return [createRefutedClaimProblem(example, claim, index, verdict.explanation)];
		const recorded = evidence.claims.find(({ id }) => id === claim.id);
		const isSame = recorded?.before === before.value && recorded.after === after.value;
		return isSame ? [] : [createUnrecordedClaimProblem(example, claim, index)];
	});
	const claimIds = new Set(example.manifest.run.claims.map(({ id }) => id));
	const strangers = evidence.claims.filter(({ id }) => !claimIds.has(id));
	return [...claims, ...strangers.map(({ id }) => createUnknownClaimProblem(example, id))];
}

/**
 * Where no file has changed, only what the manifest claims: a new claim that the recorded values contradict is wrong
 * before anything is run again.
 */
function checkClaimsAgainstRecord(example: LoadedExample, evidence: Evidence): Problem[] {
	if (listChangedFiles(example, evidence).length > 0) return [];
	return example.manifest.run.claims.flatMap((claim, index) => {
		const before = evidence.before.measurements[claim.measure];
		const after = evidence.after.measurements[claim.measure];
		if (before === undefined || after === undefined) return [];
		const { holds, explanation } = evaluateClaim(claim, before, after);
		return holds
			? []
			: [createContradictedClaimProblem(example, claim, index, { before, after, explanation })];
	});
}

function recordCommand({ id }: LoadedExample): string {
	return `\`npm run --silent drydock -- verify ${id} --record\``;
}

function createMissingEvidenceProblem(example: LoadedExample): Problem {
	return createPathProblem(example.path, {
		code: 'evidence-missing',
		detail: 'This example has no `evidence.json`: nothing has proven its claims yet.',
		fix: `Run ${recordCommand(example)}. It needs a Docker Engine.`,
	});
}

function createStaleEvidenceProblem(example: LoadedExample, evidence: Evidence): Problem {
	return createPathProblem(`${example.path}/evidence.json`, {
		code: 'evidence-stale',
		detail: `The evidence was recorded on ${evidence.recorded.slice(0, 10)} from other inputs than these.`,
		below: describeInputChanges(example, evidence).join('\n'),
		fix: `Run ${recordCommand(example)}, or take the changes back.`,
	});
}

/** The files that differ; where none does, it is a mode or the manifest. */
function describeInputChanges(example: LoadedExample, evidence: Evidence): string[] {
	const lines = listChangedFiles(example, evidence);
	return lines.length > 0 ? lines : ['changed  `run` in example.yaml, or the mode of a file'];
}

function listChangedFiles({ manifest, sides }: LoadedExample, { inputs }: Evidence): string[] {
	const now = buildEvidenceInputs(manifest.run, sides).files;
	const paths = [...new Set([...Object.keys(inputs.files), ...Object.keys(now)])].sort();
	return paths.flatMap((path) => {
		if (inputs.files[path] === now[path]) return [];
		const shown = escapeControlCharacters(path);
		if (now[path] === undefined) return [`removed  ${shown}`];
		return [inputs.files[path] === undefined ? `added    ${shown}` : `changed  ${shown}`];
	});
}

function createBrokenSealProblem(example: LoadedExample): Problem {
	return createPathProblem(`${example.path}/evidence.json`, {
		code: 'evidence-edited',
		detail: 'The evidence is not as the engine wrote it: its seal does not fit what it says.',
		fix: `Take the edit back, or run ${recordCommand(example)}. Only the engine writes this file.`,
	});
}

function createSignatureProblem(example: LoadedExample, detail: string): Problem {
	return createPathProblem(`${example.path}/evidence.json`, {
		code: 'evidence-signature-wrong',
		detail,
		fix: `Set DRYDOCK_SIGNING_KEY to the private key of one in the content, and run ${recordCommand(example)}.`,
	});
}

function createForeignEvidenceProblem(example: LoadedExample, evidence: Evidence): Problem {
	return createPathProblem(`${example.path}/evidence.json`, {
		code: 'evidence-of-another',
		detail: `The evidence is that of \`${evidence.example}\`, but this example is \`${example.id}\`.`,
		fix: `Run ${recordCommand(example)}.`,
	});
}

function createUnmeasuredClaimProblem(example: LoadedExample, claim: Claim, index: number): Problem {
	return createSpanProblem(example.manifestSource, locateClaim(example, index, 'measure'), {
		code: 'claim-not-measured',
		detail: `The claim \`${claim.id}\` is about \`${claim.measure}\`, which the evidence does not have for both sides.`,
		fix: `Name a measure that the experiments give, or run ${recordCommand(example)}.`,
	});
}

function createRefutedClaimProblem(
	example: LoadedExample,
	claim: Claim,
	index: number,
	explanation: string,
): Problem {
	return createSpanProblem(example.manifestSource, locateClaim(example, index, 'id'), {
		code: 'claim-refuted',
		detail: `The claim \`${claim.id}\` does not hold: “${claim.says}”`,
		below: `\nevidence  ${explanation}`,
		fix: `Correct the claim or the example, then run ${recordCommand(example)}.`,
	});
}

interface Recorded {
	readonly before: Measurement;
	readonly after: Measurement;
	readonly explanation: string;
}

function createContradictedClaimProblem(
	example: LoadedExample,
	claim: Claim,
	index: number,
	{ before, after, explanation }: Recorded,
): Problem {
	const isBeforeWrong = claim.before !== undefined && before.value !== claim.before;
	const [side, asked, recorded] = isBeforeWrong
		? (['before', claim.before, before.value] as const)
		: (['after', claim.after, after.value] as const);
	const kind = classifyClaim(claim);
	const isValue = kind === 'both-values' || kind === 'value-after';
	return createSpanProblem(example.manifestSource, locateClaim(example, index, side), {
		code: 'claim-refuted',
		detail:
			`The claim \`${claim.id}\` says \`${side}: ${String(asked)}\`; recorded: ${isValue ? String(recorded) : explanation}`.replace(
				/\.?$/,
				'.',
			),
		fix: `Correct the claim, or change the example so that it holds and run ${recordCommand(example)}.`,
	});
}

function createUnrecordedClaimProblem(example: LoadedExample, claim: Claim, index: number): Problem {
	return createSpanProblem(example.manifestSource, locateClaim(example, index, 'id'), {
		code: 'claim-not-recorded',
		detail: `The evidence has no result for the claim \`${claim.id}\` that fits its own measurements.`,
		fix: `Run ${recordCommand(example)}.`,
	});
}

function createUnknownClaimProblem(example: LoadedExample, id: string): Problem {
	return createPathProblem(`${example.path}/evidence.json`, {
		code: 'claim-unknown',
		detail: `The evidence has a result for \`${id}\`, but example.yaml makes no such claim.`,
		fix: `Run ${recordCommand(example)}.`,
	});
}

function locateClaim({ manifestYaml }: LoadedExample, index: number, field: string) {
	return manifestYaml.spanOf(['run', 'claims', index, field]);
}
