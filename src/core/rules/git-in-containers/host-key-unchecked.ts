import type { Instruction } from '../../dockerfile/model.ts';
import { defineRule } from '../rule.ts';
import { effectiveInstructions } from './effective.ts';

/** The host key is the only proof of who answers; asking the network for it at build time trusts whoever answers first. */
export const hostKeyUnchecked = defineRule({
	id: 'host-key-unchecked',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'Host keys are known before the build connects',
	messages: {
		notChecked:
			'With this, ssh accepts whoever answers. Copy a `known_hosts` file with the right key in, and leave the check on.',
		scanned:
			'`ssh-keyscan` in a build believes whoever answers. Copy a `known_hosts` file in whose keys were compared once by a person.',
	},
	dockerfile({ dockerfile, shell, report }) {
		for (const instruction of effectiveInstructions(dockerfile)) {
			if (NOT_BUILDING.has(instruction.keyword)) continue;
			if (instruction.keyword === 'RUN')
				for (const { name, nameSpan } of shell(instruction))
					if (name === 'ssh-keyscan') report('scanned', nameSpan);
			for (const span of switchedOff(instruction)) report('notChecked', span);
		}
	},
});

/** What a container does when it starts, and words about the image, are no part of the build. */
const NOT_BUILDING = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'EXPOSE', 'FROM']);

const OFF = /StrictHostKeyChecking["']?[ \t]*[= \t][ \t]*["']?(?:no|off|false)\b/gi;

/** Where the check is switched off: as an option, in a variable, or in a configuration that the build writes. */
function switchedOff({ body, heredocs }: Instruction): { start: number; end: number }[] {
	if (heredocs.length === 0 && !/StrictHostKey/i.test(body.text)) return [];
	const spans = [...body.text.matchAll(OFF)].map(({ index, 0: { length } }) => ({
		start: body.sourceOffset(index),
		end: body.sourceOffset(index + length - 1) + 1,
	}));
	for (const { content, contentSpan } of heredocs)
		for (const { index, 0: found } of content.matchAll(OFF)) {
			const line = content.slice(content.lastIndexOf('\n', index) + 1, index);
			const start = contentSpan.start + index;
			if (!/^\s*#/.test(line)) spans.push({ start, end: start + found.length });
		}
	return spans;
}
