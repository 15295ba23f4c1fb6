import type { Stage } from '#core/dockerfile/model.ts';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { resolveBaseImage } from '#core/image/base-image.ts';
import { DockerfileFacts } from '#core/image/facts.ts';
import { listLineage } from '#core/image/runs.ts';
import type { Repository } from './repository.ts';

/** What a Dockerfile says of the image that is built from it. */
export interface FileFacts {
	/** The image that it starts from; missing for `scratch` and where that is not known. */
	readonly base: string | undefined;
	readonly isScratch: boolean;
	/** Missing where the base decides it. */
	readonly user: string | undefined;
	/** Whether its entrypoint goes on as another user than it began with; missing where the base decides it. */
	readonly dropsRoot: boolean | undefined;
	/** What a container starts, as words. */
	readonly start: string;
	readonly hasHealthCheck: boolean;
	readonly stopSignal: string | undefined;
}

const DROPPING = /\b(?:gosu|su-exec|setpriv|runuser)\b/;

/** `undefined` where there is no such file, or where it starts a script that stands nowhere. */
export function readFileFacts(repository: Repository, path: string): FileFacts | undefined {
	const text = repository.read(path);
	if (text === undefined) return undefined;
	const parsed = parseDockerfile(text);
	const facts = new DockerfileFacts(parsed.facts);
	const { final } = facts.stages;
	if (!final) return undefined;
	const lineage = listLineage(final, facts.stages);
	const root = lineage.at(-1) ?? final;
	const findLast = (keyword: string) => findLastInstruction(lineage, keyword);
	const user = findLast('USER');
	const entrypoint = findLast('ENTRYPOINT')?.args.map((word) => word.text) ?? [];
	const scripts = entrypoint.map((word) => {
		const name = getName(word);
		const copied = facts.select('COPY').find(({ args }) => getName(args.at(-1)?.text ?? '') === name)
			?.args[0]?.text;
		return repository.readBeside(path, name) ?? repository.readBeside(path, getName(copied ?? name));
	});
	if (entrypoint.some((word, index) => isScriptName(word) && scripts[index] === undefined)) return undefined;
	return {
		base: resolveBaseImage(root, facts),
		isScratch: root.base.text === 'scratch',
		user: user && facts.variables.expand(user.body.text, user).value?.replace(/:.*$/, ''),
		dropsRoot: findLast('ENTRYPOINT') && scripts.some((script) => DROPPING.test(script ?? '')),
		start: [...entrypoint, ...(findLast('CMD')?.args.map((word) => word.text) ?? [])].join(' '),
		hasHealthCheck: findLast('HEALTHCHECK') !== undefined,
		stopSignal: findLast('STOPSIGNAL')?.body.text,
	};
}

function getName(path: string): string {
	return path.replace(/^.*\//, '');
}

function isScriptName(word: string): boolean {
	return /entrypoint|\.sh$/.test(word);
}

function findLastInstruction(lineage: readonly Stage[], keyword: string) {
	for (const { instructions } of lineage) {
		const found = instructions.findLast((instruction) => instruction.keyword === keyword);
		if (found) return found;
	}
	return undefined;
}
