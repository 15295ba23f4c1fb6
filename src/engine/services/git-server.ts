import { readFile } from 'node:fs/promises';
import { omitUndefined } from '#core/omit-undefined.ts';
import {
	GIT_PACKAGES,
	GIT_SERVER_LINES,
	gitServerSettings,
	makeRepositoryScript,
	PUBLIC_GIT_SERVER,
} from '#examples/services/git-server.ts';
import type { ToolImage } from '../bases/tool-image.ts';
import type { Container, Engine } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { resolveInside } from '../workspace.ts';
import { defineService } from './service.ts';

export interface GitServer {
	/** Writes files into the repository as one new commit on `main`; answers its full id. */
	commit(files: Readonly<Record<string, string>>, message: string): Promise<string>;
	/** A file as it is on `main`. `undefined` where there is none. */
	read(path: string): Promise<string | undefined>;
	/** The full id of the last commit of `main`. */
	lastCommit(): Promise<string>;
	/** Points a tag at the last commit of `main`, whatever it pointed at before. */
	moveTag(tag: string): Promise<void>;
}

/** git, and an SSH server that only lets git in. */
export const GIT_IMAGE: ToolImage = {
	name: 'git-server',
	base: 'debian:bookworm-slim',
	packages: GIT_PACKAGES,
	lines: GIT_SERVER_LINES,
};

/** A real git server with one real repository, that only the given key can read, or everybody where there is none. */
export const gitServer = defineService({
	name: 'git-server',
	summary: 'A git repository: private behind SSH with one deploy key, or public.',
	settings: gitServerSettings,
	async start(wanted, { engine, folder, toolImage }) {
		const image = await toolImage(GIT_IMAGE);
		const { host, repository, files, contents = {}, key, hostKey } = wanted;
		const container = await engine.start({
			image,
			name: 'git-server',
			...omitUndefined({ command: key === undefined ? PUBLIC_GIT_SERVER : undefined }),
		});
		await runScript(engine, container, 'mkdir -p /srv/work');
		if (files !== undefined)
			await engine.copyInto(container, `${resolveInside(folder, files)}/.`, '/srv/work');
		for (const [path, text] of Object.entries(contents)) await writeInto(engine, container, path, text);
		if (key !== undefined) {
			const authorized = await readFile(resolveInside(folder, key), 'utf8');
			await runScript(
				engine,
				container,
				'mkdir -p /srv/git/.ssh && cat > /srv/git/.ssh/authorized_keys',
				authorized,
			);
		}
		// The server reads its keys again when it is hung up on.
		if (hostKey !== undefined) {
			const replace =
				'rm /etc/ssh/ssh_host_* && umask 077 && cat > /etc/ssh/ssh_host_ed25519_key && kill -HUP 1';
			await runScript(engine, container, replace, hostKey);
		}
		await runScript(engine, container, makeRepositoryScript(`/srv/git/${repository}.git`, wanted));
		const address = (await engine.inspect(container)).addresses['bridge'] ?? '';
		return { hosts: { [host]: address }, handle: createHandle(engine, container) };
	},
});

function createHandle(engine: Engine, container: Container): GitServer {
	return {
		async commit(files, message) {
			for (const [path, text] of Object.entries(files)) await writeInto(engine, container, path, text);
			const script = `cd /srv/work && git add -A
GIT_AUTHOR_DATE='2026-01-02T00:00:00Z' GIT_COMMITTER_DATE='2026-01-02T00:00:00Z' git commit -q -m '${message}'
git push -q origin main && chown -R git:git /srv/git && git rev-parse HEAD`;
			return (await runScript(engine, container, script)).trim();
		},
		async read(path) {
			const result = await engine.exec(container, ['git', '-C', '/srv/work', 'show', `main:${path}`]);
			return result.exitCode === 0 ? result.stdout : undefined;
		},
		lastCommit: async () => (await runScript(engine, container, 'git -C /srv/work rev-parse main')).trim(),
		async moveTag(tag) {
			const move = `cd /srv/work && git tag --force '${tag}' && git push -q --force origin '${tag}'`;
			await runScript(engine, container, `${move} && chown -R git:git /srv/git`);
		},
	};
}

function writeInto(engine: Engine, container: Container, path: string, text: string): Promise<string> {
	const file = `/srv/work/${path}`;
	return runScript(engine, container, `mkdir -p "$(dirname '${file}')" && cat > '${file}'`, text);
}

async function runScript(
	engine: Engine,
	container: Container,
	script: string,
	input?: string,
): Promise<string> {
	const result = await engine.exec(container, ['sh', '-euc', script], input);
	if (result.exitCode === 0) return result.stdout;
	throw new EngineFailure(
		'service-failed',
		'The git server could not be set up.',
		'Check `run.setup.git-server` in the manifest; below is what it said.',
		result.stderr.trim(),
	);
}
