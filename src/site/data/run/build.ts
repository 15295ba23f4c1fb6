import { quoteWord } from '#core/shell/quote-word.ts';
import { getServicesFolder } from '../services/services.ts';
import type { ServedSide } from './served-side.ts';

/** The commands that build a side, and what is run then. */
export interface Builds {
	readonly commands: readonly string[];
	readonly run: {
		readonly image: string;
		/** Where it answers requests. */
		readonly port?: number | undefined;
		readonly options: readonly string[];
	};
}

/** The port of every small service in the examples. */
const PORT = 8080;

/** Where its Dockerfiles are: an empty text is the side itself. A base comes before what starts from it; the last is run. */
export function listBuildFolders({ example, side }: ServedSide): string[] {
	const { files } = example.sides[side];
	if (files.some(({ path }) => path === 'Dockerfile')) return [''];
	if (files.some(({ path }) => path === 'compose.yaml')) return [];
	const folders = files.flatMap(({ path }) =>
		path.endsWith('/Dockerfile') ? [path.slice(0, -'/Dockerfile'.length)] : [],
	);
	const bases = Object.values(example.manifest.run.build[side].bases ?? {});
	return [...bases, ...folders.filter((folder) => !bases.includes(folder))];
}

export function formatBuilds(served: ServedSide): Builds {
	const { example, side } = served;
	const folders = listBuildFolders(served);
	const last = folders.at(-1) ?? '';
	const dockerfile = example.sides[side].files.find(
		({ path }) => path === joinPath(last, 'Dockerfile'),
	)?.text;
	return {
		commands: folders.map((folder) => formatBuild(served, folder, nameImage(served, folder))),
		run: {
			image: nameImage(served, last),
			port: dockerfile?.includes(`EXPOSE ${PORT}`) ? PORT : undefined,
			options: isAskedAtStart(served) ? formatHosts(served) : [],
		},
	};
}

/** One build, with what a file of the side alone does not give. */
export function formatBuild(served: ServedSide, folder: string, image: string): string {
	const { example, side } = served;
	const { secrets } = example.manifest.run.build[side];
	const variables = Object.entries(secrets).map(([id, value]) => `${nameVariable(id)}=${quoteWord(value)} `);
	const words = [
		`docker build --tag ${image}`,
		...listNeededArguments(served),
		joinPath(`${example.id}-${side}`, folder),
	];
	return `${variables.join('')}${words.join(' ')}`;
}

/** Arguments, secrets, keys, and where its services are. */
export function listNeededArguments(served: ServedSide): string[] {
	const { example, side, services } = served;
	const { args, secrets, ssh } = example.manifest.run.build[side];
	const images = Object.assign({}, ...services.map((service) => service.images));
	const { files } = example.sides[side];
	return [
		...Object.entries(args).map(([name, value]) => `--build-arg ${name}=${replaceHosts(value, served)}`),
		...Object.keys(secrets).map((id) => `--secret id=${id},env=${nameVariable(id)}`),
		...(ssh === undefined ? [] : [`--ssh default=${getServicesFolder(example.id)}/deploy_key`]),
		...formatHosts(served),
		...Object.entries(images)
			.filter(([name]) => files.some(({ text }) => text?.includes(name)))
			.map(([name, here]) => `--build-context ${name}=docker-image://${here}`),
	];
}

function formatHosts({ services }: ServedSide): string[] {
	return services.flatMap(({ name, host }) => (host === undefined ? [] : [`--add-host ${host}:$${name}`]));
}

/** `{git.tides.example}` is the address of the service, which a variable of the shell holds. */
function replaceHosts(value: string, { services }: ServedSide): string {
	return services.reduce((text, { name, host }) => text.replaceAll(`{${host}}`, `$${name}`), value);
}

/** A program that was measured while it starts is one that asks somebody then. */
function isAskedAtStart({ example }: ServedSide): boolean {
	return example.manifest.run.experiments.some(({ name }) => name === 'start');
}

/** A base is called what `FROM` calls it, so that builds after it find it on this machine. */
function nameImage({ example, side }: ServedSide, folder: string): string {
	const bases = Object.entries(example.manifest.run.build[side].bases ?? {});
	const [base] = bases.find(([, path]) => path === folder) ?? [];
	return base ?? `${folder === '' ? example.id : `${example.id}-${folder}`}:${side}`;
}

function nameVariable(secret: string): string {
	return secret.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

function joinPath(...parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join('/');
}
