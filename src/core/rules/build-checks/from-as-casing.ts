import { defineRule } from '../rule.ts';
import { locatePart } from '../shared/place.ts';

/** A keyword is easiest to find when all of a line's keywords look alike. */
export const fromAsCasing = defineRule({
	id: 'from-as-casing',
	topic: 'build-checks',
	severity: 'warning',
	summary: '`FROM` and `AS` have the same casing',
	aliases: ['FromAsCasing'],
	fixes: 'safe',
	messages: {
		differs: '`{as}` should have the casing of `{from}`: `{expected}`.',
	},
	dockerfile({ dockerfile, report }) {
		for (const { as, name, from } of dockerfile.stages) {
			if (!as || !name) continue;
			const keyword = dockerfile.text.slice(from.keywordSpan.start, from.keywordSpan.end);
			const expected = matchCasing(keyword, as.text);
			if (expected === undefined || expected === as.text) continue;
			report('differs', locatePart(from, as.span, dockerfile), {
				values: { as: as.text, from: keyword, expected },
				fix: { title: `Write ${expected}`, kind: 'safe', edits: [{ span: as.span, text: expected }] },
			});
		}
	},
});

/** `undefined` where the model has no casing of its own: `From`. */
function matchCasing(model: string, word: string): string | undefined {
	if (model === model.toLowerCase()) return word.toLowerCase();
	return model === model.toUpperCase() ? word.toUpperCase() : undefined;
}
