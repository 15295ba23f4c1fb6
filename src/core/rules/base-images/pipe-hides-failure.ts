import type { Instruction, Stage } from '../../dockerfile/model.ts';
import { findSystemShell } from '../../image/known-base.ts';
import { listShellRuns, type ShellRun } from '../../image/runs.ts';
import type { SystemShell } from '../../knowledge/known-bases.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { extractProgramName } from '../../shell/wrappers.ts';
import { defineRule } from '../rule.ts';

/** Of a pipe the last command's exit code counts: a download that fails half-way still ends the step as done. */
export const pipeHidesFailure = defineRule({
	id: 'pipe-hides-failure',
	topic: 'base-images',
	severity: 'info',
	summary: 'A download that fails in a pipe fails the build',
	messages: {
		hidden:
			'Only the exit code of `{last}` counts here, that of `{first}` is lost. Put `set -o pipefail` before it.',
	},
	dockerfile({ facts, dockerfile, stages, report }) {
		const systemShells = new Map<Stage, SystemShell | undefined>();
		for (const step of listShellRuns(dockerfile, stages)) {
			if (!mayPipe(step.run)) continue;
			const { stage } = step;
			for (const [first, last] of listPipes(facts.listCommands(step.run))) {
				if (!systemShells.has(stage)) systemShells.set(stage, findSystemShell(stage, facts));
				if (!hasPipefail(first, step, systemShells.get(stage))) continue;
				const values = { first: first.name ?? '', last: last.name ?? 'the last command' };
				report('hidden', first.nameSpan, { values });
			}
		}
	},
});

/** Cheap: most steps have no pipe, and some have set it. */
function mayPipe({ body, heredocs }: Instruction): boolean {
	const texts = [body.text, ...heredocs.map(({ content }) => content)];
	return texts.some((text) => text.includes('|')) && !texts.some((text) => text.includes('pipefail'));
}

/** The downloads that begin a pipe, each with the command that ends it. */
function listPipes(commands: readonly ShellCommand[]): [ShellCommand, ShellCommand][] {
	const ends = new Map(commands.map((command) => [command.pipeline, command]));
	return commands.flatMap((command): [ShellCommand, ShellCommand][] => {
		const last = ends.get(command.pipeline);
		if (!last || last === command || !isDownload(command) || isDownload(last)) return [];
		return command.surroundings.isSubstituted ? [] : [[command, last]];
	});
}

function isDownload({ name }: ShellCommand): boolean {
	return name === 'curl' || name === 'wget';
}

const WITH_PIPEFAIL: ReadonlySet<string> = new Set(['bash', 'busybox', 'ash', 'zsh', 'ksh']);

/** Whether the shell that runs the command is known to have the option, and is not given it. */
function hasPipefail({ shell }: ShellCommand, step: ShellRun, systemShell: SystemShell | undefined): boolean {
	if (step.shell.some((word) => word.includes('pipefail'))) return false;
	if (shell !== undefined && WITH_PIPEFAIL.has(shell)) return true;
	const program = extractProgramName(step.shell[0] ?? 'sh');
	if (program !== 'sh') return WITH_PIPEFAIL.has(program);
	return systemShell !== undefined && WITH_PIPEFAIL.has(systemShell);
}
