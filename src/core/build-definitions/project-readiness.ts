import {
	mergeReadiness,
	type ProjectReadiness,
	type Readiness,
	readReadiness,
} from '../compose/readiness.ts';
import { indexEntries, parseReadiness } from '../compose/service.ts';
import { findYamlField } from './compose-build.ts';
import { readProjectServices, readYamlMappings, type ServicePart } from './compose-project.ts';
import { getFolder } from './paths.ts';
import { type DefinitionFiles, listComposeProjects } from './projects.ts';

/**
 * What a compose file's project says of the health of its services: with the files that it includes, extends and is merged
 * with. `undefined` where the file stands alone, or waits for nothing.
 */
export function readProjectReadiness(
	file: string,
	{ compose, readText }: Pick<DefinitionFiles, 'compose' | 'readText'>,
): ProjectReadiness | undefined {
	const text = readText(file) ?? '';
	const beside = compose.filter((other) => getFolder(other) === getFolder(file));
	if (!/\bdepends_on\b/.test(text) || (beside.length < 2 && !/\b(?:extends|include)\b/.test(text)))
		return undefined;
	const reader = { readText, readMappings: (path: string) => readYamlMappings(readText(path) ?? '') };
	const project = listComposeProjects(beside, reader).find(({ files }) => files.includes(file));
	if (!project) return undefined;
	const services = [...readProjectServices(project, reader, READINESS)];
	return new Map(services.flatMap(([name, part]) => (part ? [[name, part] as const] : [])));
}

const READINESS: ServicePart<Readiness> = {
	read(service) {
		const { check, conditions } = readReadiness(parseReadiness(indexEntries(service)));
		const health = findYamlField(service, 'healthcheck');
		const isTakenAway = health?.type === 'scalar' && health.isReset === true;
		return { check: isTakenAway ? { hasTest: false, isDisabled: true } : check, conditions };
	},
	merge: mergeReadiness,
};
