import type { Instruction } from '../../dockerfile/model.ts';
import { listScripts } from '../../image/instructions.ts';
import { locateSpan } from '../../shell/script.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** The host key is the only proof of who answers; asking the network for it at build time trusts whoever answers first. */
export const hostKeyUnchecked = defineRule({
	id: 'host-key-unchecked',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'Host keys are known before the build connects',
	messages: {
		notChecked: 'With this, ssh accepts whoever answers. Copy a `known_hosts` file in instead.',
		scanned:
			'`ssh-keyscan` believes whoever answers. Copy a `known_hosts` file in whose keys a person has compared.',
	},
	dockerfile({ facts, shell, report }) {
		for (const instruction of facts.instructions) {
			if (NOT_BUILDING.has(instruction.keyword)) continue;
			if (instruction.keyword === 'RUN')
				for (const { name, nameSpan } of shell(instruction))
					if (name === 'ssh-keyscan') report('scanned', nameSpan);
			for (const span of locateDisabledChecks(instruction)) report('notChecked', span);
		}
	},
});

/** What a container does when it starts, and words about the image, are no part of the build. */
const NOT_BUILDING = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'EXPOSE', 'FROM']);

/** Comments come first, so that nothing is found in them. */
const OFF = /^[ \t]*#.*|StrictHostKeyChecking["']?[ \t]*[= \t][ \t]*["']?(?:no|off|false)\b/gim;

/** Where the check is switched off: as an option, in a variable, or in a configuration that the build writes. */
function locateDisabledChecks(instruction: Instruction): Span[] {
	return listScripts(instruction).flatMap((script) => {
		// The full search is for the few texts that have the word at all.
		const matches = /StrictHostKey/i.test(script.text) ? [...script.text.matchAll(OFF)] : [];
		return matches.flatMap(({ index, 0: text }) =>
			text.includes('#') ? [] : locateSpan(script, index, index + text.length),
		);
	});
}
