import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import type { StageGraph } from '../dockerfile/stages.ts';
import { listTriggers } from '../dockerfile/steps.ts';
import { OPAQUE_PROGRAMS } from '../knowledge/programs.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { PackageAction } from '../shell/package-managers.ts';
import { isShell } from '../shell/wrappers.ts';
import type { Span } from '../source/position.ts';
import { listStageInstructions } from './instructions.ts';

/** The `RUN`s of a stage, those behind `ONBUILD` included. */
export function listRuns(stage: Stage): readonly Instruction[] {
	return listStageInstructions(stage).filter(({ keyword }) => keyword === 'RUN');
}

/** The own instructions of a stage, and what stands behind its `ONBUILD`s: each runs in one build, one after the other. */
export function listSequences(stage: Stage): readonly (readonly Instruction[])[] {
	const triggers = listTriggers(stage);
	return triggers.length === 0 ? [stage.instructions] : [stage.instructions, triggers];
}

/** The stages whose layers the image has: the final one, and those it is built on. */
export function listFinalStages({ stages }: Dockerfile, graph: StageGraph): Stage[] {
	return stages.filter((stage) => graph.isInFinalImage(stage));
}

/** More stages on top of each other than any hand writes are not followed, so that no file takes time beyond measure. */
const MOST_STAGES = 100;

/** This stage and those it starts from, the nearest first. */
export function listLineage(stage: Stage, graph: StageGraph): Stage[] {
	const stages: Stage[] = [];
	for (
		let currentStage: Stage | undefined = stage;
		currentStage && stages.length < MOST_STAGES;
		currentStage = graph.parentOf(currentStage)
	)
		stages.push(currentStage);
	return stages;
}

/** A `RUN`, and what `SHELL` says where it stands; nothing where it is the system's own. */
export interface ShellRun {
	readonly run: Instruction;
	readonly stage: Stage;
	readonly shell: readonly string[];
}

/** Every `RUN` of a file with the shell that reads it, the one of the stage below included. */
export function listShellRuns({ stages }: Dockerfile, graph: StageGraph): readonly ShellRun[] {
	const runs: ShellRun[] = [];
	const shells = new Map<Stage, readonly string[]>();
	for (const stage of stages) {
		const parent = graph.parentOf(stage);
		let shell = (parent && shells.get(parent)) ?? [];
		for (const instruction of listStageInstructions(stage)) {
			if (instruction.keyword === 'SHELL') shell = instruction.args.map(({ text }) => text);
			else if (instruction.keyword === 'RUN') runs.push({ run: instruction, stage, shell });
		}
		shells.set(stage, shell);
	}
	return runs;
}

/** A call of a package manager, with its place among the commands of its `RUN`. */
export interface PackageCall {
	readonly command: ShellCommand;
	readonly action: PackageAction;
	readonly index: number;
}

export function listPackageCalls(commands: readonly ShellCommand[]): readonly PackageCall[] {
	const calls: PackageCall[] = [];
	commands.forEach((command, index) => {
		if (command.packageAction) calls.push({ command, action: command.packageAction, index });
	});
	return calls.length > MOST_CALLS ? [] : calls;
}

/** A `RUN` with more calls than any hand writes is not judged, so that no file takes time beyond measure. */
const MOST_CALLS = 500;

/** `apt-get update`: from the program's name to the word that says what to do. */
export function callSpan({ command, action }: PackageCall): Span {
	return { start: command.nameSpan.start, end: action.verb?.span.end ?? command.nameSpan.end };
}

/** `apt-get update`, as a message names it. */
export function callText({ action }: PackageCall): string {
	return action.call;
}

/** True for a script, or a program that may do anything: what it leaves behind cannot be known. */
export function isOpaque(command: ShellCommand, source: string): boolean {
	const { name, nameSpan, scriptFollows } = command;
	if (scriptFollows) return false;
	if (isScript(command) || name === undefined || OPAQUE_PROGRAMS.has(name)) return true;
	// `install-packages`, `apt-install`: a script that the base image brings.
	if (/[-_]/.test(name) && /(?:^|[-_])install(?:[-_]|$)/.test(name)) return true;
	const path = source.slice(nameSpan.start, nameSpan.end).replace(/^["']/, '');
	// A program of one's own; those of the system are called by their names.
	if (path.includes('/') && !/^\/(?:usr\/)?s?bin\//.test(path)) return true;
	return isShell(name) || /\.(?:py|pl|rb|js)$|^python[\d.]*$/.test(name);
}

/** True for a shell script in a file, and for a command that only a variable names. */
export function isScript({ name, args, nameSpan, span }: ShellCommand): boolean {
	if (name === undefined || name === '.' || name === 'source' || /\.(?:ba)?sh$/.test(name)) return true;
	if (isShell(name)) return args.some(({ raw }) => !raw.startsWith('-'));
	// A path without arguments, `/install`, is a script that the image or the context brings.
	return nameSpan.end - nameSpan.start > name.length && args.length === 0 && nameSpan.start === span.start;
}

const APT: ReadonlySet<string> = new Set(['apt-get', 'apt', 'aptitude']);

export function isApt({ manager }: PackageAction): boolean {
	return APT.has(manager);
}

/** True for a body that is nothing but simple commands joined by `&&`: another can be put behind it, or the next `RUN`'s. */
export function isPlainChain({ isJson, heredocs, body }: Instruction): boolean {
	if (isJson || heredocs.length > 0 || body.text === '') return false;
	const bare = body.text
		.replace(/\\.|'[^']*'|"(?:[^"\\$`]|\\.|\$\w|\$\{\w+\})*"/g, 'x')
		.replaceAll('&&', ' ');
	return !/[;|&#(){}`"'\\\n]|(?:^|\s)(?:if|for|while|until|case|!|exec|exit)(?:\s|$)/.test(bare);
}

/** The line ending of the file. */
export function detectLineEnding({ text }: Dockerfile): string {
	return text.includes('\r\n') ? '\r\n' : '\n';
}
