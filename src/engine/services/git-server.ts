import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Container, Engine } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { defineService } from './service.ts';

export interface GitServer {
	/** Writes files into the repository as one new commit on `main`; answers its full id. */
	commit(files: Readonly<Record<string, string>>, message: string): Promise<string>;
	/** A file as it is on `main`. `undefined` where there is none. */
	read(path: string): Promise<string | undefined>;
}

const settings = z.strictObject({
	host: z.string().describe('The name that clones use: `git@<host>:<repository>.git`.'),
	repository: z.string().describe('The name of the one repository it serves.'),
	files: z
		.string()
		.describe('The folder whose files are the first commit, relative to the example: `after`.'),
	without: z.array(z.string()).default([]).describe('Files of that folder that stay out of the repository.'),
	key: z.string().describe('The public key that may read, relative to the example.'),
});

/** A real SSH server with one real repository, that only the given key can read. */
export const gitServer = defineService({
	name: 'git-server',
	summary: 'A private git repository behind SSH, readable with one deploy key.',
	settings,
	async start({ host, repository, files, without, key }, { engine, folder, toolImage }) {
		const image = await toolImage({
			name: 'git-server',
			base: 'debian:bookworm-slim',
			packages: ['git', 'openssh-server'],
			lines: [
				"RUN useradd --home-dir /srv/git --create-home --shell /usr/bin/git-shell --password '*' git && mkdir -p /run/sshd",
				'CMD ["/usr/sbin/sshd", "-D", "-e", "-o", "PasswordAuthentication=no"]',
			],
		});
		const container = await engine.start({ image, name: 'git-server' });
		const repositoryFolder = `/srv/git/${repository}.git`;
		await engine.copyInto(container, `${join(folder, files)}/.`, '/srv/work');
		const authorized = await readFile(join(folder, key), 'utf8');
		await shell(engine, container, 'cat > /srv/git/key.pub', authorized);
		await shell(engine, container, setUpScript(repositoryFolder, without));
		const address = (await engine.inspect(container)).addresses['bridge'] ?? '';
		return { hosts: { [host]: address }, handle: handleOf(engine, container) };
	},
});

/** Fixed names and dates, so that the same files give the same commit. */
function setUpScript(repository: string, without: readonly string[]): string {
	return `
mkdir -p /srv/git/.ssh && mv /srv/git/key.pub /srv/git/.ssh/authorized_keys
git config --system user.name 'Tides CI' && git config --system user.email 'ci@tides.example'
git config --system --add safe.directory '*' && git config --system init.defaultBranch main
cd /srv/work
rm -rf ${without.map((path) => `'${path}'`).join(' ')}
git init -q && git add -A
GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' GIT_COMMITTER_DATE='2026-01-01T00:00:00Z' git commit -q -m 'Tides'
git clone -q --bare /srv/work '${repository}' && git remote add origin '${repository}'
chown -R git:git /srv/git && chmod 700 /srv/git/.ssh && chmod 600 /srv/git/.ssh/authorized_keys`;
}

function handleOf(engine: Engine, container: Container): GitServer {
	return {
		async commit(files, message) {
			for (const [path, text] of Object.entries(files)) {
				await shell(
					engine,
					container,
					`mkdir -p "$(dirname '/srv/work/${path}')" && cat > '/srv/work/${path}'`,
					text,
				);
			}
			const script = `cd /srv/work && git add -A
GIT_AUTHOR_DATE='2026-01-02T00:00:00Z' GIT_COMMITTER_DATE='2026-01-02T00:00:00Z' git commit -q -m '${message}'
git push -q origin main && chown -R git:git /srv/git && git rev-parse HEAD`;
			return (await shell(engine, container, script)).trim();
		},
		async read(path) {
			const result = await engine.exec(container, ['git', '-C', '/srv/work', 'show', `main:${path}`]);
			return result.exitCode === 0 ? result.stdout : undefined;
		},
	};
}

async function shell(engine: Engine, container: Container, script: string, input?: string): Promise<string> {
	const result = await engine.exec(container, ['sh', '-euc', script], input);
	if (result.exitCode === 0) return result.stdout;
	throw new EngineFailure(
		'service-failed',
		'The git server could not be set up.',
		'Check `run.setup.git-server` in the manifest; below is what it said.',
		result.stderr.trim(),
	);
}
