import { listMounts, selectInstructions } from '../../image/effective.ts';
import type { ShellCommand } from '../../shell/command.ts';
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
	dockerfile({ dockerfile, stages, shell, report }) {
		for (const instruction of selectInstructions(dockerfile, 'RUN')) {
			const stage = stages.stageOf(instruction);
			const isFinal = stage === undefined || stages.isInFinalImage(stage);
			const hasCredentials = listMounts(instruction).some(({ type }) => type === 'ssh' || type === 'secret');
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

/** Options before the verb that take the next word as their value. */
const VALUED = /^(?:-[Cc]|--(?:git-dir|work-tree|namespace|config-env|super-prefix))$/;

/** What git is told to fetch with, `clone` or `submodule update`, and where that ends; `undefined` where it fetches nothing. */
export function findGitFetch({
	name,
	args,
}: ShellCommand): { readonly verb: string; readonly end: number } | undefined {
	if (name !== 'git') return undefined;
	const words = args.filter(({ raw, text = raw }, at) => {
		return !text.startsWith('-') && !VALUED.test(args[at - 1]?.text ?? '');
	});
	const [verb] = FETCHING.exec(`${words[0]?.text} ${words[1]?.text} `) ?? [];
	const last = words[verb?.trim().includes(' ') ? 1 : 0];
	return verb && last ? { verb: verb.trim(), end: last.span.end } : undefined;
}

const FETCHING =
	/^(?:clone|pull|fetch|submodule (?:update|add)|remote update|subtree (?:add|pull)|lfs (?:pull|fetch)) /;
