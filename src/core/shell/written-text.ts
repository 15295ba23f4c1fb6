import type { Instruction } from '../dockerfile/model.ts';
import type { ShellCommand } from './command.ts';

/**
 * The text that commands of a `RUN` put into a file, where all of it stands in the Dockerfile: by `echo`, by `printf`, or
 * as a heredoc. `undefined` where some of it comes from elsewhere, or a variable is part of it.
 */
export function collectWrittenText(
	commands: readonly ShellCommand[],
	instruction: Instruction,
): string | undefined {
	const texts = commands.map((command) => findWrittenText(command, instruction));
	return texts.includes(undefined) ? undefined : texts.join('\n');
}

function findWrittenText(
	{ name = '', args, span }: ShellCommand,
	{ heredocs }: Instruction,
): string | undefined {
	if (/^(echo|printf)$/.test(name)) {
		// What `%s` stands for is as unknown as a variable.
		const text = args.map((word) => word.text ?? '%s').join(' ');
		return /%[^%]/.test(text) ? undefined : text.replaceAll('\\n', '\n');
	}
	const heredoc = heredocs.find((one) => one.span.start > span.start && one.span.end <= span.end);
	return heredoc?.expands && /[$`]/.test(heredoc.content) ? undefined : heredoc?.content;
}
