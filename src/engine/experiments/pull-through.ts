import { z } from 'zod';
import { innerPath } from '#examples/inner-path.ts';
import type { Container } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { CERTIFICATES, makeCertificates } from '../procedures/certificates.ts';
import { BUILDER_BASE, type SecondEngine, startSecondEngine } from '../second-engine.ts';
import { connectRegistry } from '../services/image-registry.ts';
import { resolveInside } from '../workspace.ts';
import { defineExperiment, type SideRun, type Tools, WITH_PACKAGES } from './experiment.ts';

const settings = z.strictObject({
	hosts: z.int().min(2).default(5).describe('How many hosts pull it, each with no image of its own.'),
	daemon: innerPath.describe('The `daemon.json` of the side, which every host is given.'),
	mirror: z
		.strictObject({
			host: z.string().describe('The name of the mirror, without a port: `mirror.tides.example`.'),
			certificates: innerPath.describe(
				'A script of the side that writes `ca.crt`, and what its mirror needs.',
			),
		})
		.optional()
		.describe('The image of the side is a mirror, and runs on the network of the hosts.'),
});
type PullThroughSettings = z.infer<typeof settings>;

/** What every host pulls. */
const IMAGE = 'node:24-bookworm-slim';

/** Stands for Docker Hub. Every request is logged. */
const UPSTREAM = { host: 'hub.example', port: 5000, base: 'registry:3' } as const;
const UPSTREAM_URL = `http://${UPSTREAM.host}:${UPSTREAM.port}`;
const UPSTREAM_CONFIGURATION = `version: 0.1
log: {level: warn, accesslog: {disabled: false}}
storage: {filesystem: {rootdirectory: /var/lib/registry}}
http: {addr: ":${UPSTREAM.port}"}
`;

/** Pulls one image on host after host, from a registry that stands for Docker Hub, and reads what that one was asked for. */
export const pullThrough = defineExperiment({
	name: 'pull-through',
	summary:
		'Pulls one image on several hosts without images, and counts what their registry outside is asked for.',
	bases: [BUILDER_BASE, IMAGE, UPSTREAM.base],
	exceeds: ['privileged'],
	settings,
	measures: {
		hosts: { unit: 'count', says: 'The hosts that pulled the image, each with no image of its own.' },
		'manifests-fetched': {
			unit: 'count',
			says: 'The manifests that were fetched from the registry outside, which is what Docker Hub counts as pulls.',
		},
		'questions-asked': {
			unit: 'count',
			says: 'How often the registry outside was only asked whether a tag has moved, which Docker Hub does not count.',
		},
		'bytes-fetched': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The bytes of layers and configurations that the registry outside sent.',
		},
		'pulls-while-away': {
			unit: 'boolean',
			says: 'Whether one more host can pull the image while the registry outside is away.',
		},
	},
	async run(side, given, tools) {
		const { engine, step } = tools;
		const network = await engine.createNetwork('hosts');
		const certificates = await engine.createVolume('certificates');
		const upstream = await startUpstream(network, tools);
		const pull = async (isFirst = false) => {
			const host = await startHost(given, side, network, certificates, tools);
			if (given.mirror !== undefined) {
				if (isFirst) await startMirror(given.mirror, side, host, network, certificates, tools);
				await trustAuthority(host, tools);
			}
			const pulled = await host.docker(['pull', IMAGE]);
			await engine.remove(host.container);
			return pulled;
		};
		for (let host = 1; host <= given.hosts; host++) {
			step(`pulling on host ${host} of ${given.hosts}`);
			const { exitCode, stderr } = await pull(host === 1);
			if (exitCode !== 0) throw createPullFailure(stderr);
		}
		const asked = readAccessLog(await engine.logs(upstream));
		step('pulling while the registry outside is away');
		await engine.stop(upstream);
		const { exitCode } = await pull();
		return {
			measurements: {
				hosts: { value: given.hosts },
				'manifests-fetched': { value: asked.manifests },
				'questions-asked': { value: asked.questions },
				'bytes-fetched': { value: asked.bytes },
				'pulls-while-away': { value: exitCode === 0 },
			},
		};
	},
});

async function startUpstream(network: string, { engine, step }: Tools): Promise<Container> {
	step('filling a registry that stands for Docker Hub');
	const container = await engine.start({
		image: UPSTREAM.base,
		name: 'upstream',
		network,
		aliases: [UPSTREAM.host],
		publish: [UPSTREAM.port],
		env: { CONFIGURATION: UPSTREAM_CONFIGURATION, OTEL_TRACES_EXPORTER: 'none' },
		entrypoint: 'sh',
		command: ['-c', 'echo "$CONFIGURATION" >/tmp/config.yml && exec registry serve /tmp/config.yml'],
	});
	const registry = await connectRegistry(engine, container, UPSTREAM.host);
	await registry.ready();
	const name = `${registry.address}/library/${IMAGE}`;
	await engine.tagImage(IMAGE, name);
	const { exitCode, stderr } = await engine.push(name);
	await engine.removeImage(name);
	if (exitCode !== 0) throw createPullFailure(stderr);
	return container;
}

/** Its images lie in containerd's store, the default of a fresh Engine 29. To it Docker Hub is the registry outside. */
async function startHost(
	{ daemon }: PullThroughSettings,
	{ folder }: SideRun,
	network: string,
	certificates: string,
	{ engine }: Tools,
): Promise<SecondEngine> {
	const host = await startSecondEngine(engine, {
		image: BUILDER_BASE,
		network,
		mounts: [`${certificates}:${CERTIFICATES}`],
		daemonFile: resolveInside(folder, daemon),
		configuration: { features: { 'containerd-snapshotter': true } },
	});
	const standsFor = `mkdir -p /etc/docker/certs.d/docker.io && echo 'server = "${UPSTREAM_URL}"' >/etc/docker/certs.d/docker.io/hosts.toml`;
	await engine.exec(host.container, ['sh', '-c', standsFor]);
	return host;
}

/** The side's own mirror, told that Docker Hub is the registry outside. */
async function startMirror(
	mirror: NonNullable<PullThroughSettings['mirror']>,
	side: SideRun,
	host: SecondEngine,
	network: string,
	certificates: string,
	tools: Tools,
): Promise<void> {
	await makeCertificates(mirror.certificates, side, host, tools);
	const container = await tools.engine.start({
		image: (await tools.image()).image,
		name: 'mirror',
		network,
		aliases: [mirror.host],
		publish: [5000],
		mounts: [`${certificates}:${CERTIFICATES}:ro`],
		env: { REGISTRY_PROXY_REMOTEURL: UPSTREAM_URL, OTEL_TRACES_EXPORTER: 'none' },
	});
	await (await connectRegistry(tools.engine, container, mirror.host)).ready();
}

/** Among the authorities of the host's own system: for a mirror the engine does not look into `/etc/docker/certs.d`. */
async function trustAuthority({ container }: SecondEngine, { engine }: Tools): Promise<void> {
	const trusted = '/etc/ssl/certs';
	await engine.exec(container, ['mkdir', '-p', trusted]);
	await engine.exec(container, ['cp', `${CERTIFICATES}/ca.crt`, trusted]);
}

/** What pulls asked for, from the lines that a registry writes for each request: `"GET /v2/… HTTP/1.1" 200 1785`. */
export function readAccessLog(log: string): { manifests: number; questions: number; bytes: number } {
	const asked = { manifests: 0, questions: 0, bytes: 0 };
	for (const [, method, kind, bytes] of log.matchAll(
		/"(GET|HEAD) \/v2\/\S+\/(manifests|blobs)\/\S+ HTTP\/[\d.]+" 200 (\d+)/g,
	)) {
		if (method === 'GET' && kind === 'blobs') asked.bytes += Number(bytes);
		else if (method === 'GET') asked.manifests++;
		else if (kind === 'manifests') asked.questions++;
	}
	return asked;
}

function createPullFailure(output: string): EngineFailure {
	return new EngineFailure(
		'pull-failed',
		`${IMAGE} did not get from the registry that stands for Docker Hub to a host.`,
		'Check the `daemon.json` and the mirror of the side; below is what the engine said.',
		output.trim().split('\n').slice(-8).join('\n'),
	);
}
