import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { extract } from 'tar-stream';
import { runDocker } from './run-docker.ts';

/** What a Dockerfile became. */
export interface BuiltImage {
	/** What a container starts with: user, command, variables, labels, ports. */
	readonly config: Readonly<Record<string, unknown>>;
	/** Every path of the file tree, with kind, mode, owner and content; without times, which no two builds share. */
	readonly tree: ReadonlyMap<string, string>;
}

export interface ImageSource {
	readonly text: string;
	readonly context: string;
	readonly target?: string;
	readonly args?: ReadonlyMap<string, string>;
}

/** Builds a Dockerfile, reads what came of it, and removes it. The words of the engine where it refuses. */
export async function buildImage({
	text,
	context,
	target,
	args = new Map(),
}: ImageSource): Promise<BuiltImage | string> {
	const options = [
		...(target === undefined ? [] : ['--target', target]),
		...[...args].flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
	];
	// Under a name of its own: what is built may be the very image that it starts from, which has to stay.
	const image = `drydock-built/${randomBytes(8).toString('hex')}`;
	const call = ['build', '--quiet', '--provenance=false', '--tag', image, ...options, '--file', '-', context];
	const { error } = await runDocker(call, text);
	if (error !== undefined) return error;
	const inspected = await runDocker(['image', 'inspect', '--format', '{{json .Config}}', image]);
	// A name for the command: an image without one makes no container.
	const created = await runDocker(['create', image, '/none']);
	const container = created.output.trim();
	try {
		return { config: JSON.parse(inspected.output), tree: await readTree(container) };
	} finally {
		await runDocker(['rm', container]);
		await runDocker(['image', 'rm', image]);
	}
}

async function readTree(container: string): Promise<ReadonlyMap<string, string>> {
	const tree = new Map<string, string>();
	const { stdout } = spawn('docker', ['export', container], { stdio: ['ignore', 'pipe', 'ignore'] });
	const archive = stdout.pipe(extract());
	for await (const entry of archive) {
		const { name, type, mode = 0, uid = 0, gid = 0, linkname = '' } = entry.header;
		const hash = createHash('sha1');
		// tar-stream's entries are streams of bytes, typed as streams of anything.
		for await (const part of entry as AsyncIterable<Uint8Array>) hash.update(part);
		tree.set(name, [type, mode.toString(8), uid, gid, linkname, hash.digest('hex')].join(' '));
	}
	return tree;
}
