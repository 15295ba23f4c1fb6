import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeadRun } from '../run-identity.ts';
import type { DockerCommand } from './command.ts';

/** The label on every container, network and volume of a run. Compose's own objects carry the run in their project's name. */
export const RUN_LABEL = 'drydock.run';

/** The first part of the names of a run's images. A label would change the image, so images carry the run in their name. */
export const IMAGE_PREFIX = 'drydock-run';

/** The first part of every other name a run gives. */
export const NAME_PREFIX = 'drydock-';

const FOLDER_PREFIX = 'drydock-run-';

/** What a run leaves in the engine, besides images, and how each kind is listed and removed. Users come before what they use. */
const KINDS = [
	{ list: ['ps', '--all'], id: '{{.ID}}', remove: ['rm', '--force', '--volumes'] },
	{ list: ['network', 'ls'], id: '{{.ID}}', remove: ['network', 'rm'] },
	{ list: ['volume', 'ls'], id: '{{.Name}}', remove: ['volume', 'rm'] },
] as const;

interface Owned {
	readonly id: string;
	readonly runId: string;
}

/** The run's own temporary folder. */
export function getRunFolder(runId: string): string {
	return join(tmpdir(), FOLDER_PREFIX + runId);
}

/** Removes what a run made, in an order in which nothing is still in use. Answers what would not go. */
export async function removeRun(
	runId: string,
	docker: DockerCommand,
	ownImages: ReadonlySet<string> = new Set(),
): Promise<string[]> {
	const failed: string[] = [];
	const removeOwned = async (list: () => Promise<Owned[]>, command: readonly string[]) => {
		try {
			const ids = (await list()).filter((owned) => owned.runId === runId).map(({ id }) => id);
			if (ids.length > 0) await docker([...command, ...new Set(ids)]);
		} catch (error) {
			failed.push(error instanceof Error ? error.message : String(error));
		}
	};
	for (const kind of KINDS) await removeOwned(() => listOwnedObjects(kind, docker), kind.remove);
	await removeOwned(
		async () => [...(await listOwnedImages(docker)), ...(await listPresentImages(ownImages, runId, docker))],
		['image', 'rm', '--force'],
	);
	await rm(getRunFolder(runId), { recursive: true, force: true });
	return [...new Set(failed)];
}

/** The ids of runs that left something behind and whose process is gone. */
export async function findDeadRuns(docker: DockerCommand): Promise<string[]> {
	const leftovers = await listOwnedImages(docker);
	for (const kind of KINDS) leftovers.push(...(await listOwnedObjects(kind, docker)));
	const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(FOLDER_PREFIX));
	const runIds = [
		...leftovers.map(({ runId }) => runId),
		...folders.map((name) => name.slice(FOLDER_PREFIX.length)),
	];
	return [...new Set(runIds)].filter(isDeadRun);
}

async function listOwnedObjects(
	{ list, id }: (typeof KINDS)[number],
	docker: DockerCommand,
): Promise<Owned[]> {
	const format = `${id}\t{{.Label "${RUN_LABEL}"}}\t{{.Label "com.docker.compose.project"}}`;
	const rows = await readRows(docker, [...list, '--format', format]);
	// Both count: what an example calls itself must not hide it from the run that started it.
	return rows.flatMap(([name = '', label = '', project = '']) =>
		[label, parseRunId(project) ?? ''].filter((runId) => runId !== '').map((runId) => ({ id: name, runId })),
	);
}

/** By the names we give, and by those that Compose gives what it builds: `<project>-<service>`. */
async function listOwnedImages(docker: DockerCommand): Promise<Owned[]> {
	const rows = await readRows(docker, ['images', '--format', '{{.Repository}}\t{{.Tag}}']);
	return rows.flatMap(([repository = '', tag = '']) => {
		// Before the name there may be the host of a registry that the run had: `127.0.0.1:32768/`.
		const [first, second] = repository.replace(/^[^/]+:\d+\//, '').split('/');
		const runId = first === IMAGE_PREFIX ? second : parseRunId(repository);
		return runId === undefined ? [] : [{ id: `${repository}:${tag}`, runId }];
	});
}

async function listPresentImages(
	names: ReadonlySet<string>,
	runId: string,
	docker: DockerCommand,
): Promise<Owned[]> {
	const rows = await readRows(docker, ['images', '--format', '{{.Repository}}:{{.Tag}}']);
	return rows.flatMap(([id = '']) => (names.has(id) ? [{ id, runId }] : []));
}

function parseRunId(name: string): string | undefined {
	return /^drydock-([0-9a-f]{8}-\d+-\d+-[0-9a-f]{6})-/.exec(name)?.[1];
}

async function readRows(docker: DockerCommand, args: readonly string[]): Promise<string[][]> {
	const { stdout } = await docker(args);
	return stdout
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => line.split('\t'));
}
