import type { Dockerfile } from '../../dockerfile/model.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';
import { locateHead } from '../shared/place.ts';

/** One casing throughout makes instructions stand out from what they run. */
export const consistentInstructionCasing = defineRule({
	id: 'consistent-instruction-casing',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'All instructions have the same casing',
	aliases: ['ConsistentInstructionCasing'],
	fixes: 'safe',
	messages: {
		differs: '`{keyword}` should be {casing}, as most instructions of this file are.',
	},
	dockerfile({ dockerfile, report }) {
		const instructions = dockerfile.stages.flatMap((stage) => [stage.from, ...stage.instructions]);
		const keywords = instructions.map(({ keywordSpan }) => readKeyword(keywordSpan, dockerfile));
		if (keywords.every((written, index) => written === instructions[index]?.keyword)) return;
		const lower = keywords.filter((keyword) => keyword === keyword.toLowerCase()).length;
		const upper = keywords.filter((keyword) => keyword === keyword.toUpperCase()).length;
		const casing = lower > upper ? 'lower case' : 'upper case';
		for (const [index, instruction] of instructions.entries()) {
			const { keyword, keywordSpan } = instruction;
			const written = keywords[index] ?? keyword;
			const expected = lower > upper ? keyword.toLowerCase() : keyword;
			if (written === expected) continue;
			report('differs', locateHead(instruction), {
				values: { keyword: written, casing },
				fix: { title: `Write ${expected}`, kind: 'safe', edits: [{ span: keywordSpan, text: expected }] },
			});
		}
	},
});

/** A keyword may be continued on the next line. */
function readKeyword({ start, end }: Span, { text }: Dockerfile): string {
	const source = text.slice(start, end);
	return source.includes('\n') ? source.replace(/[\\`][ \t]*\r*\n/g, '') : source;
}
