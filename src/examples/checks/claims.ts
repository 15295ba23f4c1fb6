import type { Problem } from '#core/problem.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { createSpanProblem, joinNames } from '#workspace/typed/source-text.ts';
import type { LoadedExample } from '../content.ts';
import { classifyClaim, isDifference } from '../evidence/claims.ts';
import type { Claim } from '../manifest.ts';

/** Each claim has a name of its own, is about an experiment that is run, and can be judged. */
export function checkClaims(example: LoadedExample): Problem[] {
	return [
		...checkDuplicateNames(example, 'claims', 'id'),
		...checkDuplicateNames(example, 'experiments', 'name'),
	].concat(
		example.manifest.run.claims.flatMap((claim, index) => [
			...checkClaimExperiment(example, claim, index),
			...checkClaimClarity(example, claim, index),
		]),
	);
}

/** A claim's id is part of an address, an experiment's name of a measure. */
function checkDuplicateNames(
	example: LoadedExample,
	list: 'claims' | 'experiments',
	field: string,
): Problem[] {
	const seen = new Set<string>();
	const { claims, experiments } = example.manifest.run;
	const names = list === 'claims' ? claims.map(({ id }) => id) : experiments.map(({ name }) => name);
	return names.flatMap((name, index) => {
		const isNew = !seen.has(name);
		seen.add(name);
		if (isNew) return [];
		return [
			createSpanProblem(example.manifestSource, example.manifestYaml.spanOf(['run', list, index, field]), {
				code: 'name-twice',
				detail: `Two of the ${list} have the ${field} \`${name}\`.`,
				fix: `Give this one another ${field}.`,
			}),
		];
	});
}

function checkClaimExperiment(example: LoadedExample, { measure }: Claim, index: number): Problem[] {
	const names = example.manifest.run.experiments.map(({ name }) => name);
	const wanted = measure.split('.', 1)[0] ?? '';
	if (names.includes(wanted)) return [];
	const [similar] = listSimilarNames(wanted, names);
	return [
		createSpanProblem(
			example.manifestSource,
			example.manifestYaml.spanOf(['run', 'claims', index, 'measure']),
			{
				code: 'experiment-unknown',
				detail: `\`${measure}\` is a measure of the experiment \`${wanted}\`, which is not run. Experiments: ${joinNames(names, 'and')}.`,
				fix:
					similar === undefined
						? `Add \`- name: ${wanted}\` to \`run.experiments\`, or name a measure of one that is there.`
						: `Did you mean \`${measure.replace(wanted, similar)}\`?`,
			},
		),
	];
}

/** `by` belongs to a comparison, and a comparison takes its before from the measurement. */
function checkClaimClarity(example: LoadedExample, claim: Claim, index: number): Problem[] {
	const kind = classifyClaim({ ...claim, before: undefined });
	const locateField = (field: string) => example.manifestYaml.keySpanOf(['run', 'claims', index, field]);
	if (kind !== 'value-after' && claim.before !== undefined) {
		return [
			createSpanProblem(example.manifestSource, locateField('before'), {
				code: 'claim-unclear',
				detail: `The claim \`${claim.id}\` gives a \`before\`, but \`after: ${claim.after}\` compares with the before that is measured.`,
				fix: 'Remove `before`, or give the exact value of the after.',
			}),
		];
	}
	if (claim.by !== undefined && !isDifference(kind)) {
		return [
			createSpanProblem(example.manifestSource, locateField('by'), {
				code: 'claim-unclear',
				detail: `The claim \`${claim.id}\` says \`by: ${claim.by}\`, which belongs to \`after: smaller\` or \`after: larger\` only.`,
				fix: 'Remove `by`, or write `after: smaller` or `after: larger`.',
			}),
		];
	}
	return [];
}
