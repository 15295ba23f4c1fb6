import type { Problem } from '#core/problem.ts';
import { createSpanProblem } from '#workspace/typed/source-text.ts';
import type { LessonPage } from '../content.ts';

/** Digits followed by a unit of what an engine measures. `*` and `_` may stand between: `**12** MB`. */
const MEASURED =
	/(?<![\w.:/-])\d[\d.,]*[*_]*[ \u00a0\u202f]?(?:[kKMGT]i?B|bytes|ms|s|seconds|%|percent|times|×)(?![\w/-])/g;

/**
 * Numbers with a measured unit come from evidence, `<Measured>` or `<Ratio>`, or say who measured them:
 * `<Fact source="…">`. Typed numbers are true on the day they are typed.
 */
export function checkNumbers({ document, source }: LessonPage): Problem[] {
	return document.prose.flatMap(({ text, start, inside }) => {
		if (inside.includes('Fact')) return [];
		return [...text.matchAll(MEASURED)].map((match) =>
			createSpanProblem(
				source,
				{ start: start + match.index, end: start + match.index + match[0].length },
				{
					code: 'number-without-evidence',
					detail: `\`${match[0].replace(/[*_]/g, '')}\` is typed by hand, so nothing keeps it true.`,
					fix: 'Take it from evidence with `<Measured>` or `<Ratio>`; for what others measured, put the sentence into `<Fact source="…">…</Fact>`.',
				},
			),
		);
	});
}
