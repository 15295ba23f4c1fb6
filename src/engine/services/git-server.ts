import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { innerPath } from '#examples/inner-path.ts';
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

const settings = z
	.strictObject({
		host: z
			.string()
			.describe(
				'The name that clones use: `git@<host>:<repository>.git`, or `git://<host>/<repository>.git`.',
			),
		repository: z
			.string()
			.regex(/^[\w.-]+$/)
			.describe('The name of the one repository it serves.'),
		files: innerPath
			.optional()
			.describe('The folder whose files are the first commit, relative to the example: `after`.'),
		contents: z
			.record(innerPath, z.string())
			.optional()
			.describe('The files of the first commit, content by path, where no folder holds them.'),
		without: z.array(innerPath).default([]).describe('Files of that folder that stay out of the repository.'),
		tag: z.string().optional().describe('A tag on the first commit.'),
		key: innerPath
			.optional()
			.describe(
				'The public key that may read over SSH, relative to the example. Without it everybody may read, over `git://`.',
			),
		hostKey: z
			.string()
			.optional()
			.describe(
				'The private key by which clients know the server, so that `known_hosts` can hold the public one.',
			),
	})
	.refine(
		({ files, contents }) => (files === undefined) !== (contents === undefined),
		'give `files` or `contents`',
	);

/** git, and an SSH server that only lets git in. */
export const GIT_IMAGE: ToolImage = {
	name: 'git-server',
	base: 'debian:bookworm-slim',
	packages: ['git', 'openssh-server'],
	lines: [
		"RUN useradd --home-dir /srv/git --create-home --shell /usr/bin/git-shell --password '*' git && mkdir -p /run/sshd",
		'CMD ["/usr/sbin/sshd", "-D", "-e", "-o", "PasswordAuthentication=no"]',
	],
};

/** A real git server with one real repository, that only the given key can read, or everybody where there is none. */
export const gitServer = defineService({
	name: 'git-server',
	summary: 'A git repository: private behind SSH with one deploy key, or public.',
	settings,
	async start(wanted, { engine, folder, toolImage }) {
		const image = await toolImage(GIT_IMAGE);
		const { host, repository, files, contents = {}, key, hostKey } = wanted;
		const container = await engine.start({ image, name: 'git-server', ...(key === undefined ? PUBLIC : {}) });
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
		await runScript(engine, container, setUpScript(`/srv/git/${repository}.git`, wanted));
		const address = (await engine.inspect(container)).addresses['bridge'] ?? '';
		return { hosts: { [host]: address }, handle: createHandle(engine, container) };
	},
});

/** What runs instead of the SSH server. */
const PUBLIC = {
	command: ['git', 'daemon', '--export-all', '--base-path=/srv/git', '--reuseaddr', '/srv/git'],
};

/** Fixed names and dates, so that the same files give the same commit. */
function setUpScript(
	repository: string,
	{ without, tag }: { readonly without: readonly string[]; readonly tag?: string | undefined },
): string {
	return `
git config --system user.name 'Tides CI' && git config --system user.email 'ci@tides.example'
git config --system --add safe.directory '*' && git config --system init.defaultBranch main
cd /srv/work
rm -rf ${without.map((path) => `'${path}'`).join(' ')}
git init -q && git add -A
GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' GIT_COMMITTER_DATE='2026-01-01T00:00:00Z' git commit -q -m 'Tides'
${tag === undefined ? '' : `git tag '${tag}'`}
git clone -q --bare /srv/work '${repository}' && git remote add origin '${repository}'
chown -R git:git /srv/git
if [ -d /srv/git/.ssh ]; then chmod 700 /srv/git/.ssh && chmod 600 /srv/git/.ssh/authorized_keys; fi`;
}

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
