import type { Dockerfile, Heredoc } from '../../dockerfile/model.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { listShellRuns, type ShellRun } from '../../image/runs.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { isShell } from '../../shell/wrappers.ts';
import { defineRule } from '../rule.ts';

/** In a heredoc each line is a command of its own: where one fails, the shell goes on, and only the last one's exit code counts. */
export const heredocGoesOn = defineRule({
	id: 'heredoc-goes-on',
	topic: 'base-images',
	severity: 'warning',
	summary: 'A heredoc of several commands stops at the first that fails',
	messages: {
		goesOn: 'Where `{command}` fails, this heredoc goes on. Begin it with `set -e`.',
	},
	dockerfile({ facts, dockerfile, stages, report }) {
		for (const step of listShellRuns(dockerfile, stages)) {
			for (const heredoc of step.run.heredocs) {
				const lost = findLostFailure(heredoc, step, facts);
				if (lost) report('goesOn', heredoc.span, { values: { command: lost } });
			}
		}
	},
});

/** The first command of a heredoc whose failure nobody would notice, as a message names it. */
function findLostFailure(heredoc: Heredoc, step: ShellRun, facts: DockerfileFacts): string | undefined {
	const all = facts.listCommands(step.run);
	const { start, end } = heredoc.contentSpan;
	const commands = all.filter(({ span }) => span.start >= start && span.end <= end);
	if (commands.length < 2 || commands.some(isErrorExit) || stopsByItself(heredoc, step, all))
		return undefined;
	const lost = commands.find((command, index) => {
		const next = commands[index + 1];
		return next && mayFail(command) && isRunRegardless(command, next, facts.dockerfile);
	});
	return lost?.name;
}

/** `set -e`, `set -eux`, `set -o errexit`. */
function isErrorExit({ name, args }: ShellCommand): boolean {
	return name === 'set' && args.some(({ raw }) => isExitOption(raw));
}

function isExitOption(text: string): boolean {
	return /^-[a-zA-Z]*e[a-zA-Z]*$/.test(text) || text === 'errexit';
}

/** True where what reads the heredoc was told so: the default shell, the program before the mark, or the first line. */
function stopsByItself(heredoc: Heredoc, { shell }: ShellRun, commands: readonly ShellCommand[]): boolean {
	const firstLine = /^#!.*/.exec(heredoc.content)?.[0];
	if (firstLine !== undefined) return firstLine.split(/\s+/).some(isExitOption);
	const reader = commands.findLast(
		({ scriptFollows, span }) => scriptFollows && span.start < heredoc.contentSpan.start,
	);
	if (reader) return reader.args.some(({ raw }) => isExitOption(raw));
	return shell.some(isExitOption);
}

/** What only sets or says something hardly ever fails. */
const HARMLESS =
	/^(?:set|export|unset|readonly|local|declare|shopt|umask|ulimit|trap|alias|echo|printf|true|:|exit|return|break|continue|shift|wait|\[|\[\[|test)$/;

function mayFail({ name }: ShellCommand): boolean {
	return name !== undefined && !HARMLESS.test(name) && !isShell(name);
}

/** True where the shell comes to the second command though the first one failed. */
function isRunRegardless(
	{ span, surroundings, pipeline }: ShellCommand,
	next: ShellCommand,
	{ text }: Dockerfile,
): boolean {
	if (next.span.start <= span.end || next.pipeline === pipeline) return false;
	const { isSubstituted, isUncalled, isBackground, arms, processes } = surroundings;
	const other = next.surroundings;
	if (isSubstituted || isUncalled || isBackground || other.isSubstituted || other.isUncalled) return false;
	if (!areSame(arms, other.arms) || !areSame(processes, other.processes)) return false;
	const between = text
		.slice(span.end, next.span.start)
		.replace(/\\\r?\n/g, ' ')
		.replace(/(^|\s)#.*/g, '$1');
	return (
		/[;\n]/.test(between) &&
		!/&&|\||&|[(){}`]|\b(?:then|do|else|elif|fi|done|esac|while|until|if|for|case)\b/.test(between)
	);
}

function areSame(first: readonly unknown[], other: readonly unknown[]): boolean {
	return JSON.stringify(first) === JSON.stringify(other);
}
