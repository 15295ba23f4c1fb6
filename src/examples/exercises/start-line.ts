import type { Dockerfile, Instruction, Stage } from '#core/dockerfile/model.ts';
import type { StageGraph } from '#core/dockerfile/stages.ts';
import type { ShellCommand } from '#core/shell/command.ts';
import { listShellCommands } from '#core/shell/commands.ts';

/** Programs that start another one and pass its signals on. */
const INIT = /^(?:tini|dumb-init|catatonit) (?:-\S+ )*/;

/**
 * The program that a container starts in the end, with its words, as one line. Of a shell's script that is the last
 * command: what comes before it only prepares. `undefined` where nothing is started.
 */
export function findStartLine(dockerfile: Dockerfile, graph: StageGraph): string | undefined {
	const { entrypoint, command } = listStartInstructions(graph);
	if (entrypoint === undefined && command === undefined) return undefined;
	if (entrypoint?.isJson && command?.isJson) return joinCommandWords([...entrypoint.args, ...command.args]);
	const deciding = entrypoint ?? command;
	return deciding === undefined ? undefined : formatLastCommand(listShellCommands(deciding, dockerfile));
}

/** The last command, as one line; also what a compose file's `command` ends in. */
export function formatLastCommand(commands: readonly ShellCommand[]): string | undefined {
	const last = commands.at(-1);
	if (last?.name === undefined) return undefined;
	return joinCommandWords([
		{ text: last.name },
		...last.args.map(({ text, raw }) => ({ text: text ?? raw })),
	]);
}

function joinCommandWords(words: readonly { readonly text: string }[]): string {
	return words
		.map(({ text }) => text)
		.join(' ')
		.replace(INIT, '');
}

interface Start {
	readonly entrypoint?: Instruction;
	readonly command?: Instruction;
}

/** A stage begins with what the stage it is `FROM` starts; its own `ENTRYPOINT` forgets the `CMD` of that one. */
function listStartInstructions(graph: StageGraph): Start {
	const chain: Stage[] = [];
	for (let stage = graph.final; stage; stage = graph.parentOf(stage)) chain.unshift(stage);
	return chain.reduce<Start>((inherited, { instructions }) => {
		const entrypoint = instructions.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
		const command = instructions.findLast(({ keyword }) => keyword === 'CMD');
		const base = entrypoint === undefined ? inherited : {};
		return { ...base, ...(entrypoint && { entrypoint }), ...(command && { command }) };
	}, {});
}
