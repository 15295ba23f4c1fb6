import { z } from 'zod';
import { serviceName } from '../compose/service-name.ts';
import { defineExperiment } from './experiment.ts';

const settings = z.strictObject({
	service: serviceName.describe('The service whose environment is read.'),
	text: z.string().min(8).describe("A value of another service's environment: a canary."),
});

/** What Docker itself gives every container. */
const OWN = new Set(['PATH', 'HOSTNAME', 'HOME', 'TERM']);

/** Reads what a running service has in its environment that nobody gave it. */
export const environment = defineExperiment({
	name: 'environment',
	summary:
		'What a service of the compose file finds in its environment that neither its image nor the file put there.',
	settings,
	measures: {
		'given-away': {
			unit: 'boolean',
			says: "Whether the environment of this service holds the canary from the other service's environment.",
		},
		variables: {
			unit: 'count',
			says: 'The environment variables that neither the image nor the compose file gives this service.',
		},
	},
	async run(_side, { service, text }, tools) {
		const project = await tools.project();
		tools.step('starting the services');
		await project.up(['--wait']);
		const container = await project.container(service);
		const { stdout, exitCode } = await tools.engine.exec(container, ['env']);
		const givenNames = new Set((await tools.engine.inspect(container)).environment.map(getVariableName));
		await project.down();
		const foreign = replaceProjectName(stdout, project.name)
			.split('\n')
			.filter(
				(line) =>
					line.includes('=') && !givenNames.has(getVariableName(line)) && !OWN.has(getVariableName(line)),
			)
			.sort();
		return {
			measurements: {
				'given-away': {
					value: foreign.some((line) => line.includes(text)),
					details: foreign.filter((line) => line.includes(text)),
				},
				variables: { value: foreign.length, details: foreign.map(getVariableName) },
			},
			sessions: [
				{
					id: 'environment',
					command: `docker compose exec ${service} env`,
					output: sortVariables(replaceProjectName(stdout, project.name)),
					exitCode,
				},
			],
		};
	},
});

function getVariableName(line: string): string {
	return line.split('=', 1)[0] ?? '';
}

/** The project has another name in every run, and links make names of variables of it too. */
function replaceProjectName(output: string, name: string): string {
	return output.replaceAll(name, 'tides').replaceAll(name.toUpperCase().replaceAll('-', '_'), 'TIDES');
}

/** What Docker gives every container comes first. */
function sortVariables(output: string): string {
	const lines = output.trim().split('\n').sort();
	const isOwn = (line: string) => OWN.has(getVariableName(line));
	return [...lines.filter(isOwn), ...lines.filter((line) => !isOwn(line))].join('\n');
}
