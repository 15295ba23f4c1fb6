import { findGitFetch } from '../../shell/git-fetch.ts';
import { defineRule } from '../rule.ts';

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
	dockerfile({ facts, stages, shell, report }) {
		for (const instruction of facts.select('RUN')) {
			const stage = stages.stageOf(instruction);
			const isFinal = stage === undefined || stages.isInFinalImage(stage);
			const hasCredentials = facts
				.readMounts(instruction)
				.some(({ type }) => type === 'ssh' || type === 'secret');
			if (!isFinal && hasCredentials) continue;
			const fetched = shell(instruction).flatMap((command) => {
				const found = findGitFetch(command);
				return found ? { ...found, start: command.nameSpan.start } : [];
			});
			// Submodules and remotes behind a clone are a part of it.
			const whole = fetched.filter(({ verb }) => !verb.includes(' '));
			for (const { verb, start, end } of whole.length > 0 ? whole : fetched)
				report(isFinal ? 'cloned' : 'clonedUnmounted', { start, end }, { values: { verb } });
		}
	},
});
