import { defineRule } from '../rule.ts';

/** One casing throughout makes instructions stand out from what they run. */
export const consistentInstructionCasing = defineRule({
	id: 'consistent-instruction-casing',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'All instructions have the same casing',
	aliases: ['ConsistentInstructionCasing'],
	fixable: true,
	messages: {
		differs: '`{keyword}` should be {casing}, as most instructions of this file are.',
	},
	dockerfile({ dockerfile, report }) {
		const instructions = dockerfile.stages.flatMap((stage) => [stage.from, ...stage.instructions]);
		const keywords = instructions.map(({ keywordSpan: { start, end } }) => dockerfile.text.slice(start, end));
		const lower = keywords.filter((keyword) => keyword === keyword.toLowerCase()).length;
		const upper = keywords.filter((keyword) => keyword === keyword.toUpperCase()).length;
		const casing = lower > upper ? 'lower case' : 'upper case';
		for (const { keyword, keywordSpan } of instructions) {
			const written = dockerfile.text.slice(keywordSpan.start, keywordSpan.end);
			const expected = lower > upper ? keyword.toLowerCase() : keyword;
			if (written.includes('\n') || written === expected) continue;
			report('differs', keywordSpan, {
				values: { keyword: written, casing },
				fix: { title: `Write ${expected}`, safe: true, edits: [{ span: keywordSpan, text: expected }] },
			});
		}
	},
});
