import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { quoteWord } from '#core/shell/quote-word.ts';
import type { Example } from '#examples/example.ts';
import type { Side } from '#examples/manifest.ts';
import { getComposeFile } from '../compose/compose-file.ts';
import { buildOverlay } from '../compose/overlay.ts';
import { createLimitGuard } from '../compose/project-limits.ts';
import { RUN_LABEL } from '../docker/clean-up.ts';
import { EngineFailure } from '../failure.ts';
import { listDeclaredLimits } from '../limits.ts';
import { fetchAnswer, type ShowOptions } from './shown.ts';

/** What the side's services must reach, and what stands behind names in `FROM`. */
export interface ShownSurroundings {
	readonly hosts: Readonly<Record<string, string>>;
	readonly bases: Readonly<Record<string, string>>;
}

/** Runs a side's compose file in front of the reader, as `showSide` does with a Dockerfile. */
export async function showComposeSide(
	example: Example,
	side: Side,
	{ hosts, bases }: ShownSurroundings,
	options: ShowOptions,
): Promise<number> {
	const { engine, say, signal, once } = options;
	const project = `${example.id}-${side}`;
	const file = join(example.sides[side].folder, getComposeFile(example, side));
	const flags = [`--project-name=${project}`, `--file=${relative(process.cwd(), file) || '.'}`];
	const folder = example.sides[side].folder;
	let config: Config = { services: {} };
	const readConfig = async () => {
		config = await readComposeConfig(flags, options);
		return config;
	};
	await createLimitGuard(folder, listDeclaredLimits(example), readConfig)();

	const given = buildOverlay(config, hosts, bases);
	const overlay = join(engine.temporaryFolder(), 'overlay.json');
	await writeFile(overlay, JSON.stringify(addLabels(config, given?.services ?? {}, engine.runId)));
	for (const service of Object.keys(config.services)) engine.ownImage(`${project}-${service}:latest`);

	// What only labels for our clean-up is left out of what is shown; the command works the same without it.
	const displayedFlags = given === undefined ? flags : [...flags, `--file=${overlay}`];
	const runInFront = async (args: readonly string[]): Promise<number> => {
		say(`$ docker compose ${[...displayedFlags, ...args].map(quoteWord).join(' ')}`);
		return engine.inFront(['compose', ...flags, `--file=${overlay}`, ...args]);
	};
	const failed = await runInFront(['up', '--build', '--detach', '--wait']);
	if (failed !== 0) return failed;
	const published = findPublishedPort(config);
	if (published !== undefined) {
		const asked = ['port', published.service, String(published.port)];
		say(`$ docker compose ${[...displayedFlags, ...asked].map(quoteWord).join(' ')}`);
		const address = (await engine.compose(process.cwd(), [...flags, ...asked])).stdout.trim();
		say(address);
		say(`$ curl http://${address}/`);
		say((await fetchAnswer(`http://${address}/`, signal)) ?? '(no answer within 15 s)');
	}
	if (!once) {
		say('# It runs until you press Ctrl-C; then the containers, the network and the images are removed.');
		await runInFront(['logs', '--follow']);
	}
	return 0;
}

interface Config {
	readonly services: Readonly<
		Record<string, { readonly build?: unknown; readonly ports?: readonly { readonly target: number }[] }>
	>;
	readonly networks?: Readonly<Record<string, unknown>>;
	readonly volumes?: Readonly<Record<string, unknown>>;
}

async function readComposeConfig(flags: readonly string[], { engine }: ShowOptions): Promise<Config> {
	const { exitCode, stdout, stderr } = await engine.compose(process.cwd(), [
		...flags,
		'--profile=*',
		'config',
		'--format=json',
	]);
	if (exitCode === 0) return JSON.parse(stdout);
	throw new EngineFailure(
		'compose-failed',
		'Docker Compose cannot read the compose file.',
		'Mend it; the lines above are what Compose said.',
		stderr.trim(),
	);
}

/** Clean-up finds by its label what Compose makes for the reader under a name of theirs. */
function addLabels(
	{ services, networks = {}, volumes = {} }: Config,
	given: Readonly<Record<string, object>>,
	runId: string,
): object {
	const labels = { [RUN_LABEL]: runId };
	const makeLabelEntries = (entries: Readonly<Record<string, unknown>>) =>
		Object.fromEntries(Object.keys(entries).map((name) => [name, { labels }]));
	return {
		services: Object.fromEntries(Object.keys(services).map((name) => [name, { ...given[name], labels }])),
		networks: makeLabelEntries(networks),
		volumes: makeLabelEntries(volumes),
	};
}

function findPublishedPort({ services }: Config): { service: string; port: number } | undefined {
	for (const [service, { ports = [] }] of Object.entries(services)) {
		const [first] = ports;
		if (first !== undefined) return { service, port: first.target };
	}
	return undefined;
}
