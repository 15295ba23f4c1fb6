import type { Problem } from '#core/problem.ts';
import type { LoadedExample } from '#examples/content.ts';
import { SIDES } from '#examples/manifest.ts';
import { createPathProblem } from '#workspace/typed/source-text.ts';
import { makePlan, type Plan } from './plan.ts';

/** What only the engine's own definitions tell: whether the run can be planned, and whether it gives what is recorded. */
export function checkRun(example: LoadedExample): Problem[] {
	const { experiments, problems } = makePlan(example);
	return problems.length > 0 ? [...problems] : checkRecordedMeasures(example, experiments);
}

/** Every value of the evidence is one that an experiment of the example gives, in its unit. */
function checkRecordedMeasures(
	{ evidence, isStale, path, id }: LoadedExample,
	experiments: Plan['experiments'],
): Problem[] {
	if (evidence === undefined || isStale) return [];
	const units = new Map<string, string>(
		experiments.flatMap(({ name, experiment }) =>
			Object.entries(experiment.measures).map(([key, { unit }]) => [`${name}.${key}`, unit] as const),
		),
	);
	const faults = SIDES.flatMap((side) =>
		Object.entries(evidence[side].measurements).flatMap(([name, { unit }]) => {
			const given = units.get(name);
			if (given === unit) return [];
			return [
				given === undefined
					? `${side}: ${name} is nothing that an experiment measures`
					: `${side}: ${name} is in ${unit}, but is measured in ${given}`,
			];
		}),
	);
	if (faults.length === 0) return [];
	return [
		createPathProblem(`${path}/evidence.json`, {
			code: 'evidence-contradicts-itself',
			detail: 'The evidence has values that no experiment of the example gives.',
			below: faults.join('\n'),
			fix: `Run \`npm run --silent drydock -- verify ${id} --record\`. Only the engine writes this file.`,
		}),
	];
}
