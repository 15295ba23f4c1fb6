import { packageName } from '../../dockerfile/package-managers.ts';
import type { ShellCommand, ShellWord } from '../../dockerfile/shell-command.ts';
import { defineRule } from '../rule.ts';
import { effective } from './effective.ts';

/** A service does not call git. In its image git is size to pull, code to patch and a tool for whoever breaks in. */
export const gitInImage = defineRule({
	id: 'git-in-image',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'The final image holds no git',
	messages: {
		installed:
			'`{package}` stays in the final image, where the service has no use for it. Fetch sources in an earlier stage or with `COPY` or `ADD`, and leave git out of this one.',
	},
	dockerfile({ dockerfile, stages, variables, shell, report }) {
		for (const instruction of effective(dockerfile, 'RUN')) {
			const stage = stages.stageOf(instruction);
			if (!stage || !stages.isInFinalImage(stage)) continue;
			const namesOf = ({ text, raw }: ShellWord) =>
				(text ?? variables.expand(raw, instruction).value ?? '').split(/\s+/).map(packageName);
			for (const word of packagesKept(shell(instruction), namesOf))
				report('installed', word.span, { values: { package: word.text ?? word.raw } });
		}
	},
});

const GIT = /^(git|git-core|git-all|git-minimal|git-\d[\w.+~*-]*)$/;

/** The words that install git, without those whose package a later command of the same `RUN` removes again. */
function packagesKept(
	commands: readonly ShellCommand[],
	namesOf: (word: ShellWord) => readonly string[],
): readonly ShellWord[] {
	let kept: { word: ShellWord; names: readonly string[] }[] = [];
	for (const command of commands) {
		const action = command.packageAction;
		if (action?.kind !== 'system') continue;
		if (action.action === 'install') {
			const group = virtualGroup(action.options);
			for (const word of action.packages) {
				const names = namesOf(word).filter((name) => GIT.test(name));
				if (names.length > 0) kept.push({ word, names: group === undefined ? names : [...names, group] });
			}
		} else if (action.action === 'remove') {
			const removed = new Set(action.packages.flatMap(namesOf));
			kept = kept.filter(({ names }) => !names.some((name) => removed.has(name)));
		}
	}
	return kept.map(({ word }) => word);
}

/** `apk add --virtual .tools git` gives what it installs a name, by which `apk del .tools` removes it. */
function virtualGroup(options: readonly string[]): string | undefined {
	return options.map((option) => /^(?:--virtual|-t)=(.+)$/.exec(option)?.[1]).find(Boolean);
}
