import type { Problem } from '#core/problem.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { createSpanProblem, joinNames } from '#workspace/typed/source-text.ts';
import type { Content, LessonPage } from '../content.ts';
import { SIDES } from '../manifest.ts';

/** The number that carries a lesson was measured. */
export function checkLessonNumber({ frontmatter, source, head }: LessonPage, content: Content): Problem[] {
	const { number } = frontmatter;
	if (number === undefined) return [];
	if (!content.names.examples.has(number.example)) {
		const [similar] = listSimilarNames(number.example, [...content.names.examples]);
		return [
			createSpanProblem(source, head.spanOf(['number', 'example']), {
				code: 'example-unknown',
				detail: `There is no example \`${number.example}\`.`,
				fix: similar === undefined ? 'Name an example of this lesson.' : `Did you mean \`${similar}\`?`,
			}),
		];
	}
	const evidence = content.examples.get(number.example)?.evidence;
	if (evidence === undefined) return [];
	const sides = number.side === undefined ? SIDES : [number.side];
	const without = sides.find((side) => evidence[side].measurements[number.measure] === undefined);
	if (without === undefined) return [];
	return [
		createSpanProblem(source, head.spanOf(['number', 'measure']), {
			code: 'measure-unknown',
			detail: `The ${without} of \`${number.example}\` has no measure \`${number.measure}\`.`,
			fix: `Use one of ${joinNames(Object.keys(evidence[without].measurements))}.`,
		}),
	];
}
