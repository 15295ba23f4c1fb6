import type { BuildDefinition, NamedValues } from '#core/build-definitions/model.ts';
import { listBuildDefinitions } from '#core/build-definitions/projects.ts';

/** Texts by their path below `/p`. */
export type Files = Readonly<Record<string, string>>;

/** The builds of a tree whose root is `/p`. */
export function listDefinitions(files: Files): BuildDefinition[] {
	const paths = Object.keys(files).map((path) => `/p/${path}`);
	const readText = (path: string) => files[path.slice('/p/'.length)];
	return listBuildDefinitions({
		compose: paths.filter((path) => /compose[^/]*\.ya?ml$/.test(path)),
		bake: paths.filter((path) => /bake[^/]*\.(hcl|json)$/.test(path)),
		readText,
		root: '/p',
		isFile: (path) => readText(path) !== undefined,
	});
}

/** All that is said of each build of a tree whose root is `/p`: `a: app target=run args[V=1]`, with `?` for what is not known. */
export function tellBuilds(files: Files): string[] {
	return listDefinitions(files).map(tellBuild);
}

function tellBuild({ name, context, dockerfile, target, inline, ...named }: BuildDefinition): string {
	return [
		`${name}: ${context?.replace(/^\/p\/?/, './') ?? '?'}`,
		...(dockerfile === undefined ? [] : [`dockerfile=${dockerfile ?? '?'}`]),
		...(inline ? [`inline=${JSON.stringify(inline.text?.text)}`] : []),
		...(target === undefined ? [] : [`target=${target ?? '?'}`]),
		...tellValues('args', named.args),
		...tellValues('contexts', named.contexts),
		...tellValues('labels', named.labels),
	].join(' ');
}

function tellValues(kind: string, values: NamedValues): string[] {
	const told = [...values].map(([name, value]) => `${name}=${value ?? '?'}`);
	return told.length > 0 ? [`${kind}[${told.join(' ')}]`] : [];
}
