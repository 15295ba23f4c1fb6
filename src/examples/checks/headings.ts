import type { Problem } from '#core/problem.ts';
import { createSpanProblem } from '#workspace/typed/source-text.ts';
import type { AnyPage } from '../content.ts';

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Every heading carries an id of its own, so that its address outlives its wording. */
export function checkHeadings({ document, source }: AnyPage): Problem[] {
	const seen = new Set<string>();
	return document.headings.flatMap(({ id, span }) => {
		if (id === undefined) {
			const text = source.text.slice(span.start, span.end).replace(/^#+\s*/, '');
			return [
				createSpanProblem(source, span, {
					code: 'heading-without-id',
					detail: 'The heading has no id, so nobody can link to it for good.',
					fix: `Add one at its end: \`[#${makeHeadingId(text)}]\`. It never changes, even when the words do.`,
				}),
			];
		}
		if (!ID.test(id)) {
			return [
				createSpanProblem(source, span, {
					code: 'heading-id-unusable',
					detail: `\`${id}\` cannot be an id: ids are lower case words joined by \`-\`.`,
					fix: `Write \`[#${makeHeadingId(id)}]\`.`,
				}),
			];
		}
		if (seen.has(id)) {
			return [
				createSpanProblem(source, span, {
					code: 'heading-id-twice',
					detail: `The id \`${id}\` stands at an earlier heading of this page already.`,
					fix: 'Give this heading another id. Leave the earlier one: links may point to it.',
				}),
			];
		}
		seen.add(id);
		return [];
	});
}

function makeHeadingId(text: string): string {
	const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
	return (
		words
			.slice(0, 4)
			.join('-')
			.replace(/^[0-9-]+/, '') || 'a-few-words'
	);
}
