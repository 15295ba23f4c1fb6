import type { Problem } from '#core/problem.ts';
import { createSpanProblem } from '#workspace/typed/source-text.ts';
import type { LoadedExample } from '../content.ts';
import { findQuantities, type Quantity } from '../evidence/quantities.ts';
import { findRatioWords } from '../evidence/ratio-words.ts';

/**
 * Numbers with a unit in the words of a manifest are those of its own `run`: a setting, or the value that a claim asks
 * for. What was measured stands in the evidence, and is shown from there.
 */
export function checkManifestNumbers(example: LoadedExample): Problem[] {
	const { title, summary, notes, run } = example.manifest;
	const settings = new Set(collectNumbers(run));
	const texts: readonly (readonly [path: readonly PropertyKey[], text: string])[] = [
		[['title'], title],
		[['summary'], summary],
		...notes.map((note, at) => [['notes', at], note] as const),
		...run.claims.map(({ says }, at) => [['run', 'claims', at, 'says'], says] as const),
	];
	return texts.flatMap(([path, text]) => {
		// Ratios of a claim are held against its `by`.
		const isClaim = path[0] === 'run';
		const quantities = findQuantities(text)
			.filter(({ unit }) => !isClaim || unit === 'bytes' || unit === 'seconds')
			.filter(
				(quantity) => !isOften(text, quantity) && !isSet(quantity, settings) && !isNone(text, quantity),
			);
		return [...quantities, ...(isClaim ? [] : findRatioWords(text))].map(({ text: number }) =>
			createSpanProblem(example.manifestSource, example.manifestYaml.spanOf(path), {
				code: 'number-without-evidence',
				detail: `\`${number}\` is typed by hand, so nothing keeps it true: it is no setting of \`run\` and no value of a claim.`,
				fix: 'Leave the number to the evidence, which the page shows, or name a setting of `run`.',
			}),
		);
	});
}

function collectNumbers(value: unknown): number[] {
	if (typeof value === 'number') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(collectNumbers);
}

function isSet({ value }: Quantity, settings: ReadonlySet<number>): boolean {
	return settings.has(value) || settings.has(value * 1000);
}

/** `ten times`: how often something happens is no measure. */
function isOften(text: string, { unit, index, text: number }: Quantity): boolean {
	return (
		unit === 'times' &&
		!/^ (?:as|smaller|larger|bigger|less|more|fewer|faster|slower)\b/i.test(text.slice(index + number.length))
	);
}

/** `not one byte`. */
function isNone(text: string, { index }: Quantity): boolean {
	return /\b(?:not|than) $/i.test(text.slice(0, index));
}
