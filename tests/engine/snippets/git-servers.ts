import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bases } from '#engine/bases/bases.ts';
import { provideToolImage, type ToolImage } from '#engine/bases/tool-image.ts';
import type { Engine } from '#engine/engine.ts';
import { gitServer } from '#engine/services/git-server.ts';
import { loadExample } from '#examples/load-example.ts';
import { APPLICATION } from './project-files.ts';

/** The git servers that snippets reach. */
export interface GitServers {
	/** Where everybody may read `tides.git`, with the release `v1.4.0`. */
	readonly publicAddress: string;
	/** Where `harbour/charts.git` is cloned from over SSH, with a key only. */
	readonly privateAddress: string;
	/** The file of the key that opens it. */
	readonly key: string;
	/** The line by which clients know it. */
	readonly knownHosts: string;
}

/** By this name the private one is known. */
export const GIT_HOST = 'git.example.com';

/** An example that has a git server of its own: its keys are canaries. */
const WITH_KEYS = 'content/examples/ssh-mount';

/** Starts both. The release is always the same commit, which a page names. */
export async function serveGit(engine: Engine, bases: Bases): Promise<GitServers> {
	const { example } = loadExample(WITH_KEYS, WITH_KEYS, 'ssh-mount');
	if (example === undefined) throw new Error(`${WITH_KEYS} cannot be read.`);
	const toolImage = (image: ToolImage) => provideToolImage(image, engine, bases);
	const tools = { engine, example, side: 'after', folder: WITH_KEYS, toolImage } as const;
	const open = { host: 'open', repository: 'tides', tag: 'v1.4.0', without: [] };
	const locked = { host: 'locked', repository: 'harbour/charts', without: [] };
	const { hosts: openHosts } = await gitServer.start(
		{ ...open, contents: { 'src/server.js': APPLICATION } },
		tools,
	);
	const { hosts: lockedHosts } = await gitServer.start(
		{ ...Object(example.manifest.run.setup['git-server']), ...locked },
		tools,
	);
	const knownHosts = readFileSync(join(WITH_KEYS, 'after/known_hosts'), 'utf8');
	return {
		publicAddress: openHosts['open'] ?? '',
		privateAddress: lockedHosts['locked'] ?? '',
		key: join(WITH_KEYS, 'before/deploy_key'),
		knownHosts: knownHosts.replace(/^\S+/, GIT_HOST),
	};
}
