import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { innerPath } from '#examples/inner-path.ts';
import { unpackTar } from '#examples/services/tar.ts';
import type { Container, Engine } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import type { ProcessResult } from '../process.ts';
import { resolveInside } from '../workspace.ts';
import { GIT_IMAGE } from './git-server.ts';
import { defineService } from './service.ts';

export interface Checkout {
	/** Runs git over this folder of an image, as anybody who has the image can. A non-zero exit code is an answer. */
	gitOver(image: string, folder: string, args: readonly string[]): Promise<ProcessResult>;
}

const settings = z.strictObject({
	history: z
		.array(
			z.strictObject({
				message: z.string().describe('What the commit says.'),
				files: z
					.record(innerPath, z.string())
					.describe('Files it has beside those of the side: content by path.'),
			}),
		)
		.min(1)
		.describe(
			'The commits before the last one, oldest first. The last one has the files of the side and no others.',
		),
});

/** Makes the side's context what CI and developers have: a checkout, with its history in `.git`. */
export const checkout = defineService({
	name: 'checkout',
	summary: 'Makes the context a git checkout, with a history of its own in `.git`.',
	settings,
	async start({ history }, { engine, folder, toolImage }) {
		const image = await toolImage(GIT_IMAGE);
		const container = await engine.start({
			image,
			name: 'checkout',
			entrypoint: 'sleep',
			command: ['infinity'],
		});
		const context = join(folder, 'side');
		await engine.copyInto(container, `${context}/.`, '/srv/side');
		await runScript(engine, container, 'mkdir /srv/work && git init -q -b main /srv/work');
		for (const [at, { message, files }] of history.entries()) {
			await placeFiles(engine, container, files);
			await createCommit(engine, container, message, at + 1);
		}
		await placeFiles(engine, container, {});
		await createCommit(engine, container, 'Remove what does not belong here', history.length + 1);
		const packed = await runScript(engine, container, 'tar -C /srv/work -c .git | base64 -w0');
		await unpack(Buffer.from(packed, 'base64'), context);
		await engine.remove(container);
		return {
			hosts: {},
			changesContext: true,
			handle: { gitOver: createGitRunner(engine, image, folder) } satisfies Checkout,
		};
	},
});

/** The side's files, and these beside them. */
async function placeFiles(
	engine: Engine,
	container: Container,
	files: Readonly<Record<string, string>>,
): Promise<void> {
	const clear = 'find /srv/work -mindepth 1 -maxdepth 1 ! -name .git -exec rm -rf {} +';
	await runScript(engine, container, `${clear} && cp -r /srv/side/. /srv/work`);
	for (const [path, text] of Object.entries(files)) {
		await runScript(
			engine,
			container,
			'mkdir -p "$(dirname "$1")" && cat > "$1"',
			[`/srv/work/${path}`],
			text,
		);
	}
}

/** Fixed names and dates, so that the same files give the same commits. */
function createCommit(engine: Engine, container: Container, message: string, day: number): Promise<string> {
	const date = `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`;
	const script = `cd /srv/work && git add -A
export GIT_AUTHOR_DATE="$2" GIT_COMMITTER_DATE="$2"
git -c user.name='Tides CI' -c user.email='ci@tides.example' commit -q -m "$1"`;
	return runScript(engine, container, script, [message, date]);
}

function createGitRunner(engine: Engine, gitImage: string, folder: string): Checkout['gitOver'] {
	return async (image, path, args) => {
		const context = join(folder, 'git-over');
		await mkdir(context, { recursive: true });
		await writeFile(
			join(context, 'Dockerfile'),
			`FROM ${gitImage}\nCOPY --from=${image} ${path} /checkout\n`,
		);
		const built = await engine.build({ name: 'git-over', context });
		return engine.runOnce({
			image: built.image,
			name: 'git-over',
			entrypoint: 'git',
			command: ['-C', '/checkout', ...args],
			network: 'none',
		});
	};
}

async function unpack(archive: Buffer, folder: string): Promise<void> {
	for (const { path, mode, content } of await unpackTar(archive)) {
		const file = resolveInside(folder, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, content);
		await chmod(file, mode);
	}
	// Folders that are empty belong to a repository too: without them git does not know it as one.
	await mkdir(join(folder, '.git/refs/tags'), { recursive: true });
}

async function runScript(
	engine: Engine,
	container: Container,
	script: string,
	args: readonly string[] = [],
	input?: string,
): Promise<string> {
	const result = await engine.exec(container, ['sh', '-euc', script, 'sh', ...args], input);
	if (result.exitCode === 0) return result.stdout;
	throw new EngineFailure(
		'service-failed',
		'The history of the checkout could not be made.',
		'Check `run.setup.checkout` in the manifest; below is what git said.',
		result.stderr.trim(),
	);
}
