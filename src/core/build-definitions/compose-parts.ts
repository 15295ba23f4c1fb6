import type { YamlMap } from '../source/yaml.ts';
import { findYamlField } from './compose-build.ts';
import { readYamlMappings } from './compose-services.ts';
import type { ReadText } from './model.ts';
import { getFolder } from './paths.ts';
import { listServices } from './projects.ts';

/**
 * True for a compose file that is laid over another one: a service in it has neither an image nor a build, and a file in
 * a folder above has a service of that name.
 */
export function isLaidOverAbove(file: string, compose: readonly string[], readText: ReadText): boolean {
	const folder = getFolder(file);
	const above = compose.filter((other) => folder.startsWith(`${getFolder(other).replace(/\/$/, '')}/`));
	if (above.length === 0) return false;
	const readNamed = (path: string) => readYamlMappings(readText(path) ?? '').flatMap(listServices);
	const bare = readNamed(file).filter(([, service]) => !hasSource(service));
	if (bare.length === 0) return false;
	const known = new Set(above.flatMap(readNamed).map(([name]) => name));
	return bare.some(([name]) => known.has(name));
}

function hasSource(service: YamlMap): boolean {
	return ['image', 'build', 'extends', 'provider'].some((key) => findYamlField(service, key) !== undefined);
}
