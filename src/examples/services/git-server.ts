import { z } from 'zod';
import { innerPath } from '../inner-path.ts';

/** What `run.setup.git-server` holds. */
export const gitServerSettings = z
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

/** What it is made of, on Debian. */
export const GIT_PACKAGES = ['git', 'openssh-server'];

/** An SSH server that only lets git in. */
export const GIT_SERVER_LINES = [
	"RUN useradd --home-dir /srv/git --create-home --shell /usr/bin/git-shell --password '*' git && mkdir -p /run/sshd",
	'CMD ["/usr/sbin/sshd", "-D", "-e", "-o", "PasswordAuthentication=no"]',
];

/** What runs instead of the SSH server, where everybody may read. */
export const PUBLIC_GIT_SERVER = [
	'git',
	'daemon',
	'--export-all',
	'--base-path=/srv/git',
	'--reuseaddr',
	'/srv/git',
];

/** Makes `/srv/work` a repository that is served. Fixed names and dates, so that the same files give the same commit. */
export function makeRepositoryScript(
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
