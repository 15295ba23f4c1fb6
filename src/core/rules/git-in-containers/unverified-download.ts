import { isGitSource } from '../../dockerfile/git-source.ts';
import type { Instruction, Stage } from '../../dockerfile/model.ts';
import { listUncheckedDownloads } from '../../image/downloads.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { listRuns } from '../../image/runs.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { defineRule } from '../rule.ts';

/** What an address answers can change from one build to the next, and nobody notices unless the build checks it. */
export const unverifiedDownload = defineRule({
	id: 'unverified-download',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'Downloads are checked before they are used',
	messages: {
		noChecksum: 'Nothing checks what this address answers. Add `--checksum=sha256:…`.',
		used: 'What this address answers is {use} unchecked. Compare a checksum in this `RUN` first.',
		plain:
			'Anyone on the way can swap this file: nothing checks it, and `http://` hides nothing. Use `https://` and a checksum.',
		movable: '`{ref}` may be moved to another commit. Name the commit, or add `--checksum=<commit>`.',
		noRef: 'This takes whatever the default branch holds today. Name a commit: `{address}#<commit>`.',
	},
	dockerfile({ facts, dockerfile, report }) {
		for (const run of facts.select('RUN')) {
			if (!/\b(?:curl|wget)\b/.test(dockerfile.text.slice(run.span.start, run.span.end))) continue;
			for (const { use, isPlain, span } of listUncheckedDownloads(
				run,
				facts.listCommands(run),
				dockerfile.text,
			))
				report(isPlain ? 'plain' : 'used', span, { values: { use: use ?? 'kept' } });
		}
		const isCheckedLater = makeCheckTest(facts);
		for (const instruction of facts.select('ADD')) {
			const isChecked = instruction.flags.some(({ name, value }) => name === 'checksum' && value?.text);
			if (isChecked) continue;
			for (const { word, value, origin } of facts.readCopy(instruction).sources) {
				// A variable in the middle does not hide what kind of address it is.
				const address = value ?? word.text;
				if (origin === 'heredoc') continue;
				if (isGitSource(address)) {
					const ref = findMovableRef(address);
					if (ref !== undefined) report('movable', word.span, { values: { ref }, severity: 'info' });
					else if (!hasGitRef(address))
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

/** The branch or tag that an address names; `undefined` for a commit, for none, and for what only the build knows. */
function findMovableRef(address: string): string | undefined {
	if (/[?&](?:checksum|commit)=[^&#]/.test(address)) return undefined;
	const ref = /#([^:]*)/.exec(address)?.[1] || /[?&](?:ref|tag|branch)=([^&#]*)/.exec(address)?.[1];
	return !ref || ref.includes('$') || /^[0-9a-f]{7,64}$/i.test(ref) ? undefined : ref;
}
