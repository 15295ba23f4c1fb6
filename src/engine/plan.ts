import { relative, sep } from 'node:path';
import type { Problem } from '#core/problem.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import type { LoadedExample } from '#examples/content.ts';
import type { Example } from '#examples/example.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { parseWithSchema } from '#workspace/typed/schema-problems.ts';
import { createSpanProblem, joinNames, type Wording } from '#workspace/typed/source-text.ts';
import { EXPERIMENTS } from './experiments/all-experiments.ts';
import type { Experiment } from './experiments/experiment.ts';
import { SERVICES } from './services/all-services.ts';
import type { Service } from './services/service.ts';

/** One experiment of an example, with the settings that each side gives it. */
export interface PlannedExperiment {
	readonly name: string;
	readonly experiment: Experiment;
	readonly settings: Readonly<Record<Side, unknown>>;
}

export interface PlannedService {
	readonly service: Service;
	readonly settings: Readonly<Record<Side, unknown>>;
}

export interface Plan {
	readonly services: readonly PlannedService[];
	readonly experiments: readonly PlannedExperiment[];
	/** What keeps the example from being run, at its place in the manifest. Found without an engine. */
	readonly problems: readonly Problem[];
}

/** What is read of an example to plan its run. */
export type Planned = Pick<LoadedExample, 'manifest' | 'manifestSource' | 'manifestYaml'>;

/** Reads an example's `run`: what is started, what is done, and whether its claims can be settled by that. */
export function makePlan(example: Planned): Plan {
	const problems: Problem[] = [];
	const services = planServices(example, problems);
	const experiments = planExperiments(example, problems);
	problems.push(...checkMeasures(example, experiments));
	return { services, experiments, problems };
}

function planServices(example: Planned, problems: Problem[]): PlannedService[] {
	return Object.entries(example.manifest.run.setup).flatMap(([name, given]): PlannedService[] => {
		const at = ['run', 'setup', name];
		const service = SERVICES.find((candidate) => candidate.name === name);
		if (service === undefined) {
			problems.push(createUnknownProblem(example, at, 'service', name, SERVICES));
			return [];
		}
		const settings = parseSettings(service.settings, given, at, example, problems);
		return settings === undefined ? [] : [{ service, settings }];
	});
}

function planExperiments(example: Planned, problems: Problem[]): PlannedExperiment[] {
	return example.manifest.run.experiments.flatMap((entry, index): PlannedExperiment[] => {
		const at = ['run', 'experiments', index];
		const kind = entry.do ?? entry.name;
		const experiment = EXPERIMENTS.find(({ name }) => name === kind);
		if (experiment === undefined) {
			const field = entry.do === undefined ? 'name' : 'do';
			problems.push(createUnknownProblem(example, [...at, field], 'experiment', kind, EXPERIMENTS));
			return [];
		}
		const settings = parseSettings(experiment.settings, entry.with, [...at, 'with'], example, problems);
		return settings === undefined ? [] : [{ name: entry.name, experiment, settings }];
	});
}

/** Each claim is about something that an experiment of this example measures. */
function checkMeasures(example: Planned, experiments: readonly PlannedExperiment[]): Problem[] {
	const { claims, experiments: entries } = example.manifest.run;
	// Of an experiment that could not be planned nobody knows what it measures.
	if (experiments.length < entries.length) return [];
	const offered = experiments.flatMap(({ name, experiment }) =>
		Object.keys(experiment.measures).map((measure) => `${name}.${measure}`),
	);
	return claims.flatMap(({ id, measure }, index) => {
		if (offered.includes(measure)) return [];
		const [experiment = ''] = measure.split('.', 1);
		const kin = offered.filter((name) => name.startsWith(`${experiment}.`));
		const [similar] = listSimilarNames(measure, offered);
		return [
			placeProblem(example, ['run', 'claims', index, 'measure'], {
				code: 'measure-unknown',
				detail: `The claim \`${id}\` is about \`${measure}\`, which no experiment of this example measures.`,
				fix:
					similar === undefined
						? `Use one of ${joinNames(kin.length > 0 ? kin : offered)}, or add the experiment that measures it.`
						: `Did you mean \`${similar}\`?`,
			}),
		];
	});
}

/** An example's folder as messages show it. */
export function formatExampleFolder({ folder }: Pick<Example, 'folder'>): string {
	return relative(process.cwd(), folder).split(sep).join('/');
}

/** `before:` and `after:` are laid over what both sides share. */
function parseSettings(
	schema: Experiment['settings'],
	given: unknown,
	at: readonly PropertyKey[],
	{ manifestSource, manifestYaml }: Planned,
	problems: Problem[],
): Record<Side, unknown> | undefined {
	const { before = {}, after = {}, ...shared } = (given ?? {}) as Record<string, object>;
	const sideSettings = { before, after };
	const settings: Partial<Record<Side, unknown>> = {};
	for (const side of SIDES) {
		const locate = (path: readonly PropertyKey[]) => [
			...at,
			...(path[0] !== undefined && path[0] in sideSettings[side] ? [side] : []),
			...path,
		];
		const placed = {
			data: { ...shared, ...sideSettings[side] },
			spanOf: (path: readonly PropertyKey[]) => manifestYaml.spanOf(locate(path)),
			keySpanOf: (path: readonly PropertyKey[]) => manifestYaml.keySpanOf(locate(path)),
		};
		const parsed = parseWithSchema(schema, manifestSource, placed, { code: 'settings-wrong' });
		if ('problems' in parsed) {
			problems.push(...parsed.problems);
			return undefined;
		}
		settings[side] = parsed.value;
	}
	return { before: settings.before, after: settings.after };
}

function createUnknownProblem(
	example: Planned,
	at: readonly PropertyKey[],
	what: 'experiment' | 'service',
	name: string,
	alternatives: readonly { readonly name: string; readonly summary: string }[],
): Problem {
	const [similar] = listSimilarNames(
		name,
		alternatives.map((alternative) => alternative.name),
	);
	return placeProblem(example, at, {
		code: `${what}-unknown`,
		detail: `There is no ${what} \`${name}\`.`,
		below:
			similar === undefined
				? `\n${alternatives.map((alternative) => `${alternative.name}  ${alternative.summary}`).join('\n')}`
				: undefined,
		fix:
			similar === undefined
				? 'Use one of the names above, or add it beside the others in src/engine.'
				: `Did you mean \`${similar}\`?`,
	});
}

function placeProblem(
	{ manifestSource, manifestYaml }: Planned,
	at: readonly PropertyKey[],
	wording: Wording,
): Problem {
	// Names of services are keys, and all else that can be wrong is a value.
	const span = at[1] === 'setup' ? manifestYaml.keySpanOf(at) : manifestYaml.spanOf(at);
	return createSpanProblem(manifestSource, span, wording);
}
