import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { Fix } from '../../finding.ts';
import {
	callSpan,
	callText,
	detectLineEnding,
	isOpaque,
	isPlainChain,
	listPackageCalls,
	listSequences,
	type PackageCall,
} from '../../image/runs.ts';
import { type DockerfileContext, defineRule } from '../rule.ts';

/** The lists come from the cache for as long as this line stays the same, while the install below asks for versions that are long gone. */
export const updateApartFromInstall = defineRule({
	id: 'update-apart-from-install',
	topic: 'base-images',
	severity: 'warning',
	summary: 'Package lists are refreshed in the `RUN` that installs',
	fixes: 'safe',
	messages: {
		apart:
			'`{call}` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
	},
	dockerfile({ dockerfile, shell, report }) {
		for (const steps of dockerfile.stages.flatMap(listSequences)) {
			steps.forEach((run, index) => {
				if (run.keyword !== 'RUN') return;
				const commands = shell(run);
				const calls = listPackageCalls(commands);
				const update = calls.find(isUpdate);
				if (!update || calls.some(isReader) || commands.some((command) => isOpaque(command, dockerfile.text)))
					return;
				const next = steps[index + 1];
				const fix = next && joinRuns(run, next, { dockerfile, shell });
				report('apart', callSpan(update), { values: { call: callText(update) }, fix });
			});
		}
	},
});

function isUpdate({ action }: PackageCall): boolean {
	return action.kind === 'system' && action.action === 'update';
}

/** What reads the lists: an upgrade, and `apt-get source`, as well as an install. */
function isReader({ action }: PackageCall): boolean {
	return action.kind === 'system' && /^(?:install|upgrade|fetch)$/.test(action.action);
}

function isInstall({ action }: PackageCall): boolean {
	return action.kind === 'system' && action.action === 'install';
}

/** One `RUN` of two that stand right behind each other, with nothing but plain commands in both. */
function joinRuns(
	run: Instruction,
	next: Instruction,
	{ dockerfile, shell }: Pick<DockerfileContext, 'dockerfile' | 'shell'>,
): Fix | undefined {
	if (next.keyword !== 'RUN' || run.flags.length > 0 || next.flags.length > 0) return undefined;
	if (
		!isPlainChain(run) ||
		!isPlainChain(next) ||
		hasShellChange(run) ||
		!listPackageCalls(shell(next)).some(isInstall)
	)
		return undefined;
	if (!isBlank(dockerfile, run.body.span.end, next.span.start)) return undefined;
	const span = { start: run.body.span.end, end: next.body.span.start };
	return {
		title: 'Join it with the install below',
		kind: 'safe',
		edits: [{ span, text: ` && ${dockerfile.escape}${detectLineEnding(dockerfile)}    ` }],
	};
}

/** True where a command of its own shell, `cd` or `X=y`, would reach into what is put behind it. */
function hasShellChange({ body }: Instruction): boolean {
	return /(?:^|&&)\s*(?:(?:cd|pushd|popd|export|set|shopt|unset|umask|ulimit|alias|trap|eval|source|\.|readonly|declare)\s|\w+=(?:[^\s"'&]|"[^"]*"|'[^']*')*\s*(?:&&|$))/.test(
		body.text,
	);
}

function isBlank({ text }: Dockerfile, start: number, end: number): boolean {
	return text.slice(start, end).trim() === '';
}
