import type { Dockerfile, Pair } from '../../dockerfile/model.ts';
import type { Fix } from '../../finding.ts';
import { defineRule } from '../rule.ts';
import { locateHead, locatePart } from '../shared/place.ts';

/** The form with a blank takes one pair only and hides where the value begins. */
export const legacyKeyValueFormat = defineRule({
	id: 'legacy-key-value-format',
	topic: 'build-checks',
	severity: 'warning',
	summary: '`ENV` and `LABEL` write `key=value`',
	aliases: ['LegacyKeyValueFormat'],
	fixes: 'safe',
	messages: {
		legacy: '`{keyword} {key} …` should be written `{keyword} {key}=…`.',
	},
	dockerfile({ facts, dockerfile, report }) {
		for (const stage of dockerfile.stages) {
			for (const { instruction, place } of facts.listSteps(stage)) {
				if (instruction.keyword !== 'ENV' && instruction.keyword !== 'LABEL') continue;
				for (const pair of instruction.pairs) {
					if (!pair.isLegacy) continue;
					const values = { keyword: instruction.keyword, key: pair.key.text };
					if (place !== instruction) report('legacy', locateHead(place), { values });
					else
						report('legacy', locatePart(place, pair.span, dockerfile), {
							values,
							...makeFix(pair, dockerfile),
						});
				}
			}
		}
	},
});

/** Only for a value that means the same in both forms. */
function makeFix({ key, value, span }: Pair, { text }: Dockerfile): { fix?: Fix } {
	if (
		!value ||
		!/^[\w./:@%+,-]+(?: [\w./:@%+,-]+)*$/.test(value.text) ||
		text.slice(span.start, span.end).includes('\n')
	)
		return {};
	const quote = value.text.includes(' ') ? '"' : '';
	// The value, which may be a secret, is in neither the title nor the edits.
	const edits = [{ span: { start: key.span.end, end: value.span.start }, text: `=${quote}` }];
	if (quote !== '') edits.push({ span: { start: value.span.end, end: value.span.end }, text: quote });
	return { fix: { title: `Write ${key.text}=…`, kind: 'safe', edits } };
}
