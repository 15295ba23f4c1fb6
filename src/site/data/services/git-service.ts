import type { Example, ExampleFile } from '#examples/example.ts';
import { SIDES } from '#examples/manifest.ts';
import {
	GIT_PACKAGES,
	GIT_SERVER_LINES,
	gitServerSettings,
	makeRepositoryScript,
	PUBLIC_GIT_SERVER,
} from '#examples/services/git-server.ts';
import { formatHealthCheck, makePackedFile, type PackedService } from './packed-service.ts';

export function packGitServer(given: unknown, example: Example): PackedService {
	const settings = gitServerSettings.parse(given);
	const { host, key, hostKey } = settings;
	const authorized = key === undefined ? undefined : findFile(example, key);
	const dockerfile = [
		'FROM debian:bookworm-slim',
		`RUN apt-get update && apt-get install -y --no-install-recommends ${GIT_PACKAGES.join(' ')} && rm -rf /var/lib/apt/lists/*`,
		...GIT_SERVER_LINES,
		'COPY repository /srv/work',
		...(authorized ? ['COPY authorized_keys /srv/git/.ssh/authorized_keys'] : []),
		...(hostKey
			? ['RUN rm /etc/ssh/ssh_host_*', 'COPY --chmod=600 host_key /etc/ssh/ssh_host_ed25519_key']
			: []),
		'COPY make-repository.sh /opt/',
		'RUN sh -eu /opt/make-repository.sh',
		...(key === undefined ? [`CMD ${JSON.stringify(PUBLIC_GIT_SERVER)}`] : []),
		'',
	];
	const port = key === undefined ? 9418 : 22;
	return {
		name: 'git',
		says: 'a git server',
		host,
		compose: [
			'build: ./git',
			'stop_grace_period: 1s',
			...formatHealthCheck(['CMD', 'bash', '-c', `</dev/tcp/127.0.0.1/${port}`]),
		],
		files: [
			makePackedFile('git/Dockerfile', dockerfile.join('\n')),
			makePackedFile(
				'git/make-repository.sh',
				makeRepositoryScript(`/srv/git/${settings.repository}.git`, settings).trimStart(),
			),
			...listRepositoryFiles(settings, example).map(({ path, mode, bytes }) => ({
				path: `git/repository/${path}`,
				mode,
				bytes,
			})),
			...(authorized ? [makePackedFile('git/authorized_keys', authorized.bytes)] : []),
			...(hostKey ? [makePackedFile('git/host_key', hostKey)] : []),
		],
	};
}

function listRepositoryFiles(
	{
		files,
		contents = {},
	}: {
		readonly files?: string | undefined;
		readonly contents?: Readonly<Record<string, string>> | undefined;
	},
	{ sides }: Example,
): readonly ExampleFile[] {
	const side = SIDES.find((one) => one === files);
	if (side !== undefined) return sides[side].files;
	return Object.entries(contents).map(([path, text]) => makePackedFile(path, text));
}

/** A file of an example, by its path in the example's folder: `before/deploy_key.pub`. */
export function findFile({ sides }: Example, path: string): ExampleFile | undefined {
	return SIDES.flatMap((side) =>
		sides[side].files.map((file) => ({ file, at: `${side}/${file.path}` })),
	).find(({ at }) => at === path)?.file;
}
