import type { DockerfileFacts } from '#core/image/facts.ts';
import { findStart } from '#core/image/start-scripts.ts';
import type { ShellCommand } from '#core/shell/command.ts';

/** Programs that start another one and pass its signals on. */
const INIT = /^(?:tini|dumb-init|catatonit) (?:-\S+ )*/;

/**
 * The program that a container starts in the end, with its words, as one line. Of a shell's script that is the last
 * command: what comes before it only prepares. `undefined` where nothing is started.
 */
export function findStartLine(facts: DockerfileFacts): string | undefined {
	const { final } = facts.stages;
	const { entrypoint, command } = final ? findStart(final, facts) : {};
	if (entrypoint === undefined && command === undefined) return undefined;
	if (entrypoint?.isJson && command?.isJson) return joinCommandWords([...entrypoint.args, ...command.args]);
	const deciding = entrypoint ?? command;
	return deciding === undefined ? undefined : formatLastCommand(facts.listCommands(deciding));
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
