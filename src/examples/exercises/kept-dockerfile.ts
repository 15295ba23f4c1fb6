import type { Dockerfile, Instruction, Stage } from '#core/dockerfile/model.ts';
import { mountFields } from '#core/dockerfile/mounts.ts';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { type StageGraph, stageGraph } from '#core/dockerfile/stages.ts';
import { buildVariables } from '#core/dockerfile/variables/variables.ts';
import { listContextFiles } from '#core/image/copies.ts';
import { parseImageReference } from '#core/image/image-reference.ts';
import { readLocalCopy } from '#core/image/paths.ts';
import type { ShellCommand } from '#core/shell/command.ts';
import { listShellCommands } from '#core/shell/commands.ts';
import type { Keep, Texts } from './exercise.ts';
import type { Kept } from './judge.ts';
import { findStartLine } from './start-line.ts';
import { makeTextContext } from './text-context.ts';

/** What the Dockerfile among the texts keeps of what is declared; of one that cannot be read, nothing holds. */
export function judgeDockerfile(texts: Texts, keep: Keep): Kept[] {
	const { dockerfile, errors } = parseDockerfile(texts['Dockerfile'] ?? '');
	const graph = stageGraph(dockerfile);
	const judgements = [
		...judgeStages(dockerfile, keep.stages),
		...judgeBaseImage(dockerfile, graph, keep.base),
		...judgeCopies(dockerfile, graph, texts, keep.copies),
		...keep.runs.map((line) => judgeRun(line, dockerfile, graph)),
		...judgeStart(dockerfile, graph, keep.start),
	];
	return errors.length === 0 ? judgements : judgements.map(({ says }) => ({ says, holds: false }));
}

function judgeStages({ stages }: Dockerfile, wanted: readonly string[]): Kept[] {
	if (wanted.length === 0) return [];
	const names = stages.flatMap(({ name }) => (name === undefined ? [] : [name.text.toLowerCase()]));
	let from = 0;
	const holds = wanted.every((name) => {
		const at = names.indexOf(name.toLowerCase(), from);
		from = at + 1;
		return at !== -1;
	});
	const says = `The ${wanted.length === 1 ? 'stage' : 'stages'} ${joinNames(wanted)} ${wanted.length === 1 ? 'is' : 'are'} there${wanted.length === 1 ? '' : ', in this order'}.`;
	return [
		{ says, holds, ...(holds || names.length === 0 ? {} : { instead: `There are ${joinNames(names)}.` }) },
	];
}

/** Follows the final stage down to the image that it starts from. */
function judgeBaseImage(dockerfile: Dockerfile, graph: StageGraph, wanted: string | undefined): Kept[] {
	if (wanted === undefined) return [];
	let stage = graph.final;
	for (let parent = stage && graph.parentOf(stage); parent; parent = graph.parentOf(parent)) stage = parent;
	const name = stage && buildVariables(dockerfile, graph).expand(stage.base.text, stage.from).value;
	const holds = name !== undefined && stripTag(name) === stripTag(wanted);
	const instead = holds || name === undefined ? {} : { instead: `It starts from \`${name}\`.` };
	return [{ says: `The image starts from \`${wanted}\`, in whatever version.`, holds, ...instead }];
}

/** The registry and the repository of an image's name. */
export function stripTag(image: string): string {
	const reference = parseImageReference(image);
	return reference === undefined ? image : `${reference.registry}/${reference.repository}`;
}

function judgeCopies(
	dockerfile: Dockerfile,
	graph: StageGraph,
	texts: Texts,
	wanted: readonly string[],
): Kept[] {
	if (wanted.length === 0) return [];
	const context = makeTextContext(texts);
	const variables = buildVariables(dockerfile, graph);
	const copied = new Set(
		[...collectUsedStages(graph)].flatMap(({ instructions }) =>
			instructions.flatMap((instruction) =>
				(readLocalCopy(instruction, variables)?.sources ?? []).flatMap((source) =>
					listContextFiles(source, context),
				),
			),
		),
	);
	const missing = wanted.filter((file) => !copied.has(file));
	return [
		{
			says: `The build copies ${joinNames(wanted)} from the build context.`,
			holds: missing.length === 0,
			...(missing.length === 0
				? {}
				: { instead: `${joinNames(missing)} ${missing.length === 1 ? 'does' : 'do'} not get there.` }),
		},
	];
}

/** The stages that the image is made of: the final one, those it is `FROM`, and those that files are taken out of. */
function collectUsedStages(graph: StageGraph): Set<Stage> {
	const used = new Set<Stage>();
	const pending = graph.final === undefined ? [] : [graph.final];
	for (let stage = pending.pop(); stage !== undefined; stage = pending.pop()) {
		if (used.has(stage)) continue;
		used.add(stage);
		const parent = graph.parentOf(stage);
		if (parent) pending.push(parent);
		for (const name of stage.instructions.flatMap(listSourceNames)) {
			const source = graph.resolve(name, stage);
			if (source) pending.push(source);
		}
	}
	return used;
}

function listSourceNames({ flags }: Instruction): string[] {
	return flags.flatMap(({ name, value }) => {
		if (value === undefined) return [];
		if (name === 'from') return [value.text];
		if (name !== 'mount') return [];
		return (mountFields(value) ?? []).flatMap((field) =>
			field.key === 'from' && field.value ? [field.value] : [],
		);
	});
}

function judgeRun(line: string, dockerfile: Dockerfile, graph: StageGraph): Kept {
	const [program = '', ...words] = line.split(' ');
	const isMeant = ({ name, args }: ShellCommand) =>
		name === program && words.every((word) => args.some(({ text, raw }) => (text ?? raw) === word));
	const holds = [...collectUsedStages(graph)].some(({ instructions }) =>
		instructions.some(
			(instruction) =>
				instruction.keyword === 'RUN' && listShellCommands(instruction, dockerfile).some(isMeant),
		),
	);
	return { says: `The build runs \`${line}\`.`, holds };
}

function judgeStart(dockerfile: Dockerfile, graph: StageGraph, wanted: string | undefined): Kept[] {
	if (wanted === undefined) return [];
	const line = findStartLine(dockerfile, graph);
	const holds = line === wanted;
	const instead = holds
		? {}
		: { instead: line === undefined ? 'It starts nothing.' : `It starts \`${line}\`.` };
	return [{ says: `The container starts \`${wanted}\`.`, holds, ...instead }];
}

function joinNames(names: readonly string[]): string {
	const quoted = names.map((name) => `\`${name}\``);
	return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
