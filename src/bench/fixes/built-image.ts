import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readArchive } from './read-archive.ts';
import { readLayers } from './read-layers.ts';
import { runDocker } from './run-docker.ts';

/** What a Dockerfile became. */
export interface BuiltImage {
	/** What a container starts with: user, command, variables, labels, ports. */
	readonly config: Readonly<Record<string, unknown>>;
	/** Every path of the file tree, with kind, mode, owner and content; without times, which no two builds share. */
	readonly tree: ReadonlyMap<string, string>;
	/** The paths of each layer, the lowest first, what takes a path away among them; read where asked for. */
	readonly layers: readonly ReadonlySet<string>[];
	/** What `docker history` says of every layer; read where asked for. */
	readonly history: string;
	/** What its container prints; started where asked for. */
	readonly output: string;
}

/** What is read of an image beside its settings. */
export type Reading = 'tree' | 'layers' | 'history' | 'output';

export interface ImageSource {
	readonly text: string;
	readonly context: string;
	readonly target?: string;
	readonly args?: ReadonlyMap<string, string>;
	/** The file tree unless told. */
	readonly reads?: readonly Reading[];
}

/** Builds a Dockerfile, reads what came of it, and removes it. The words of the engine where it refuses. */
export async function buildAndReadImage({
	text,
	context,
	target,
	args = new Map(),
	reads = ['tree'],
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
	const isRead = (what: Reading) => reads.includes(what);
	try {
		return {
			config: JSON.parse(inspected.output),
			tree: isRead('tree') ? await readTree(image) : new Map(),
			layers: isRead('layers') ? await readLayers(image) : [],
			history: isRead('history') ? (await runDocker(['history', '--no-trunc', image])).output : '',
			output: isRead('output') ? (await runDocker(['run', '--rm', image])).output : '',
		};
	} finally {
		await runDocker(['image', 'rm', image]);
	}
}

async function readTree(image: string): Promise<ReadonlyMap<string, string>> {
	// A name for the command: an image without one makes no container.
	const created = await runDocker(['create', image, '/none']);
	const container = created.output.trim();
	try {
		return await readExport(container);
	} finally {
		await runDocker(['rm', container]);
	}
}

async function readExport(container: string): Promise<ReadonlyMap<string, string>> {
	const tree = new Map<string, string>();
	const { stdout } = spawn('docker', ['export', container], { stdio: ['ignore', 'pipe', 'ignore'] });
	for await (const { header, content } of readArchive(stdout)) {
		const { name, type, mode = 0, uid = 0, gid = 0, linkname = '' } = header;
		const hash = createHash('sha1').update(content).digest('hex');
		tree.set(name, [type, mode.toString(8), uid, gid, linkname, hash].join(' '));
	}
	return tree;
}
