import type { Problem } from '#core/problem.ts';
import { createSpanProblem } from '#workspace/typed/source-text.ts';
import type { LessonPage } from '../content.ts';
import { findQuantities, type Quantity } from '../evidence/quantities.ts';

/**
 * Numbers with a measured unit come from evidence, `<Measured>` or `<Ratio>`, or say who measured them:
 * `<Fact source="…">`. Typed numbers are true on the day they are typed.
 */
export function checkNumbers({ document, source }: LessonPage): Problem[] {
	return document.prose.flatMap(({ text, start, inside }) => {
		if (inside.includes('Fact')) return [];
		return findQuantities(text)
			.filter((quantity) => isMeasure(text, quantity))
			.map((quantity) =>
				createSpanProblem(
					source,
					{ start: start + quantity.index, end: start + quantity.index + quantity.text.length },
					{
						code: 'number-without-evidence',
						detail: `\`${quantity.text.replace(/[*_]/g, '')}\` is typed by hand, so nothing keeps it true.`,
						fix: 'Take it from evidence with `<Measured>` or `<Ratio>`; for what others measured, put the sentence into `<Fact source="…">…</Fact>`.',
					},
				),
			);
	});
}

/** Behind words `times` says how often, unless something is compared; behind digits it is a ratio. */
function isMeasure(text: string, { unit, index, text: number }: Quantity): boolean {
	if (unit !== 'times' || /^\d/.test(number)) return true;
	return /^ (?:as|smaller|larger|bigger|less|more|fewer|faster|slower)\b/i.test(
		text.slice(index + number.length),
	);
}
