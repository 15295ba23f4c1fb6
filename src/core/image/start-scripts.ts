import type { BuildContext } from '../build-context/model.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import type { Variables } from '../dockerfile/variables/variables.ts';
import { rememberLast } from '../remember-last.ts';
import type { DockerfileContext } from '../rules/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import {
	isBareManager,
	listFollowingCommands,
	listJsonWords,
	listScriptCommands,
} from '../shell/commands.ts';
import { makeScript } from '../shell/script.ts';
import { isShell } from '../shell/wrappers.ts';
import type { Span } from '../source/position.ts';
import { BASE_FOLDER, isWithin, readLocalCopy, resolveImagePath, resolveWorkingFolder } from './paths.ts';
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

/** `CMD` and `ENTRYPOINT` of a stage, those behind `ONBUILD` included. */
export function listStartInstructions({ instructions }: Stage): Instruction[] {
	return instructions.flatMap((instruction) => {
		const one = instruction.keyword === 'ONBUILD' ? instruction.trigger : instruction;
		return one?.keyword === 'CMD' || one?.keyword === 'ENTRYPOINT' ? [one] : [];
	});
}

/**
 * What this start command runs. A `CMD` behind an `ENTRYPOINT` that ends in `sh -c` is its script, and behind one that is
 * a package manager says what that does.
 */
export function startCommands(
	start: Instruction,
	stage: Stage,
	{ stages, shell }: DockerfileContext,
): readonly ShellCommand[] {
	const commands = shell(start);
	if (!start.isJson) return commands;
	// `ENTRYPOINT ["yarn"]` alone would install; what it does stands in a `CMD`, or is told when the container starts.
	if (start.keyword === 'ENTRYPOINT') return isBareManager(commands) ? [] : commands;
	const entrypoint = findEntrypoint(listLineage(stage, stages));
	return entrypoint?.isJson
		? listFollowingCommands(listJsonWords(entrypoint), listJsonWords(start), commands)
		: commands;
}

function findEntrypoint(stages: readonly Stage[]): Instruction | undefined {
	for (const { instructions } of stages) {
		const last = instructions.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
		if (last) return last;
	}
	return undefined;
}

/** The scripts that this start command names. One level deep: what they call in turn is not followed. */
export function startScripts(
	start: Instruction,
	stage: Stage,
	tools: DockerfileContext,
): readonly StartScript[] {
	const rememberedScripts = scriptsOf(tools.dockerfile);
	const startedScripts = rememberedScripts.get(start) ?? findScripts(start, stage, tools);
	rememberedScripts.set(start, startedScripts);
	return startedScripts;
}

/** Several rules ask about the same start command. */
const scriptsOf = rememberLast((_dockerfile: Dockerfile) => new Map<Instruction, readonly StartScript[]>());

function findScripts(start: Instruction, stage: Stage, tools: DockerfileContext): StartScript[] {
	if (!tools.context && !hasHeredocs(tools.dockerfile)) return [];
	return startCommands(start, stage, tools).flatMap((command) => {
		const called = findCalledScript(command, tools.dockerfile.text);
		if (!called) return [];
		const steps = listLineage(stage, tools.stages)
			.reverse()
			.flatMap(({ instructions }) => instructions)
			.filter(({ span }) => span.start < start.span.start);
		const file = findFile(called.path, steps, tools);
		const text = file && called.script ? findPackageScript(file.text, called.script) : file?.text;
		if (!file || text === undefined) return [];
		const name = called.script ? `${file.name}, script ${called.script}` : file.name;
		return [{ span: called.span, name, text, commands: listScriptCommands(makeScript(text, 0)) }];
	});
}

const hasHeredocs = rememberLast(({ instructions }: Dockerfile) =>
	instructions.some(({ heredocs }) => heredocs.length > 0),
);

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
	if (name === 'npm' || name === 'yarn' || name === 'pnpm') {
		const words = args.flatMap(({ text }) => (text === undefined || text.startsWith('-') ? [] : [text]));
		const script = words[0] === 'run' || words[0] === 'run-script' ? words[1] : words[0];
		const span = { start: nameSpan.start, end: args.at(-1)?.span.end ?? nameSpan.end };
		return script === undefined ? undefined : { path: 'package.json', span, script };
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

/** The file that the steps put at this path; the last one that does so counts. */
function findFile(
	path: string,
	steps: readonly Instruction[],
	{ variables, context }: DockerfileContext,
): FoundFile | undefined {
	let folder: string | undefined = BASE_FOLDER;
	const placed: { step: Instruction; folder: string | undefined }[] = [];
	for (const step of steps) {
		folder = resolveWorkingFolder(step, folder, variables);
		if (step.keyword === 'COPY' || step.keyword === 'ADD') placed.push({ step, folder });
	}
	if (folder === undefined && !path.startsWith('/')) return undefined;
	const isBare = !path.includes('/') && path !== 'package.json' && !/\.\w+$/.test(path);
	const paths = isBare
		? PATH_FOLDERS.map((bin) => `${bin}/${path}`)
		: [
				resolveImagePath(path, folder ?? '/'),
				...(path.includes('/') ? [] : PATH_FOLDERS.map((bin) => `${bin}/${path}`)),
			];
	for (const { step, folder } of placed.reverse()) {
		for (const candidatePath of paths) {
			const found =
				findHeredoc(candidatePath, step, folder) ??
				findCopiedFile(candidatePath, step, folder, { variables, context });
			if (found) return found;
		}
	}
	return undefined;
}

function findHeredoc(
	path: string,
	{ heredocs, args }: Instruction,
	folder: string | undefined,
): FoundFile | undefined {
	const [heredoc, another] = heredocs;
	const target = args.at(-1)?.text;
	if (!heredoc || another || args.length !== 2 || target === undefined) return undefined;
	if (folder === undefined && !target.startsWith('/')) return undefined;
	return resolveImagePath(target, folder ?? '/') === path ? { name: path, text: heredoc.content } : undefined;
}

/** The file of the context that a `COPY` puts at this path in the image. */
function findCopiedFile(
	path: string,
	step: Instruction,
	folder: string | undefined,
	{ variables, context }: { readonly variables: Variables; readonly context: BuildContext | undefined },
): FoundFile | undefined {
	const copy = context && readLocalCopy(step, variables);
	if (!copy || (folder === undefined && !copy.target.startsWith('/'))) return undefined;
	const target = resolveImagePath(copy.target, folder ?? '/');
	if (!isWithin(path, target)) return undefined;
	const below = path === target ? '' : path.slice(target === '/' ? 1 : target.length + 1);
	for (const source of copy.sources) {
		const plain = source.replace(/\/+$/, '');
		const name = plain.split('/').at(-1) ?? '';
		const candidates = [plain === '.' ? below : `${plain}/${below}`];
		if (below === '' || below === name) candidates.push(plain);
		if (/[*?]/.test(name) && below !== '')
			candidates.push(plain.slice(0, plain.length - name.length) + below);
		for (const candidate of candidates) {
			if (context.isIgnored(candidate)) continue;
			const text = context.read(candidate);
			if (text !== undefined) return { name: candidate, text };
		}
	}
	return undefined;
}
