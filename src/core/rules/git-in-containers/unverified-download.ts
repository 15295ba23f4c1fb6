import { isGitSource } from '../../dockerfile/git-source.ts';
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
				} else if (/^https?:\/\//i.test(address) && !(value === undefined && /[#?]/.test(address)))
					report('noChecksum', word.span);
			}
		}
	},
});

/** Messages end up in logs. */
function removePassword(address: string): string {
	return address.replace(/^(https?:\/\/)[^/@]*@/i, '$1');
}

/** `#v1`, `#v1:folder`, `?ref=v1`; `#:folder` names a folder and no ref. */
function hasGitRef(address: string): boolean {
	const fragment = /#([^:]*)/.exec(address)?.[1] ?? '';
	return fragment !== '' || /[?&](ref|tag|branch|commit|checksum)=[^&#]/.test(address);
}
