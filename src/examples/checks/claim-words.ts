import type { Problem } from '#core/problem.ts';
import { createSpanProblem } from '#workspace/typed/source-text.ts';
import type { LoadedExample } from '../content.ts';
import type { Measurement } from '../evidence/evidence.ts';
import { findQuantities } from '../evidence/quantities.ts';
import { findRatioWords } from '../evidence/ratio-words.ts';
import type { Claim } from '../manifest.ts';

/** Words that only a measure of this unit can prove. */
const OF_UNIT: readonly (readonly [unit: Measurement['unit'], words: RegExp, what: string])[] = [
	[
		'seconds',
		/\b(faster|slower|sooner|quicker|(milli)?seconds|minutes?|hours?|as (long|fast)(?! as)|less time|(of|half) the time)\b/i,
		'time',
	],
	['bytes', /\b(smaller|bigger|heavier|lighter|(kilo|mega|giga)?bytes?|[kMG]i?B|shrinks?|shrunk)\b/, 'size'],
];

/** What no measure is about, unless its name says so. */
const OF_NAME: readonly (readonly [words: RegExp, name: RegExp])[] = [
	[/\bvulnerabilit(y|ies)\b|\bCVEs?\b/i, /vulnerabilit|cve/],
	[/\b(memory|RAM)\b/i, /memory/],
	[/\b(CPU|processor time)\b/i, /cpu/],
	[/\b(secure|safe from|attacks?|attackers?)\b/i, /secret|found|given-away|push-works/],
	[/\bdowntime\b/i, /failed|gap/],
	[/\b(energy|electricity|power consumption)\b/i, /energy|power/],
	[/[$€£]\s?\d|\b(dollars?|euros?)\b|\bcosts? (less|more)\b/i, /cost|price/],
];

const DOWN = /\b(smaller|shrinks?|shrunk|fewer|less|faster|sooner|quicker|lower|shorter|lighter)\b/i;
const UP = /\b(larger|bigger|grows?|more|slower|longer(?<!no longer)|higher|heavier)\b/i;

/** A rate is a setting and not what is claimed: `3 MB a second`. */
const RATE = /\b\S+ ?(?:[kMG]i?B|bytes|times) (?:a|per|every) (?:second|minute)\b/gi;

/** The sentence of a claim says what its measure measures, in its direction, and promises no more than is asked of it. */
export function checkClaimWords(example: LoadedExample): Problem[] {
	return example.manifest.run.claims.flatMap((claim, index) => {
		const unit = example.evidence?.before.measurements[claim.measure]?.unit;
		const says = claim.says.replace(RATE, ' ').replaceAll('**', '');
		const faults = [
			...(unit === undefined ? [] : findUnitFaults(says, claim, unit)),
			...findNameFaults(says, claim),
			...findDirectionFaults(says, claim),
			...findLimitFaults(says, claim),
		];
		return faults.map((detail) =>
			createSpanProblem(
				example.manifestSource,
				example.manifestYaml.spanOf(['run', 'claims', index, 'says']),
				{
					code: 'claim-says-more',
					detail,
					fix: 'Say what the measure measures, or claim it with a measure of its own.',
				},
			),
		);
	});
}

function findUnitFaults(says: string, { measure }: Claim, unit: Measurement['unit']): string[] {
	return OF_UNIT.flatMap(([wanted, words, what]) => {
		const word = words.exec(says)?.[0];
		if (word === undefined || unit === wanted || isNone(says, word)) return [];
		return [`\`${word}\` speaks of ${what}, but \`${measure}\` is measured in ${unit}.`];
	});
}

/** `not one byte` is no size. */
function isNone(says: string, word: string): boolean {
	return new RegExp(`\\b(not one|no) ${word}\\b`, 'i').test(says);
}

function findNameFaults(says: string, { measure }: Claim): string[] {
	return OF_NAME.flatMap(([words, name]) => {
		const word = words.exec(says)?.[0];
		return word === undefined || name.test(measure)
			? []
			: [`\`${word}\` is nothing that \`${measure}\` measures.`];
	});
}

/** Only where one direction is spoken of: with both, or with the before as what is spoken of, a reader must judge. */
function findDirectionFaults(says: string, claim: Claim): string[] {
	const direction = readDirection(claim);
	const [down, up] = [DOWN.exec(says)?.[0], UP.exec(says)?.[0]];
	if (direction === undefined || (down !== undefined && up !== undefined)) return [];
	if (direction === 'same' && /\bbefore\b/i.test(says)) return [];
	const wrong = direction === 'smaller' ? up : direction === 'larger' ? down : (down ?? up);
	if (wrong === undefined || /\bbefore\b/i.test(says)) return [];
	return [`\`${wrong}\` says another direction than the claim, which asks for \`${direction}\`.`];
}

function readDirection({ before, after }: Claim): 'smaller' | 'larger' | 'same' | undefined {
	if (after === 'smaller' || after === 'larger' || after === 'same') return after;
	if (typeof before !== 'number' || typeof after !== 'number') return undefined;
	return after === before ? 'same' : after < before ? 'smaller' : 'larger';
}

/** How many times smaller, or larger, the claim asks the after to be at least; 1 where it asks for no number. */
function readFactor({ before, after, by = '' }: Claim): number {
	const amount = Number.parseFloat(by);
	if (by.endsWith('x')) return amount;
	if (by.endsWith('%')) return after === 'smaller' ? 1 / Math.max(1e-9, 1 - amount / 100) : 1 + amount / 100;
	if (typeof before !== 'number' || typeof after !== 'number') return 1;
	const [small, large] = [before, after].sort((a, b) => a - b) as [number, number];
	return small === 0 ? (large === 0 ? 1 : Number.POSITIVE_INFINITY) : large / small;
}

/** Each ratio in the sentence is asked for by `by`, or follows from the values of the claim. */
function findLimitFaults(says: string, claim: Claim): string[] {
	const given = readFactor(claim);
	const share = (readDirection(claim) === 'larger' ? given - 1 : 1 - 1 / given) * 100;
	const isHeld = (wanted: number, has: number) => wanted <= has * 1.001 + 1e-9;
	const ratios: [text: string, isFine: boolean][] = [
		...findQuantities(says).flatMap(({ text, value, unit, index }): [string, boolean][] => {
			if (unit === 'times')
				return isCountOfTimes(says, index + text.length, text) ? [] : [[text, isHeld(value, given)]];
			if (unit !== 'percent' || value === claim.before || value === claim.after) return [];
			return [[text, isHeld(value, share)]];
		}),
		...findRatioWords(says).map(({ text, factor, share: asked }): [string, boolean] => [
			text,
			asked === undefined ? isHeld(factor, given) : isHeld(asked, share),
		]),
	];
	return ratios
		.filter(([, isFine]) => !isFine)
		.map(
			([text]) =>
				`\`${text.trim()}\` is more than the claim asks for${claim.by === undefined ? ', which gives no `by`' : ` with \`by: ${claim.by}\``}.`,
		);
}

/** `ten times a second`, `is fetched three times`: how often, and not how much. */
function isCountOfTimes(says: string, end: number, text: string): boolean {
	if (/×$/.test(text)) return false;
	const rest = says.slice(end);
	const isCompared = /^ (?:as|smaller|larger|bigger|less|more|fewer|faster|slower|sooner|longer)\b/i.test(
		rest,
	);
	const verb = /\b(?:shrinks?|grows?|reduced|cut)\b[^.;]*$/i.test(says.slice(0, end));
	return !isCompared && !verb;
}
