import { readNumberWords } from './quantities.ts';

/** A ratio in words: `half as large`, `halved`, `to a tenth`, `a third smaller`. */
interface RatioWords {
	/** As written. */
	readonly text: string;
	/** How many times smaller, or larger. */
	readonly factor: number;
	/** How many percent less, where that is what is said. */
	readonly share?: number;
}

const FRACTIONS: Readonly<Record<string, number>> = {
	half: 2,
	third: 3,
	quarter: 4,
	fifth: 5,
	sixth: 6,
	seventh: 7,
	eighth: 8,
	ninth: 9,
	tenth: 10,
	hundredth: 100,
	thousandth: 1000,
};
const FRACTION = `(?:(an?|${'one two three four five six seven eight nine'.replaceAll(' ', '|')}) )?(${Object.keys(FRACTIONS).join('|')})s?`;
const REMAINS = new RegExp(
	String.raw`\b${FRACTION} (?:as (?:long|much|many|large)|(?:of )?the (?:time|size|bytes))\b|\bto (?:at most )?${FRACTION}(?=[\s.,;]|$)`,
	'gi',
);
const WRITTEN = /(?<![\d.])(\d+)\/(\d+) (?:as (?:long|much|many|large)|(?:of )?the (?:time|size|bytes))\b/gi;
const REDUCED = new RegExp(String.raw`\b${FRACTION} (?:smaller|less|fewer|faster|shorter)\b`, 'gi');

const MULTIPLES: Readonly<Record<string, number>> = {
	twice: 2,
	double: 2,
	doubles: 2,
	doubled: 2,
	halves: 2,
	halved: 2,
	thrice: 3,
	triple: 3,
	triples: 3,
	tripled: 3,
	quartered: 4,
	quadruples: 4,
	quadrupled: 4,
	'order of magnitude': 10,
	'orders of magnitude': 100,
};
const MULTIPLE =
	/\b(?:(twice|double|thrice|triple) (?:as|the)|((?:doubl|tripl|quadrupl)e[sd]|halve[sd]|quartered|orders? of magnitude))\b/gi;

/** Every ratio of a text that is in words and has no number of times or percent, which are quantities. */
export function findRatioWords(text: string): RatioWords[] {
	const plain = text.replace(/(?<!\d)½/g, 'half');
	return [
		...[...plain.matchAll(MULTIPLE)].map((match) => ({
			text: match[0],
			factor: MULTIPLES[(match[1] ?? match[2] ?? '').toLowerCase()] ?? 1,
		})),
		...[...plain.matchAll(REMAINS)].map((match) => ({
			text: match[0],
			factor: 1 / readFraction(match[1] ?? match[3], match[2] ?? match[4]),
		})),
		...[...plain.matchAll(WRITTEN)].map((match) => ({
			text: match[0],
			factor: Number(match[2]) / Number(match[1]),
		})),
		...[...plain.matchAll(REDUCED)].map((match) => {
			const part = readFraction(match[1], match[2]);
			return { text: match[0], factor: 1 / (1 - part), share: part * 100 };
		}),
	];
}

function readFraction(count = 'a', name = ''): number {
	const above = /^an?$/i.test(count) ? 1 : readNumberWords(count);
	return above / (FRACTIONS[name.toLowerCase()] ?? 1);
}
