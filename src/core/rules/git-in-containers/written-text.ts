import type { Instruction } from '../../dockerfile/model.ts';
import type { ShellCommand } from '../../dockerfile/shell-commands.ts';

/**
 * The text that a pipeline of a `RUN` puts into a file, where all of it stands in the Dockerfile: by `echo`, by `printf`,
 * or as a heredoc. `undefined` where it comes from elsewhere, or a variable is part of it.
 */
export function writtenText([first]: readonly ShellCommand[], { heredocs }: Instruction): string | undefined {
	if (!first) return undefined;
	if (/^(echo|printf)$/.test(first.name ?? '')) {
		// What `%s` stands for is as unknown as a variable.
		const text = first.args.map((word) => word.text ?? '%s').join(' ');
		return /%[^%]/.test(text) ? undefined : text.replaceAll('\\n', '\n');
	}
	const { start, end } = first.span;
	const heredoc = heredocs.find(({ span }) => span.start > start && span.end <= end);
	return heredoc?.expands && /[$`]/.test(heredoc.content) ? undefined : heredoc?.content;
}
