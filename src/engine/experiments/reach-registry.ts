import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { quoteWord } from '#core/shell/quote-word.ts';
import type { Session } from '#examples/evidence/evidence.ts';
import { innerPath } from '#examples/inner-path.ts';
import type { Container } from '../engine.ts';
import { CERTIFICATES, makeCertificates } from '../procedures/certificates.ts';
import { stripProgress } from '../procedures/push.ts';
import type { ProcessResult } from '../process.ts';
import { SECOND_ENGINE_BASE, type SecondEngine, startSecondEngine } from '../second-engine.ts';
import { connectRegistry, type ImageRegistry } from '../services/image-registry.ts';
import { resolveInside } from '../workspace.ts';
import { defineExperiment, type SideRun, type Tools } from './experiment.ts';

const settings = z.strictObject({
	host: z.string().describe('The name of the registry, without a port: `registry.tides.example`.'),
	certificates: innerPath
		.optional()
		.describe(
			'A script of the side that writes `ca.crt`, `registry.crt` and `registry.key` where it is called.',
		),
	daemon: innerPath.optional().describe('A `daemon.json` of the side, which the engine is then given.'),
});

type ReachRegistrySettings = z.infer<typeof settings>;

/** Pushes over a network from an engine as it comes, sets that engine up as the side asks, and pushes again. */
export const reachRegistry = defineExperiment({
	name: 'reach-registry',
	summary:
		'Starts the side’s registry on a network of its own and pushes to it, before and after the engine is set up.',
	bases: [SECOND_ENGINE_BASE],
	exceeds: ['privileged'],
	settings,
	measures: {
		'refused-by-default': {
			unit: 'boolean',
			says: 'Whether an engine with no configuration of its own refuses to push to the registry.',
		},
		'default-says': { unit: 'text', says: 'What the engine without configuration says to the push.' },
		'push-works': {
			unit: 'boolean',
			says: 'Whether the push is accepted once the engine is set up as the side asks.',
		},
		'listed-as-insecure': {
			unit: 'count',
			says: 'The registries beyond this machine that the engine, once set up, accepts without verified TLS.',
		},
		'answers-plain-http': {
			unit: 'boolean',
			says: 'Whether the registry serves its API over plain HTTP, which anyone on the way can read and change.',
		},
		engine: { unit: 'text', says: 'The version of the engine that pushes.' },
		'this-engine-says': {
			unit: 'text',
			says: 'What the engine that builds the examples says to a push, by the address that the registry has on its network.',
		},
	},
	async run(side, given, tools) {
		const { engine, step } = tools;
		const { image } = await tools.image();
		const network = await engine.createNetwork('registry');
		const certificates = await engine.createVolume('certificates');
		const mounts = [`${certificates}:${CERTIFICATES}`];
		step('starting a second engine');
		const host = await startSecondEngine(engine, { network, mounts });
		if (given.certificates !== undefined) await makeCertificates(given.certificates, side, host, tools);
		const container = await engine.start({
			image,
			name: 'registry',
			network,
			aliases: [given.host],
			publish: [5000],
			mounts,
			env: { OTEL_TRACES_EXPORTER: 'none' },
		});
		const registry = await connectRegistry(engine, container, `${given.host}:5000`);
		await registry.ready();

		const name = `${given.host}:5000/tides:1`;
		await importImage(name, host, tools);
		step('pushing with nothing set up');
		const refused = await host.docker(['push', name]);
		const elsewhere = await pushFromHere(image, registry, container, network, tools);
		step('setting the engine up');
		await setUp(given, side, host, tools);
		const accepted = await host.docker(['push', name]);
		return {
			measurements: {
				'refused-by-default': { value: refused.exitCode !== 0 },
				'default-says': { value: getLastLine(refused) },
				'push-works': { value: accepted.exitCode === 0, details: [getLastLine(accepted)] },
				'listed-as-insecure': { value: (await listInsecureRegistries(host)).length },
				'answers-plain-http': { value: await registry.answersPlainHttp() },
				engine: { value: (await host.docker(['version', '--format', '{{.Server.Version}}'])).stdout.trim() },
				'this-engine-says': { value: registry.inItsOwnWords(getLastLine(elsewhere)) },
			},
			sessions: [createSession('nothing-set-up', name, refused), createSession('set-up', name, accepted)],
		};
	},
});

/** A small image that this host alone has. */
async function importImage(name: string, { container }: SecondEngine, { engine }: Tools): Promise<void> {
	await engine.exec(container, ['sh', '-c', `tar -C /etc -c hostname | docker import - ${quoteWord(name)}`]);
}

/** By its address: names of a run's network mean nothing to the engine that made it. */
async function pushFromHere(
	image: string,
	registry: ImageRegistry,
	container: Container,
	network: string,
	{ engine }: Tools,
): Promise<ProcessResult> {
	const address = (await engine.inspect(container)).addresses[network] ?? '';
	const name = registry.nameAt(`${address}:5000`, 'tides', '1');
	await engine.tagImage(image, name);
	const result = await engine.push(name);
	await engine.removeImage(name);
	return result;
}

async function setUp(
	{ host: name, daemon, certificates }: ReachRegistrySettings,
	{ folder }: SideRun,
	host: SecondEngine,
	{ engine }: Tools,
): Promise<void> {
	if (certificates !== undefined) {
		const trusted = `/etc/docker/certs.d/${name}:5000`;
		await engine.exec(host.container, ['mkdir', '-p', trusted]);
		await engine.exec(host.container, ['cp', `${CERTIFICATES}/ca.crt`, trusted]);
	}
	if (daemon === undefined) return;
	await engine.copyInto(host.container, resolveInside(folder, daemon), '/etc/docker/daemon.json');
	// The daemon reads its list again on this signal.
	await engine.exec(host.container, ['sh', '-c', 'kill -HUP 1']);
	for (let attempt = 0; attempt < 50 && (await listInsecureRegistries(host)).length === 0; attempt++)
		await pause(100);
}

/** Those that an engine accepts without verified TLS, itself left out. */
async function listInsecureRegistries({ docker }: SecondEngine): Promise<string[]> {
	const { stdout } = await docker(['info', '--format', '{{json .RegistryConfig}}']);
	return parseInsecureRegistries(stdout);
}

/** From what `docker info` says of registries. */
export function parseInsecureRegistries(registryConfig: string): string[] {
	const { IndexConfigs = {}, InsecureRegistryCIDRs = [] } = JSON.parse(registryConfig) as {
		IndexConfigs?: Record<string, { Secure: boolean }>;
		InsecureRegistryCIDRs?: string[];
	};
	const named = Object.entries(IndexConfigs).filter(([, { Secure }]) => !Secure);
	const ranges = InsecureRegistryCIDRs.filter((range) => !/^(127\.|::1\/128$)/.test(range));
	return [...named.map(([name]) => name), ...ranges];
}

function getLastLine({ stdout, stderr }: ProcessResult): string {
	return `${stdout}${stderr}`.trim().split('\n').at(-1) ?? '';
}

function createSession(id: string, name: string, { stdout, stderr, exitCode }: ProcessResult): Session {
	return { id, command: `docker push ${name}`, output: stripProgress(stdout + stderr), exitCode };
}
