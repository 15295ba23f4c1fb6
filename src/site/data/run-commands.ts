import type { ContextEntry } from '#core/rebuild/model.ts';
import { predictRebuild } from '#core/rebuild/predict-rebuild.ts';
import type { Example, ExampleSide } from '#examples/example.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { repositoryAddress } from '../settings.ts';
import { getArchivePath, resolveFullAddress } from './addresses.ts';

/** How a reader runs one side. */
export interface RunGuide {
	readonly side: Side;
	/** Pasted whole: it builds under a name, runs, shows what there is to see, and stops. */
	readonly command: string;
	/** Whether Docker alone will do; else it takes this project, for the services that the build needs. */
	readonly isAlone: boolean;
	/** An edit that can be made then, and the build after it. */
	readonly edit?: RunEdit | undefined;
}

export interface RunEdit {
	readonly file: string;
	readonly command: string;
	/** What the build after it does, in a sentence or two; plain text with code in backticks. */
	readonly says: string;
}

/** Both sides, in the order in which a lesson shows them. */
export function listRunGuides(example: Example): RunGuide[] {
	return SIDES.map((side) => {
		if (!canBuildAlone(example, side))
			return { side, isAlone: false, command: formatProjectCommand(example.id, side) };
		if (!hasFile(example.sides[side], 'Dockerfile'))
			return { side, isAlone: true, command: formatComposeCommand(example.id, side) };
		const edit = findEdit(example, side);
		const command = formatImageCommand(example, side);
		return { side, isAlone: true, command, edit };
	});
}

/** Builds a side from its address, with nothing fetched before; nothing for a side that cannot be built alone. */
export function formatAddressBuild(example: Example, side: Side): string | undefined {
	if (!canBuildAlone(example, side) || !hasFile(example.sides[side], 'Dockerfile')) return undefined;
	return `docker build ${resolveFullAddress(getArchivePath(example.id, side))}`;
}

/**
 * False where a side is given secrets, arguments or keys, or fetches from a service of the run, so that a build of its
 * archive alone would lack them; and where it is neither one image nor a compose file.
 */
function canBuildAlone({ manifest, sides }: Example, side: Side): boolean {
	const { args, secrets, ssh } = manifest.run.build[side];
	if (Object.keys({ ...args, ...secrets }).length > 0 || ssh !== undefined) return false;
	if (!hasFile(sides[side], 'Dockerfile') && !hasFile(sides[side], 'compose.yaml')) return false;
	const hosts = Object.values(manifest.run.setup).flatMap(listSetupHosts);
	return !sides[side].files.some(({ text }) => hosts.some((host) => text?.includes(host)));
}

function listSetupHosts(settings: unknown): string[] {
	if (typeof settings !== 'object' || settings === null || !('host' in settings)) return [];
	return typeof settings.host === 'string' ? [settings.host] : [];
}

function hasFile({ files }: ExampleSide, name: string): boolean {
	return files.some(({ path }) => path === name);
}

function formatProjectCommand(id: string, side: Side): string {
	const run = `npm run --silent drydock -- run ${id} ${side}`;
	return repositoryAddress === undefined
		? run
		: `git clone ${repositoryAddress} drydock && cd drydock\n${run}`;
}

/** Compose does not take the address of an archive. */
function formatComposeCommand(id: string, side: Side): string {
	const name = `${id}-${side}`;
	const compose = `docker compose --project-directory ${name}`;
	return joinLines(
		formatFetch(id, side, name),
		`${compose} up --build --detach --wait`,
		`${compose} ps`,
		`${compose} down --volumes`,
	);
}

function formatImageCommand(example: Example, side: Side): string {
	const { id } = example;
	const name = `${id}-${side}`;
	const image = `${id}:${side}`;
	const fetch = formatFetch(id, side, name);
	const build = formatBuild(image, name);
	if (!answersRequests(example.sides[side])) return joinLines(fetch, build, `docker image ls ${image}`);
	return joinLines(
		fetch,
		build,
		`docker run -d --rm --name ${name} -p 127.0.0.1:${PORT}:${PORT} ${image}`,
		`curl -sS --retry 20 --retry-delay 1 --retry-all-errors http://127.0.0.1:${PORT}${findRequestPath(example)}`,
		`docker stop ${name}`,
	);
}

/** The port of every small service in the examples. */
const PORT = 8080;

function answersRequests({ files }: ExampleSide): boolean {
	return files.some(({ path, text }) => path === 'Dockerfile' && text?.includes(`EXPOSE ${PORT}`));
}

/** What the engine asked when it was measured. */
function findRequestPath({ manifest }: Example): string {
	const given = manifest.run.experiments.find(({ name }) => name === 'request')?.with;
	return typeof given === 'object' && given !== null && 'path' in given ? String(given.path) : '/';
}

/** Unpacked, and not built from its address: a build from an address applies no `.dockerignore`, and nothing can be edited. */
function formatFetch(id: string, side: Side, folder: string): string {
	const archive = resolveFullAddress(getArchivePath(id, side));
	return `mkdir -p ${folder} && curl -fsSL ${archive} | tar -xz -C ${folder}`;
}

function formatBuild(image: string, folder: string): string {
	return `docker build --tag ${image} ${folder}`;
}

function joinLines(...lines: readonly string[]): string {
	return lines.join('\n');
}

/** The programs that the small services are. */
const PROGRAMS = ['src/server.js', 'server.js'];

/**
 * One more line in the program, a new one each time: the cache may hold an edit of the other side, or of yesterday.
 * Nothing where it is not known for every step whether it runs again.
 */
function findEdit({ id, sides }: Example, side: Side): RunEdit | undefined {
	const { files } = sides[side];
	const file = PROGRAMS.find((path) => hasFile(sides[side], path));
	const dockerfile = files.find(({ path }) => path === 'Dockerfile')?.text;
	if (file === undefined || dockerfile === undefined) return undefined;
	const ignoreFile = files.find(({ path }) => path === '.dockerignore')?.text;
	const input = (edited: string) => ({
		dockerfile,
		context: files.map(
			({ path, text, bytes, mode }): ContextEntry => ({
				path,
				content: `${text ?? Buffer.from(bytes).toString('base64')}${path === file ? edited : ''}`,
				mode: Number.parseInt(mode, 8),
			}),
		),
		ignoreFile,
	});
	const { steps, refusals } = predictRebuild(input(''), input('// Now.'));
	const needed = steps.filter(({ verdict }) => verdict !== 'unneeded');
	if (refusals.length > 0 || needed.length === 0 || needed.some(({ verdict }) => verdict === 'unsure'))
		return undefined;
	const again = needed.filter(({ verdict }) => verdict === 'again');
	const name = `${id}-${side}`;
	return {
		file,
		command: joinLines(`echo "// $(date)" >> ${name}/${file}`, formatBuild(`${id}:${side}`, name)),
		says: describeRebuild(needed.length, again),
	};
}

function describeRebuild(
	total: number,
	again: readonly { readonly line: number; readonly text: string }[],
): string {
	const [first] = again;
	if (first === undefined) return `All ${total} steps come from the cache.`;
	const rest = total - again.length;
	const cached =
		rest === 0
			? 'None comes from the cache.'
			: `${rest} of ${total} steps ${rest === 1 ? 'comes' : 'come'} from the cache.`;
	const more = again.length === 1 ? 'runs' : `and ${again.length - 1} after it run`;
	return `Line ${first.line} (\`${first.text}\`) ${more} again. ${cached}`;
}
