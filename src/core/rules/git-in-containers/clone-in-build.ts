import type { ShellCommand, ShellWord } from '../../dockerfile/shell-commands.ts';
import { defineRule } from '../rule.ts';
import { effective, mountsOf } from './effective.ts';

/** The text of a `git clone` never changes, so the cache keeps serving the checkout of the day it first ran. */
export const cloneInBuild = defineRule({
	id: 'clone-in-build',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'Sources come from the build context or by ADD, not by a command in RUN',
	messages: {
		cloned:
			'`git {verb}` in a `RUN` is cached by its text, so later commits are missed, and the history stays in the layer. `COPY` the sources, or `ADD` the repository at a commit.',
		clonedUnmounted:
			'`git {verb}` in a `RUN` is cached by its text, so later commits are missed. `COPY` the sources or `ADD` the repository at a commit; a private one needs `--mount=type=ssh` or `--mount=type=secret` on this `RUN`.',
	},
	dockerfile({ dockerfile, stages, shell, report }) {
		for (const instruction of effective(dockerfile, 'RUN')) {
			const stage = stages.stageOf(instruction);
			const isFinal = stage === undefined || stages.isInFinalImage(stage);
			const hasCredentials = mountsOf(instruction).some(({ type }) => type === 'ssh' || type === 'secret');
			if (!isFinal && hasCredentials) continue;
			for (const command of shell(instruction)) {
				const verb = fetchingVerb(command);
				if (!verb) continue;
				const span = { start: command.nameSpan.start, end: verb.span.end };
				report(isFinal ? 'cloned' : 'clonedUnmounted', span, { values: { verb: verb.text ?? verb.raw } });
			}
		}
	},
});

/** Options before the verb that take the next word as their value. */
const VALUED = new Set([
	'-C',
	'-c',
	'--git-dir',
	'--work-tree',
	'--namespace',
	'--config-env',
	'--super-prefix',
]);

/** The word `clone`, `pull` or `fetch` where git is told to do that. */
function fetchingVerb({ name, args }: ShellCommand): ShellWord | undefined {
	if (name !== 'git') return undefined;
	let at = 0;
	while (args[at]?.raw.startsWith('-')) at += VALUED.has(args[at]?.text ?? '') ? 2 : 1;
	const verb = args[at];
	return /^(clone|pull|fetch)$/.test(verb?.text ?? '') ? verb : undefined;
}
