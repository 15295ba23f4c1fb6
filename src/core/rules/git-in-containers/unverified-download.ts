import { isGitSource } from '../../dockerfile/git-source.ts';
import type { Instruction, Stage } from '../../dockerfile/model.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { listRuns } from '../../image/runs.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { defineRule } from '../rule.ts';

/** What an address answers can change from one build to the next, and nobody notices unless the build checks it. */
export const unverifiedDownload = defineRule({
	id: 'unverified-download',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'ADD checks what it downloads',
	messages: {
		noChecksum: 'Nothing checks what this address answers. Add `--checksum=sha256:…`.',
		noRef: 'This takes whatever the default branch holds today. Name a commit: `{address}#<commit>`.',
	},
	dockerfile({ facts, stages, report }) {
		for (const instruction of facts.select('ADD')) {
			const isChecked = instruction.flags.some(({ name, value }) => name === 'checksum' && value?.text);
			if (isChecked) continue;
			for (const { word, value, origin } of facts.readCopy(instruction).sources) {
				// A variable in the middle does not hide what kind of address it is.
				const address = value ?? word.text;
				if (origin === 'heredoc') continue;
				if (isGitSource(address)) {
					if (!hasGitRef(address))
						report('noRef', word.span, {
							values: { address: removePassword(address.replace(/[?#].*$/, '')) },
						});
				} else if (/^https?:\/\//i.test(address) && !(value === undefined && /[#?]/.test(address))) {
					const stage = stages.stageOf(instruction);
					if (!stage || !isCheckedLater(instruction, stage, facts)) report('noChecksum', word.span);
				}
			}
		}
	},
});

/** True where a later `RUN` of the stage compares a checksum or checks a signature. */
function isCheckedLater(add: Instruction, stage: Stage, facts: DockerfileFacts): boolean {
	return listRuns(stage).some(
		(run) => run.span.start > add.span.start && facts.listCommands(run).some(isCheck),
	);
}

function isCheck({ name = '', args }: ShellCommand): boolean {
	const has = (pattern: RegExp) => args.some(({ text }) => text !== undefined && pattern.test(text));
	if (/^(?:sha\d+sum|md5sum|b2sum|shasum|cksum)$/.test(name)) return has(/^-[a-z]*c|^--check|^--status$/);
	if (/^(?:gpgv?|gpg2|cosign|minisign|signify|openssl|slsa-verifier)$/.test(name))
		return name === 'gpgv' || has(/verify|^-[VC]$/);
	return false;
}

/** Messages end up in logs. */
function removePassword(address: string): string {
	return address.replace(/^(https?:\/\/)[^/@]*@/i, '$1');
}

/** `#v1`, `#v1:folder`, `?ref=v1`; `#:folder` names a folder and no ref. */
function hasGitRef(address: string): boolean {
	const fragment = /#([^:]*)/.exec(address)?.[1] ?? '';
	return fragment !== '' || /[?&](ref|tag|branch|commit|checksum)=[^&#]/.test(address);
}
