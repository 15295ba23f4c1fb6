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
	dockerfile({ facts, report }) {
		const isCheckedLater = makeCheckTest(facts);
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
					if (!isCheckedLater(instruction)) report('noChecksum', word.span);
				}
			}
		}
	},
});

/** Where in a stage the last `RUN` begins that compares a checksum or checks a signature. */
function makeCheckTest(facts: DockerfileFacts): (add: Instruction) => boolean {
	const lastChecks = new Map<Stage, number>();
	return (add) => {
		const stage = facts.stages.stageOf(add);
		if (!stage) return false;
		const known = lastChecks.get(stage);
		const last = known ?? locateLastCheck(stage, facts);
		lastChecks.set(stage, last);
		return last > add.span.start;
	};
}

function locateLastCheck(stage: Stage, facts: DockerfileFacts): number {
	return listRuns(stage).findLast((run) => facts.listCommands(run).some(isCheck))?.span.start ?? -1;
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
