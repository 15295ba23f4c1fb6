import type { BuildContext } from '../build-context/model.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import type { StageGraph } from '../dockerfile/stages.ts';
import type { StageStep } from '../dockerfile/steps.ts';
import type { ShellCommand } from '../shell/command.ts';
import {
	isBareManager,
	listFollowingCommands,
	listJsonWords,
	listScriptCommands,
} from '../shell/commands.ts';
import { makeScript } from '../shell/script.ts';
import { findScriptCall } from '../shell/script-call.ts';
import { isShell } from '../shell/wrappers.ts';
import type { Span } from '../source/position.ts';
import { type Copy, listCopyCandidates } from './copies.ts';
import { listStageInstructions } from './instructions.ts';
import { resolveImagePath } from './paths.ts';
import { listLineage } from './runs.ts';

/** A script that a start command runs, as far as the build context or a heredoc of a `COPY` shows it. */
export interface StartScript {
	/** The word of the start command that names it. */
	readonly span: Span;
	/** As a message names it: the file in the context, or its path in the image. */
	readonly name: string;
	readonly text: string;
	readonly commands: readonly ShellCommand[];
}

/** What is asked about the file to find what a container starts. */
interface StartSource {
	readonly dockerfile: Dockerfile;
	readonly stages: StageGraph;
	readonly context: BuildContext | undefined;
	readonly hasHeredocs: boolean;
	findStart(stage: Stage): Start;
	listSteps(stage: Stage): readonly StageStep[];
	listCommands(instruction: Instruction): readonly ShellCommand[];
	readCopy(instruction: Instruction): Copy;
	findFolder(instruction: Instruction): string | undefined;
}

/** `CMD` and `ENTRYPOINT` of a stage, those behind `ONBUILD` included. */
export function listStartInstructions(stage: Stage): Instruction[] {
	return listStageInstructions(stage).filter(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
}

/** What a container of a stage starts. */
export interface Start {
	readonly entrypoint?: Instruction | undefined;
	readonly command?: Instruction | undefined;
}

/** The last of each counts, those that the base stage gives included; an `ENTRYPOINT` forgets the `CMD` that came with the base. */
export function findStart(stage: Stage, facts: Pick<StartSource, 'stages' | 'listSteps'>): Start {
	let entrypoint: Instruction | undefined;
	let command: Instruction | undefined;
	for (const one of listLineage(stage, facts.stages)) {
		const steps = facts.listSteps(one);
		command ??= steps.findLast(({ instruction }) => instruction.keyword === 'CMD')?.instruction;
		entrypoint = steps.findLast(({ instruction }) => instruction.keyword === 'ENTRYPOINT')?.instruction;
		if (entrypoint) break;
	}
	return { entrypoint, command };
}

/**
 * What this start command runs. A `CMD` behind an `ENTRYPOINT` that ends in `sh -c` is its script, and behind one that is
 * a package manager says what that does.
 */
export function listStartCommands(
	start: Instruction,
	stage: Stage,
	facts: StartSource,
): readonly ShellCommand[] {
	const commands = facts.listCommands(start);
	if (!start.isJson) return commands;
	// `ENTRYPOINT ["yarn"]` alone would install; what it does stands in a `CMD`, or is told when the container starts.
	if (start.keyword === 'ENTRYPOINT') return isBareManager(commands) ? [] : commands;
	const { entrypoint } = facts.findStart(stage);
	return entrypoint?.isJson
		? listFollowingCommands(listJsonWords(entrypoint), listJsonWords(start), commands)
		: commands;
}

/** The scripts that this start command names. One level deep: what they call in turn is not followed. */
export function listStartScripts(
	start: Instruction,
	stage: Stage,
	facts: StartSource,
): readonly StartScript[] {
	if (!facts.context && !facts.hasHeredocs) return [];
	return listStartCommands(start, stage, facts).flatMap((command) => {
		const called = findCalledScript(command, facts.dockerfile.text);
		if (!called) return [];
		const file = findFile(called.path, start, stage, facts);
		const text = file && called.script ? findPackageScript(file.text, called.script) : file?.text;
		if (!file || text === undefined) return [];
		const name = called.script ? `${file.name}, script ${called.script}` : file.name;
		return [{ span: called.span, name, text, commands: listScriptCommands(makeScript(text, 0)) }];
	});
}

/** True where a `COPY` may write a script. */
export function hasHeredocs({ instructions }: Dockerfile): boolean {
	return instructions.some(({ heredocs }) => heredocs.length > 0);
}

interface Called {
	readonly path: string;
	readonly span: Span;
	/** The name in `package.json`. */
	readonly script?: string;
}

/** `./start.sh`, `sh /start.sh`, and `npm start`, which stands in `package.json`. */
function findCalledScript({ name, nameSpan, args }: ShellCommand, source: string): Called | undefined {
	if (name === undefined) return undefined;
	if (isShell(name) || name === '.' || name === 'source') {
		const file = args.find(({ raw }) => !/^['"]?[-+]/.test(raw));
		return file?.text === undefined ? undefined : { path: file.text, span: file.span };
	}
	const call = findScriptCall({ name, args });
	if (call) {
		const span = { start: nameSpan.start, end: args.at(-1)?.span.end ?? nameSpan.end };
		return { path: 'package.json', span, script: call.script };
	}
	const path = source.slice(nameSpan.start, nameSpan.end).replace(/^['"]|['"]$/g, '');
	return { path, span: nameSpan };
}

function findPackageScript(text: string, script: string): string | undefined {
	try {
		const scripts = (JSON.parse(text) as { scripts?: Record<string, unknown> } | null)?.scripts ?? {};
		const parts = [scripts[`pre${script}`], scripts[script]].filter((part) => typeof part === 'string');
		return parts.length > 0 ? parts.join('\n') : undefined;
	} catch {
		return undefined;
	}
}

interface FoundFile {
	readonly name: string;
	readonly text: string;
}

const PATH_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The file that the steps before the start command put at this path; the last one that does so counts. */
function findFile(path: string, start: Instruction, stage: Stage, facts: StartSource): FoundFile | undefined {
	const steps = listLineage(stage, facts.stages)
		.reverse()
		.flatMap((one) => facts.listSteps(one))
		.filter(({ instruction, turn }) => turn < start.span.start && /^(?:COPY|ADD)$/.test(instruction.keyword));
	const folder = facts.findFolder(start);
	if (folder === undefined && !path.startsWith('/')) return undefined;
	const paths = listPossiblePaths(path, folder ?? '/');
	for (const { instruction } of steps.reverse()) {
		for (const candidate of paths) {
			const found =
				findHeredoc(candidate, instruction, facts) ?? findCopiedFile(candidate, instruction, facts);
			if (found) return found;
		}
	}
	return undefined;
}

/** A bare name is looked for where programs stand. */
function listPossiblePaths(path: string, folder: string): string[] {
	const inPath = PATH_FOLDERS.map((bin) => `${bin}/${path}`);
	if (!path.includes('/') && path !== 'package.json' && !/\.\w+$/.test(path)) return inPath;
	return [resolveImagePath(path, folder), ...(path.includes('/') ? [] : inPath)];
}

function findHeredoc(path: string, step: Instruction, facts: StartSource): FoundFile | undefined {
	const { sources, target } = facts.readCopy(step);
	const [source, another] = sources;
	if (!source?.heredoc || another || target?.value === undefined) return undefined;
	const folder = facts.findFolder(step);
	if (folder === undefined && !target.value.startsWith('/')) return undefined;
	if (resolveImagePath(target.value, folder ?? '/') !== path) return undefined;
	return { name: path, text: source.heredoc.content };
}

/** The file of the context that a `COPY` puts at this path in the image. */
function findCopiedFile(path: string, step: Instruction, facts: StartSource): FoundFile | undefined {
	const { context } = facts;
	if (!context) return undefined;
	for (const candidate of listCopyCandidates(path, facts.readCopy(step), facts.findFolder(step))) {
		if (context.isIgnored(candidate)) continue;
		const text = context.read(candidate);
		if (text !== undefined) return { name: candidate, text };
	}
	return undefined;
}
