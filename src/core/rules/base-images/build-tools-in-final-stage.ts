import { callText, listFinalStages, listPackageCalls, listRuns, type PackageCall } from '../../image/runs.ts';
import { ImagePurpose } from '../../image/toolchain.ts';
import { BUILD_TOOLS } from '../../knowledge/build-tools.ts';
import { extractPackageName, isRemovalMark } from '../../shell/package-managers.ts';
import type { ShellWord } from '../../shell/shell-word.ts';
import { defineRule } from '../rule.ts';

/** Compilers and headers serve the build alone: in the image they are size to pull, packages to patch, and tools for an intruder. */
export const buildToolsInFinalStage = defineRule({
	id: 'build-tools-in-final-stage',
	topic: 'base-images',
	severity: 'warning',
	summary: 'Compilers stay in an earlier stage',
	messages: {
		tools:
			'Build tools stay in the image: {packages}. Build in an earlier stage and `COPY --from` the result.',
		perhaps: 'Build tools stay in the image: {packages}. If a service runs in it, build in an earlier stage.',
		needed:
			'`{call}` brings all that building {packages} needs. Build in an earlier stage and `COPY --from` the result.',
	},
	dockerfile({ facts, dockerfile, stages, variables, shell, report }) {
		const purpose = new ImagePurpose(facts);
		for (const stage of listFinalStages(dockerfile, stages)) {
			for (const run of listRuns(stage)) {
				const commands = shell(run);
				// A variable may hold several names.
				const listPackageNames = ({ text, raw }: ShellWord) =>
					text === undefined ? (variables.expand(raw, run).value?.split(/\s+/) ?? []) : [text];
				const calls = listPackageCalls(commands).filter(({ action }) => action.kind === 'system');
				if (commands.some(isRemovalMark) && calls.some(({ action }) => action.action === 'remove')) continue;
				for (const install of calls) {
					if (install.action.action !== 'install') continue;
					const later = calls.filter(
						({ action, index }) => action.action === 'remove' && index > install.index,
					);
					if (isBuildDependencyInstall(install)) {
						// What it brings has no names here, so a removal may take any of it.
						const [first] = install.action.packages;
						if (!first || later.length > 0) continue;
						const packages = install.action.packages.map(({ raw }) => `\`${raw}\``).join(', ');
						report('needed', first.span, { values: { call: callText(install), packages } });
						continue;
					}
					const tools = install.action.packages.flatMap((word) => {
						if (later.some((removal) => mayRemove(removal, word, install))) return [];
						return listPackageNames(word)
							.filter(isBuildTool)
							.map((name) => ({ name, span: word.span }));
					});
					const [first] = tools;
					if (!first) continue;
					const packages = tools.map(({ name }) => `\`${extractPackageName(name)}\``).join(', ');
					if ([...purpose.programs].some(isBuildTool)) return;
					report(purpose.mayBeToolchain ? 'perhaps' : 'tools', first.span, { values: { packages } });
				}
			}
		}
	},
});

function isBuildTool(text: string): boolean {
	if (/^@?(?:group:)?"?development[ -]tools"?$/i.test(text)) return true;
	const name = extractPackageName(text).toLowerCase();
	if (BUILD_TOOLS.has(name) || /-(?:dev|devel|jdk|jdk-headless)$/.test(name)) return true;
	if (/^crossbuild-essential-|^(?:gcc|g\+\+|gfortran)(?:-[\d.]+)?-multilib$/.test(name)) return true;
	return /^(?:gcc|g\+\+|cpp|clang|llvm|gfortran|golang|openjdk|linux-headers|java)-[\d.]+(?:-go|-openjdk-devel|-generic)?$/.test(
		name,
	);
}

/** `apt-get build-dep`: what a package is built with. */
function isBuildDependencyInstall({ action }: PackageCall): boolean {
	return /^build-?dep$/.test(action.verb?.text ?? '');
}

/** True where a later removal names the package or the virtual package it came in with, or where it cannot be known what is removed. */
function mayRemove({ action }: PackageCall, word: ShellWord, install: PackageCall): boolean {
	const name = extractPackageName(word.text ?? word.raw);
	if (/^(?:undo|rollback)$/.test(action.verb?.text ?? '')) return true;
	const virtual = install.action.options.map((option) => /^(?:-t|--virtual)=(.*)$/.exec(option)?.[1]);
	return action.packages.some(({ text }) => {
		if (text === undefined || virtual.includes(text)) return true;
		if (extractPackageName(text) === name) return true;
		return (
			text.includes('*') &&
			new RegExp(`^${text.replace(/[^\w*.-]/g, '').replace(/\.?\*/g, '.*')}$`).test(name)
		);
	});
}
