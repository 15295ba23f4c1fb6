/** A number with a unit of what an engine measures, as it stands in a sentence: `40 MB`, `ninety percent`, `12 minutes`. */
export interface Quantity {
	/** As written. */
	readonly text: string;
	readonly index: number;
	/** In bytes, seconds, percent or times. */
	readonly value: number;
	readonly unit: 'bytes' | 'seconds' | 'percent' | 'times';
}

const SMALL: readonly string[] =
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
		' ',
	);
const TENS: readonly string[] = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: Readonly<Record<string, number>> = {
	dozen: 12,
	hundred: 100,
	thousand: 1e3,
	million: 1e6,
	billion: 1e9,
};

const WORD = `(?:${[...SMALL, ...TENS, ...Object.keys(SCALES)].join('|')})`;
const NUMBER = String.raw`(?<digits>\d[\d.,\u202f]*)?(?<part>[¼½¾])|(?<whole>\d[\d.,\u202f]*)|(?<words>(?:an? )?(?:half an? |${WORD}(?:[ -](?:and )?${WORD})*(?: and a half)?))`;

const PARTS: Readonly<Record<string, number>> = { '¼': 0.25, '½': 0.5, '¾': 0.75 };

/** What one of each is, in bytes, seconds, percent or times. */
const UNITS: readonly (readonly [pattern: string, unit: Quantity['unit'], factor: number])[] = [
	['[kK]B|kilobytes?', 'bytes', 1e3],
	['MB|megabytes?|megs?', 'bytes', 1e6],
	['GB|gigabytes?|gigs?', 'bytes', 1e9],
	['TB|terabytes?', 'bytes', 1e12],
	['[kK]iB|kibibytes?', 'bytes', 1024],
	['MiB|mebibytes?', 'bytes', 1024 ** 2],
	['GiB|gibibytes?', 'bytes', 1024 ** 3],
	['TiB|tebibytes?', 'bytes', 1024 ** 4],
	['B|bytes?', 'bytes', 1],
	['ms|milliseconds?', 'seconds', 1e-3],
	['s|secs?|seconds?', 'seconds', 1],
	['mins?|minutes?', 'seconds', 60],
	['h|hours?', 'seconds', 3600],
	['days', 'seconds', 86_400],
	['weeks?', 'seconds', 604_800],
	['%|percent|per cent|pct|percentage points?', 'percent', 1],
	['times|[x×]|fold', 'times', 1],
];
const MATCHERS = UNITS.map(([pattern, unit, factor]) => ({
	matcher: new RegExp(`^(?:${pattern})$`, 'i'),
	unit,
	factor,
}));

const QUANTITY = new RegExp(
	String.raw`(?<![\w.:/@-])(?:${NUMBER})[*_]*[ \u00a0\u202f-]?[*_]*(?<unit>${UNITS.map(([pattern]) => pattern).join('|')})(?![\w/-])`,
	'gi',
);

/** Every quantity of a text, in order. */
export function findQuantities(text: string): Quantity[] {
	return [...text.matchAll(QUANTITY)].flatMap((match): Quantity[] => {
		const { digits = '0', part, whole, words = '', unit = '' } = match.groups ?? {};
		const isWritten = part !== undefined || whole !== undefined;
		// One letter is a unit behind digits only, and in its own spelling.
		if (/^[a-z]$/i.test(unit) && (!isWritten || !/^[shBx]$/.test(unit))) return [];
		const matcherOfUnit = MATCHERS.find(({ matcher }) => matcher.test(unit));
		const number = isWritten
			? Number((whole ?? digits).replace(/[,\u202f]|\.$/g, '')) + (PARTS[part ?? ''] ?? 0)
			: readNumberWords(words);
		if (matcherOfUnit === undefined || Number.isNaN(number)) return [];
		return [
			{ text: match[0], index: match.index, value: number * matcherOfUnit.factor, unit: matcherOfUnit.unit },
		];
	});
}

/** `ninety-five`, `two hundred and forty`, `a thousand`, `half a`. */
export function readNumberWords(words: string): number {
	let whole = 0;
	let part = 0;
	for (const word of words.toLowerCase().split(/[ -]+/)) {
		const scale = SCALES[word];
		if (word === 'half') part += 0.5;
		else if (SMALL.includes(word)) part += SMALL.indexOf(word);
		else if (TENS.includes(word)) part += (TENS.indexOf(word) + 2) * 10;
		else if (scale === undefined) continue;
		else if (scale < 1000) part = (part || 1) * scale;
		else {
			whole += (part || 1) * scale;
			part = 0;
		}
	}
	return whole + part;
}
