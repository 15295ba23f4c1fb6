import { relative, sep } from 'node:path';
import type { Problem } from '#core/problem.ts';
import type { Example } from '#examples/example.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
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
	/** What keeps the example from being run. Found without an engine. */
	readonly problems: readonly Problem[];
}

/** Reads an example's `run`: what is started, what is done, and whether its claims can be settled by that. */
export function makePlan(example: Pick<Example, 'folder' | 'manifest'>): Plan {
	const { run } = example.manifest;
	const path = `${formatExampleFolder(example)}/example.yaml`;
	const problems: Problem[] = [];

	const services = Object.entries(run.setup).flatMap(([name, given]): PlannedService[] => {
		const service = SERVICES.find((candidate) => candidate.name === name);
		if (service === undefined) {
			problems.push(createUnknownProblem(path, 'unknown-service', `run.setup names \`${name}\``, SERVICES));
			return [];
		}
		const settings = parseSettings(service.settings, given, `run.setup.${name}`, path, problems);
		return settings === undefined ? [] : [{ service, settings }];
	});

	const experiments = run.experiments.flatMap((entry): PlannedExperiment[] => {
		const experiment = EXPERIMENTS.find((candidate) => candidate.name === (entry.do ?? entry.name));
		if (experiment === undefined) {
			problems.push(
				createUnknownProblem(
					path,
					'unknown-experiment',
					`run.experiments names \`${entry.do ?? entry.name}\``,
					EXPERIMENTS,
				),
			);
			return [];
		}
		const settings = parseSettings(
			experiment.settings,
			entry.with,
			`run.experiments.${entry.name}.with`,
			path,
			problems,
		);
		return settings === undefined ? [] : [{ name: entry.name, experiment, settings }];
	});

	for (const { id, measure } of run.claims) {
		const offered = experiments.flatMap(({ name, experiment }) =>
			Object.keys(experiment.measures).map((each) => `${name}.${each}`),
		);
		if (experiments.length === run.experiments.length && !offered.includes(measure)) {
			problems.push({
				code: 'unknown-measure',
				path,
				detail: `The claim \`${id}\` is about \`${measure}\`, which no experiment of this example measures.`,
				fix: `Use one of: ${offered.join(', ')}; or add the experiment that measures it.`,
			});
		}
	}
	return { services, experiments, problems };
}

/** An example's folder as messages show it. */
export function formatExampleFolder({ folder }: Pick<Example, 'folder'>): string {
	return relative(process.cwd(), folder).split(sep).join('/');
}

/** `before:` and `after:` are laid over what both sides share. */
function parseSettings(
	schema: Experiment['settings'],
	given: unknown,
	where: string,
	path: string,
	problems: Problem[],
): Record<Side, unknown> | undefined {
	const { before = {}, after = {}, ...shared } = (given ?? {}) as Record<string, object>;
	const sideSettings = { before, after };
	const settings: Partial<Record<Side, unknown>> = {};
	for (const side of SIDES) {
		const parsed = schema.safeParse({ ...shared, ...sideSettings[side] });
		if (parsed.success) settings[side] = parsed.data;
		else {
			const { issues } = parsed.error;
			const detail = issues
				.map((issue) => `${[where, ...issue.path].join('.')}: ${issue.message}`)
				.join('\n');
			problems.push({ code: 'settings-wrong', path, detail, fix: 'Mend the setting named above.' });
			return undefined;
		}
	}
	return { before: settings.before, after: settings.after };
}

function createUnknownProblem(
	path: string,
	code: string,
	what: string,
	alternatives: readonly { readonly name: string; readonly summary: string }[],
): Problem {
	return {
		code,
		path,
		detail: `${what}, which does not exist.`,
		frame: alternatives.map(({ name, summary }) => `${name}  ${summary}`).join('\n'),
		fix: 'Use one of the names above, or add it beside the others in src/engine.',
	};
}
