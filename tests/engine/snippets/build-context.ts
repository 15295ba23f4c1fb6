import { listContextSources } from '#core/image/copies.ts';
import type { DockerfileFacts } from '#core/image/facts.ts';
import type { FileContents } from './project-files.ts';

/** What `COPY`, `ADD` and bind mounts name, from the files of a small project; what lies beside the Dockerfile already is left out. */
export function fillContext(facts: DockerfileFacts, own: FileContents, project: FileContents): FileContents {
	const copied = facts
		.select('COPY', 'ADD')
		.flatMap((instruction) => listContextSources(facts.readCopy(instruction)).map(({ path }) => path));
	const mounted = listMounts(facts).flatMap(({ type, from, source = '' }) =>
		type === 'bind' && from === undefined ? [source] : [],
	);
	return Object.fromEntries(
		[...copied, ...mounted].flatMap((path) => {
			const isMeant = (name: string) => path === '' || name === path || name.startsWith(`${path}/`);
			if (Object.keys(own).some(isMeant)) return [];
			const meant = Object.entries(project).filter(([name]) => isMeant(name));
			if (meant.length === 0) throw new Error(`No content for \`${path}\`: add it to project-files.ts.`);
			return meant;
		}),
	);
}

/** The secrets that its steps ask for. */
export function pickSecrets(
	facts: DockerfileFacts,
	secrets: Readonly<Record<string, string>>,
): Record<string, string> {
	const ids = listMounts(facts).flatMap(({ type, source }) => (type === 'secret' && source ? [source] : []));
	return Object.fromEntries(
		ids.map((id) => {
			const value = secrets[id];
			if (value === undefined)
				throw new Error(`No value for the secret \`${id}\`: add it to project-files.ts.`);
			return [id, value];
		}),
	);
}

/** Whether a step asks for the agent that answers for a key. */
export function needsSshAgent(facts: DockerfileFacts): boolean {
	return listMounts(facts).some(({ type }) => type === 'ssh');
}

function listMounts(facts: DockerfileFacts) {
	return facts.select('RUN').flatMap((run) => facts.readMounts(run));
}
