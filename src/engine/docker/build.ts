import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Build, BuildRequest } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { BuildLog } from './build-log.ts';
import { createMissingEngineFailure, type DockerCommand, getLastLine } from './command.ts';

export interface DockerSurroundings {
	readonly docker: DockerCommand;
	readonly temporaryFolder: string;
	/** Passed through to Buildx. */
	readonly builder?: string;
}

/** Builds an image under the given name. A step that fails is an `EngineFailure` with its last lines. */
export async function buildImage(
	image: string,
	request: BuildRequest,
	{ docker, temporaryFolder, builder }: DockerSurroundings,
): Promise<Build> {
	const folder = await mkdtemp(join(temporaryFolder, 'build-'));
	const metadata = join(folder, 'metadata.json');
	const log = new BuildLog(request.onStep);
	try {
		const secrets = await writeSecrets(folder, request.secrets ?? {});
		const result = await docker(
			['buildx', 'build', '--progress=rawjson', '--load', `--metadata-file=${metadata}`, `--tag=${image}`]
				.concat(builder === undefined ? [] : [`--builder=${builder}`])
				.concat(listBuildFlags(request), secrets, [request.context]),
			{
				mayFail: true,
				onLine: (line, stream) => stream === 'stderr' && log.add(line),
				env: { BUILDX_METADATA_PROVENANCE: 'max' },
			},
		);
		if (result.exitCode !== 0) {
			await throwIfGone(docker);
			throw createBuildFailure(request, log);
		}
		return { image, steps: log.steps(), seconds: result.seconds, provenance: await readProvenance(metadata) };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function listBuildFlags(request: BuildRequest): string[] {
	const {
		dockerfile,
		args = {},
		ssh,
		target,
		hosts = {},
		isCold = false,
		cacheMounts,
		labels = {},
		bases = {},
		context,
	} = request;
	return [
		...(dockerfile === undefined ? [] : [`--file=${join(context, dockerfile)}`]),
		...(isCold ? ['--no-cache'] : []),
		...(target === undefined ? [] : [`--target=${target}`]),
		...(ssh === undefined ? [] : [`--ssh=default=${ssh}`]),
		...Object.entries(args).map(([name, value]) => `--build-arg=${name}=${value}`),
		...(cacheMounts === undefined ? [] : [`--build-arg=BUILDKIT_CACHE_MOUNT_NS=${cacheMounts}`]),
		...Object.entries(bases).map(([name, image]) => `--build-context=${name}=docker-image://${image}`),
		...Object.entries(hosts).map(([name, address]) => `--add-host=${name}:${address}`),
		...Object.entries(labels).map(([name, value]) => `--label=${name}=${value}`),
	];
}

async function writeSecrets(folder: string, secrets: Readonly<Record<string, string>>): Promise<string[]> {
	return Promise.all(
		Object.entries(secrets).map(async ([id, value]) => {
			const file = join(folder, `secret-${id}`);
			await writeFile(file, value, { mode: 0o600 });
			return `--secret=id=${id},src=${file}`;
		}),
	);
}

/** A daemon that dies ends the build with words about its transport; only asking tells it from a failed step. */
async function throwIfGone(docker: DockerCommand): Promise<void> {
	const { exitCode, stderr } = await docker(['version', '--format', '{{.Server.Version}}'], {
		mayFail: true,
		timeoutSeconds: 10,
	});
	if (exitCode !== 0) throw createMissingEngineFailure(getLastLine(stderr));
}

function createBuildFailure({ name }: BuildRequest, log: BuildLog): EngineFailure {
	const { step, lines } = log.failure();
	return new EngineFailure(
		'build-failed',
		step === undefined ? `The build of ${name} failed.` : `The build of ${name} failed at: ${step}`,
		'Mend the step; the lines above are the last it printed.',
		lines.join('\n'),
	);
}

async function readProvenance(metadataFile: string): Promise<string> {
	const metadata = JSON.parse(await readFile(metadataFile, 'utf8').catch(() => '{}'));
	const provenance = metadata['buildx.build.provenance'];
	return provenance === undefined ? '' : JSON.stringify(provenance);
}
