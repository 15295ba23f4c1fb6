import type { Instruction } from '../dockerfile/model.ts';
import type { Span } from '../source/position.ts';
import { Collector, makeOutermost } from './collector.ts';
import type { ShellCommand } from './command.ts';
import { buildInstructionScript, decodeJsonScript, locateSpan, type ShellScript } from './script.ts';
import { findScriptCall } from './script-call.ts';

/**
 * Every simple command that the shell would run for this instruction, in the order in which it first comes to them: those
 * of a function where that is called, or at the end, as those of a `trap`.
 * `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK CMD`; shell form, JSON form and heredocs alike. Empty for all others,
 * for a heredoc meant for another interpreter, and where the default shell is not a `sh` and so `undefined`.
 */
export function listShellCommands(
	instruction: Instruction,
	source: string,
	shell: string | undefined,
): readonly ShellCommand[] {
	const { keyword, trigger } = instruction;
	if (keyword === 'HEALTHCHECK') return trigger ? listShellCommands(trigger, source, shell) : [];
	if (keyword !== 'RUN' && keyword !== 'CMD' && keyword !== 'ENTRYPOINT') return [];
	if (instruction.isJson) return listExecCommands(listJsonWords(instruction));
	return shell === undefined ? [] : listScriptCommands(buildInstructionScript(instruction, source), shell);
}

/** Every simple command of a shell text. A script that names another interpreter in its first line has none. */
export function listScriptCommands(script: ShellScript, shell = 'sh'): readonly ShellCommand[] {
	return collect((collector) => collector.script(script, makeOutermost(shell)));
}

/**
 * The commands of an exec form (`own`) whose words follow those of another, as a `CMD` those of the `ENTRYPOINT`: its first word
 * is the script of a `sh -c`, and its words tell a package manager what to do. What else the other program makes of it is
 * not known.
 */
export function listFollowingCommands(
	before: readonly ExecWord[],
	words: readonly ExecWord[],
	ownCommands: readonly ShellCommand[],
): readonly ShellCommand[] {
	const [first] = words;
	const joined = listExecCommands([...before, ...words]);
	const [command] = joined;
	const isHere = (span?: Span) =>
		words.some((word) => span && span.start >= word.span.start && span.end <= word.span.end);
	if (!first || !command) return ownCommands;
	if (isHere(command.nameSpan)) return joined;
	// A finding about it stands where it is told what to do.
	const verb = command.packageAction?.verb ?? findScriptCall(command)?.word;
	return isHere(verb?.span) ? [{ ...command, nameSpan: first.span }] : ownCommands;
}

/** True for a package manager that is not told what to do: `yarn` alone would install, and words behind it say otherwise. */
export function isBareManager([command, another]: readonly ShellCommand[]): boolean {
	const action = command?.packageAction;
	return action !== undefined && !action.verb && !another;
}

/** A word of an exec form: its value knows where its characters stand, `span` is that of the word as written. */
export interface ExecWord extends ShellScript {
	readonly raw: string;
	readonly span: Span;
}

/** The commands that an exec form runs: the one it names, or those of its `sh -c` script. */
export function listExecCommands(words: readonly ExecWord[]): readonly ShellCommand[] {
	const [first] = words;
	const last = words.at(-1);
	if (!first || !last) return [];
	return collect((collector) =>
		collector.command(
			{
				words: words.map(({ raw, text, span }) => ({ raw, text, span })),
				script: (index) => words[index],
				assignments: [],
				redirects: [],
				heredocs: [],
				span: { start: first.span.start, end: last.span.end },
			},
			collector.nextPipeline(),
			makeOutermost(undefined),
		),
	);
}

function collect(work: (collector: Collector) => void): readonly ShellCommand[] {
	const collector = new Collector();
	try {
		work(collector);
	} catch (error) {
		// A text nested deeper than the stack is nothing that a rule could judge.
		if (error instanceof RangeError) return [];
		throw error;
	}
	return collector.commands;
}

/** The strings of a JSON form, each mapped through its escapes. */
export function listJsonWords({ body }: Instruction): ExecWord[] {
	const words: ExecWord[] = [];
	for (const match of body.text.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
		const end = match.index + match[0].length;
		words.push({
			...decodeJsonScript(body, match.index, end),
			raw: match[0],
			span: locateSpan(body, match.index, end),
		});
	}
	return words;
}
