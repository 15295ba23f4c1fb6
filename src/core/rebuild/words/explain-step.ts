import type { BuildRun, SolvedStep } from '../build-run.ts';
import { comparePaths, type PathChange } from '../files/changed-paths.ts';
import type { BuildCache, Dependency } from '../operations/build-cache.ts';
import { readVariables } from '../operations/command-variables.ts';
import { describeText } from './step-text.ts';

/** Says in a sentence or two why the engine treats a step as it does. */
export function explainStep(step: SolvedStep, before: BuildRun, after: BuildRun): string {
	if (step.missing !== undefined)
		return `\`${step.missing.slice(1) || '/'}\` is not there to copy: the build stops here.`;
	if (step.verdict === 'cached') return explainCached(step, before);
	if (step.verdict === 'unsure') return explainUnsure(step, before, after);
	if (!before.cache.hasOperation(step.operationKey)) return explainOwnChange(step, before, after);
	return explainContent(step, before.cache) ?? explainBase(step, before, after);
}

function explainCached({ operation, stage }: SolvedStep, before: BuildRun): string {
	const origins = new Set(operation.inputs.flatMap(({ origin }) => origin ?? []));
	const isFromContext = operation.inputs.some(({ result }) => result.definition === 'context');
	if (isFromContext) return 'No file that it reads changed.';
	if (origins.size > 0) return `What it takes from ${joinNames([...origins])} is the same as before.`;
	const isNew = !before.plan.stages.some(({ name }) => name === stage.name);
	return isNew ? 'Another stage did the same before.' : 'Nothing that it depends on changed.';
}

/** The file or the stage that it reads and that is another one now. */
function explainContent(step: SolvedStep, cache: BuildCache): string | undefined {
	const { operation, dependencies, operationKey } = step;
	for (const [index, { origin }] of operation.inputs.entries()) {
		const selection = dependencies[index]?.selection;
		if (!selection || !cache.isMismatch(operationKey, dependencies, index)) continue;
		if (origin !== undefined) return `What it takes from ${joinNames([origin])} is no longer the same.`;
		const changes = comparePaths(cache.listSelections(operationKey, index).slice(-1), selection);
		if (changes.size > 0) return describeChanges(changes);
	}
	return undefined;
}

const MOST_PATHS = 3;

function describeChanges(changes: ReadonlyMap<string, PathChange>): string {
	const paths = [...changes.keys()].sort();
	const [first = ''] = paths;
	const change = changes.get(first) ?? 'changed';
	const verb = { changed: 'changed', added: 'is new', removed: 'is gone' }[change];
	if (paths.length === 1) return `\`${first}\` ${verb}, and this step reads it.`;
	const others = paths.length - MOST_PATHS;
	const names =
		others > 1 ? `${joinNames(paths.slice(0, MOST_PATHS), ',')} and ${others} more` : joinNames(paths);
	const isOne = paths.every((path) => changes.get(path) === change);
	const verbs = { changed: 'changed', added: 'are new', removed: 'are gone' }[change];
	return isOne
		? `${names} ${verbs}, and this step reads them.`
		: `This step reads ${names}: not the same as before.`;
}

function joinNames(names: readonly string[], last = ' and'): string {
	const quoted = names.map((name) => `\`${name}\``);
	return quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(', ')}${last} ${quoted.at(-1)}`;
}

function explainBase(step: SolvedStep, before: BuildRun, after: BuildRun): string {
	const maker = findMaker(step, after);
	if (maker?.verdict === 'cached')
		return `It comes right after line ${maker.command.line} now, and came after another step before.`;
	if (maker) return explainUnsureBase(maker);
	const { base } = step.stage;
	const earlier = before.plan.stages.find(({ name }) => name === step.stage.name)?.base;
	if (base.kind === 'image' && earlier?.kind === 'image' && earlier.name !== base.name)
		return `It stands on another image: \`${base.name}\`, before \`${earlier.name}\`.`;
	return 'The steps that stood above it are gone, or others.';
}

/** The step that made what this one stands on. */
function findMaker({ base }: SolvedStep, { steps }: BuildRun): SolvedStep | undefined {
	return base && steps.find(({ result }) => result.definition === base.definition);
}

/** What was written or set above differently, for a step that the engine has never done in this way. */
function explainOwnChange(step: SolvedStep, before: BuildRun, after: BuildRun): string {
	const text = describeText(step.command);
	const twin = before.steps.find(
		(other) => other.stage.name === step.stage.name && describeText(other.command) === text,
	);
	if (!twin) return 'The line is new, or its text changed.';
	if (standsOnOtherImage(step, twin)) return explainBase(step, before, after);
	const { parts } = step.operation;
	const earlier = twin.operation.parts;
	if (parts['variables'] !== earlier['variables'])
		return describeVariables(earlier['variables'], parts['variables']);
	if (parts['folder'] !== earlier['folder'])
		return 'It runs in another working directory: the one set above it changed.';
	if (parts['user'] !== earlier['user']) return 'It runs as another user: the one set above it changed.';
	if (parts['command'] !== earlier['command'])
		return 'The text that it runs, or the shell that runs it, changed.';
	if (parts['isBased'] !== earlier['isBased']) return explainBase(step, before, after);
	return 'A variable in it has another value, or what it stands on changed.';
}

/** What an image sets counts for all that is done on it. */
function standsOnOtherImage(
	{ stage: { base } }: SolvedStep,
	{ stage: { base: earlier } }: SolvedStep,
): boolean {
	return (
		base.kind !== earlier.kind ||
		(base.kind === 'image' && earlier.kind === 'image' && base.name !== earlier.name)
	);
}

function describeVariables(before: string | undefined, after: string | undefined): string {
	const earlier = readVariables(before);
	const later = readVariables(after);
	const names = [...new Set([...earlier.keys(), ...later.keys()])];
	const name = names.find((candidate) => earlier.get(candidate) !== later.get(candidate));
	if (name === undefined) return 'The variables above it are set in another order.';
	if (!earlier.has(name)) return `The variable \`${name}\` is set now, and a command gets all variables.`;
	if (!later.has(name)) return `The variable \`${name}\` is no longer set, and a command gets all variables.`;
	return `The variable \`${name}\` has another value, and a command gets all variables.`;
}

function explainUnsure(step: SolvedStep, before: BuildRun, after: BuildRun): string {
	const { operation, dependencies } = step;
	for (const [index, { result, origin, selectors }] of operation.inputs.entries()) {
		const dependency: Dependency | undefined = dependencies[index];
		if (!dependency?.selection || dependency.selection.isExact || origin === undefined) continue;
		if (result.definition.startsWith('["web"') || result.definition.startsWith('["git"'))
			return 'The engine asks this address at each build: what it gets there decides.';
		const maker = findOpaqueMaker(result.definition, after);
		const paths = (selectors ?? []).map(({ path }) => path);
		if (maker)
			return `Line ${maker.command.line} in \`${maker.stage.name}\` ${maker.verdict === 'unsure' ? 'may run' : 'runs'} again. If ${joinNames(paths)} ${paths.length > 1 ? 'come' : 'comes'} out the same, this step is cached.`;
	}
	const maker = findMaker(step, after);
	if (maker && maker.verdict !== 'cached') return explainUnsureBase(maker);
	const earlier = before.plan.stages.find(({ name }) => name === step.stage.name);
	if (earlier && earlier.platform !== step.stage.platform)
		return 'Where the platform that `FROM` names is that of the machine, this step is cached.';
	return 'It depends on what the base image holds, which the files here do not say.';
}

function explainUnsureBase({ command, verdict }: SolvedStep): string {
	return verdict === 'unsure'
		? `It follows line ${command.line}: where that one is cached, so is this one.`
		: `It comes after line ${command.line}, which runs again.`;
}

/** The last step that leaves files which nobody can know before it runs. */
function findOpaqueMaker(definition: string, { steps }: BuildRun): SolvedStep | undefined {
	let maker = steps.find(({ result }) => result.definition === definition);
	while (maker && maker.command.instruction.keyword !== 'RUN') {
		const { base } = maker;
		const below = base && steps.find(({ result }) => result.definition === base.definition);
		if (!below) break;
		maker = below;
	}
	return maker;
}
