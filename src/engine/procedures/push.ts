import type { Session } from '#examples/evidence/evidence.ts';
import type { Tools } from '../experiments/experiment.ts';
import { EngineFailure } from '../failure.ts';
import type { Stored } from '../registry/storage.ts';
import type { ImageRegistry } from '../services/image-registry.ts';

/** What one push did to the registry. */
export interface Pushed {
	/** As the example calls the image: `registry.tides.example:5000/tides:1`. */
	readonly displayName: string;
	readonly digest: string;
	/** What `docker push` printed. */
	readonly output: string;
	/** New bytes, and new blobs: layers, configuration, manifest. */
	readonly bytes: number;
	readonly blobs: number;
	/** All that is in the registry afterwards. */
	readonly stored: Stored;
}

/** Pushes an image with `docker push` and compares what the registry stores with what it stored before it. */
export async function pushImage(
	image: string,
	{ repository, tag }: { readonly repository: string; readonly tag: string },
	registry: ImageRegistry,
	{ engine }: Pick<Tools, 'engine'>,
	before?: Stored,
): Promise<Pushed> {
	const old = before ?? (await registry.stored());
	const name = registry.imageName(repository, tag);
	const displayName = registry.displayName(repository, tag);
	await engine.tagImage(image, name);
	const { exitCode, stdout, stderr } = await engine.push(name);
	if (exitCode !== 0) throw createPushFailure(displayName, stdout + stderr);
	await engine.removeImage(name);
	const stored = await registry.stored();
	return {
		displayName,
		digest: parseDigest(stdout),
		output: stripProgress(registry.inItsOwnWords(stdout)),
		bytes: stored.bytes - old.bytes,
		blobs: stored.blobs - old.blobs,
		stored,
	};
}

/** A push as readers would see it. */
export function pushSession(id: string, { displayName, output }: Pushed): Session {
	return { id, command: `docker push ${displayName}`, output, exitCode: 0 };
}

/** From the last line of `docker push`: `1: digest: sha256:… size: 1234`. Empty where it has none. */
export function parseDigest(output: string): string {
	return /digest: (sha256:[0-9a-f]{64})/.exec(output)?.[1] ?? '';
}

/** What became of each layer is kept; what it went through is left out, and that is said. */
export function stripProgress(output: string): string {
	const lines = output.trim().split('\n');
	const remainingLines = lines.filter(
		(line) =>
			!/: (Preparing|Waiting|Pulling fs layer|Verifying Checksum|Download complete|Retrying in .*)$/.test(
				line,
			),
	);
	const dropped = lines.length - remainingLines.length;
	return (
		dropped === 0
			? remainingLines
			: remainingLines.toSpliced(
					1,
					0,
					`… ${dropped} ${dropped === 1 ? 'line' : 'lines'} of progress left out …`,
				)
	).join('\n');
}

function createPushFailure(name: string, pushOutput: string): EngineFailure {
	return new EngineFailure(
		'push-failed',
		`${name} could not be pushed to the registry of the run.`,
		'Below is what `docker push` said. An engine on another machine does not reach a registry on 127.0.0.1.',
		pushOutput.trim(),
	);
}
