import type { Example } from '#examples/example.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { repositoryAddress } from '../../settings.ts';
import { getArchivePath, resolveFullAddress } from '../links/addresses.ts';
import { listPackedServices } from '../services/services.ts';
import { formatBuild, formatBuilds, listBuildFolders, listNeededArguments } from './build.ts';
import { formatFetch, joinLines } from './lines.ts';
import { predictProgramEdit } from './predict-edit.ts';
import { type ServedSide, selectServices } from './served-side.ts';
import { formatServicesStart, formatServicesStop } from './start-services.ts';

/** How a reader runs one side. */
export interface RunGuide {
	readonly side: Side;
	/** What the pages call the side: `first version`. */
	readonly version: string;
	/** Pasted whole: it builds under a name, runs, shows what there is to see, and stops. */
	readonly command: string;
	/** Whether Docker alone will do; else it takes this project. */
	readonly isAlone: boolean;
	/** What the command starts first and removes at its end: `a package server`. */
	readonly services: readonly string[];
	/** An edit that can be made then, and the build after it. */
	readonly edit?: RunEdit | undefined;
}

export interface RunEdit {
	readonly file: string;
	readonly command: string;
	/** What the build after it does, in a sentence or two; plain text with code in backticks. */
	readonly says: string;
}

const VERSIONS: Readonly<Record<Side, string>> = { before: 'first version', after: 'repaired version' };

/** Both sides, in the order in which a lesson shows them. */
export async function listRunGuides(example: Example): Promise<RunGuide[]> {
	const packed = await listPackedServices(example);
	return SIDES.map((side) => {
		const version = VERSIONS[side];
		const served: ServedSide = { example, side, services: selectServices(packed, example.sides[side]) };
		const services = served.services.map(({ says }) => says);
		if (listBuildFolders(served).length > 0) {
			const [command, edit] = [formatImageCommand(served), createEdit(served)];
			return { side, version, isAlone: true, services, command, edit };
		}
		if (example.sides[side].files.some(({ path }) => path === 'compose.yaml'))
			return { side, version, isAlone: true, services, command: formatComposeCommand(served) };
		return { side, version, isAlone: false, services, command: formatProjectCommand(served) };
	});
}

/** Builds a side from its address, with nothing fetched before; nothing for a side that needs more than its archive. */
export async function formatAddressBuild(example: Example, side: Side): Promise<string | undefined> {
	const services = selectServices(await listPackedServices(example), example.sides[side]);
	const served: ServedSide = { example, side, services };
	if (!listBuildFolders(served).includes('') || listNeededArguments(served).length > 0) return undefined;
	return `docker build ${resolveFullAddress(getArchivePath(example.id, side))}`;
}

/** What is no build, such as the settings of an engine, is started and measured by this project. */
function formatProjectCommand({ example }: ServedSide): string {
	const verify = `npm run --silent drydock -- verify ${example.id}`;
	return repositoryAddress === undefined
		? verify
		: joinLines(`git clone ${repositoryAddress} drydock && cd drydock`, verify);
}

/** Compose does not take the address of an archive. */
function formatComposeCommand({ example, side }: ServedSide): string {
	const compose = `docker compose --project-directory ${example.id}-${side}`;
	return joinLines(
		formatFetch(example.id, side),
		`${compose} up --build --detach --wait`,
		`${compose} ps`,
		`${compose} down --volumes`,
	);
}

function formatImageCommand(served: ServedSide): string {
	const { example, side } = served;
	const builds = formatBuilds(served);
	const { image, port } = builds.run;
	const name = `${example.id}-${side}`;
	const shown =
		port === undefined
			? [`docker image ls ${image}`]
			: [
					`docker run -d --rm --name ${name} ${[...builds.run.options, `-p 127.0.0.1:${port}:${port}`].join(' ')} ${image}`,
					`curl -sS --retry 20 --retry-delay 1 --retry-all-errors http://127.0.0.1:${port}${findRequestPath(example)}`,
					`docker stop ${name}`,
				];
	return joinLines(
		...formatServicesStart(served, 'first'),
		formatFetch(example.id, side),
		...builds.commands,
		...shown,
		...formatServicesStop(served),
	);
}

/** What the engine asked when it was measured. */
function findRequestPath({ manifest }: Example): string {
	const given = manifest.run.experiments.find(({ name }) => name === 'request')?.with;
	return typeof given === 'object' && given !== null && 'path' in given ? String(given.path) : '/';
}

/** A new line each time: the cache may hold an edit of the other side, or of yesterday. */
function createEdit(served: ServedSide): RunEdit | undefined {
	const { example, side } = served;
	const predicted = predictProgramEdit(example.sides[side]);
	if (predicted === undefined) return undefined;
	const command = joinLines(
		...formatServicesStart(served, 'again'),
		`echo "// $(date)" >> ${example.id}-${side}/${predicted.file}`,
		formatBuild(served, '', `${example.id}:${side}`),
		...formatServicesStop(served),
	);
	return { ...predicted, command };
}
