import { ImagePurpose } from '../../image/toolchain.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { extractPackageName, isRemovalMark } from '../../shell/package-managers.ts';
import type { ShellWord } from '../../shell/shell-word.ts';
import { defineRule } from '../rule.ts';

/** A service does not call git. In its image git is size to pull, code to patch and a tool for whoever breaks in. */
export const gitInImage = defineRule({
	id: 'git-in-image',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'The final image holds no git',
	messages: {
		installed:
			'{package} stays in the final image. Fetch sources in an earlier stage or with `COPY`, and leave git out.',
		perhaps: '{package} stays in the image. If a service runs in it, fetch sources in an earlier stage.',
	},
	dockerfile({ facts, stages, variables, shell, report }) {
		const purpose = new ImagePurpose(facts);
		for (const instruction of facts.select('RUN')) {
			const stage = stages.stageOf(instruction);
			if (!stage || !stages.isInFinalImage(stage)) continue;
			const listPackageNames = ({ text, raw }: ShellWord) =>
				(text ?? variables.expand(raw, instruction).value ?? '').split(/\s+/).map(extractPackageName);
			for (const word of listInstalledPackages(shell(instruction), listPackageNames)) {
				if (purpose.programs.has('git')) return;
				report(purpose.mayBeToolchain ? 'perhaps' : 'installed', word.span, {
					values: { package: describePackage(word, listPackageNames) },
				});
			}
		}
	},
});

/** A variable that holds it among others does not name it. */
function describePackage(word: ShellWord, listNames: (word: ShellWord) => readonly string[]): string {
	const name = listNames(word).find((one) => GIT.test(one)) ?? 'git';
	return word.text === undefined
		? `\`${name}\` in \`${word.raw.replace(/^"(.*)"$/, '$1')}\``
		: `\`${word.text}\``;
}

const GIT = /^(git|git-core|git-all|git-minimal|git-\d[\w.+~*-]*)$/;

/** The words that install git, without those whose package a later command of the same `RUN` removes again. */
function listInstalledPackages(
	commands: readonly ShellCommand[],
	namesOf: (word: ShellWord) => readonly string[],
): readonly ShellWord[] {
	const removesUnmarked = commands.some(isRemovalMark);
	let installedPackages: { word: ShellWord; names: readonly string[] }[] = [];
	for (const command of commands) {
		const action = command.packageAction;
		if (action?.kind !== 'system') continue;
		if (action.action === 'install') {
			const group = findVirtualGroup(action.options);
			for (const word of action.packages) {
				const names = namesOf(word).filter((name) => GIT.test(name));
				if (names.length > 0)
					installedPackages.push({ word, names: group === undefined ? names : [...names, group] });
			}
		} else if (action.action === 'remove') {
			// After `apt-mark auto` a removal also takes what it does not name.
			if (removesUnmarked) installedPackages = [];
			const removed = new Set(action.packages.flatMap(namesOf));
			installedPackages = installedPackages.filter(({ names }) => !names.some((name) => removed.has(name)));
		}
	}
	return installedPackages.map(({ word }) => word);
}

/** `apk add --virtual .tools git` gives what it installs a name, by which `apk del .tools` removes it. */
function findVirtualGroup(options: readonly string[]): string | undefined {
	return options.map((option) => /^(?:--virtual|-t)=(.+)$/.exec(option)?.[1]).find(Boolean);
}
