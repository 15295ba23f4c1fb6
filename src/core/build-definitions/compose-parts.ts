import type { YamlMap } from '../source/yaml.ts';
import { findYamlField } from './compose-build.ts';
import { readYamlMappings } from './compose-project.ts';
import type { ReadText } from './model.ts';
import { getFolder } from './paths.ts';
import { listServices } from './projects.ts';

/** The names of a compose file's services. */
interface ServiceNames {
	readonly all: ReadonlySet<string>;
	/** Of those that have neither an image nor a build. */
	readonly bare: readonly string[];
}

/**
 * A test for the compose files of a project: true for one that is laid over another, since a service in it has neither an
 * image nor a build, and a file in a folder above has a service of that name. Each file is parsed once, however many ask.
 */
export function makeOverlayTest(compose: readonly string[], readText: ReadText): (file: string) => boolean {
	const known = new Map<string, ServiceNames>();
	const readNames = (path: string): ServiceNames => {
		const names = known.get(path) ?? listServiceNames(readText(path) ?? '');
		known.set(path, names);
		return names;
	};
	return (file) => {
		const folder = getFolder(file);
		const above = compose.filter((other) => folder.startsWith(`${getFolder(other).replace(/\/$/, '')}/`));
		if (above.length === 0) return false;
		const { bare } = readNames(file);
		return bare.length > 0 && above.some((other) => bare.some((name) => readNames(other).all.has(name)));
	};
}

function listServiceNames(text: string): ServiceNames {
	const services = readYamlMappings(text).flatMap(listServices);
	const listNames = (some: typeof services) => some.map(([name]) => name);
	return {
		all: new Set(listNames(services)),
		bare: listNames(services.filter(([, service]) => !hasSource(service))),
	};
}

function hasSource(service: YamlMap): boolean {
	return ['image', 'build', 'extends', 'provider'].some((key) => findYamlField(service, key) !== undefined);
}
