const VOWEL = /[aeiouy]/;

/** What forms of one English word have in common: clone, clones, cloned and cloning are all `clone` less its `e`. */
export function extractStem(word: string): string {
	if (word.length < 4 || /[^a-z]/.test(word)) return word;
	// What is piped has nothing to do with the program pip.
	if (/^pip(?:es?|ed|ing)$/.test(word)) return 'pipe';
	// Who looks for what is unpinned wants the page on pinning.
	if (/^un.{4,}ed$/.test(word)) return extractStem(word.slice(2));
	return stripFinalEnding(stripTenseEnding(stripNounEnding(stripPluralEnding(word))));
}

function stripPluralEnding(word: string): string {
	if (word.endsWith('sses')) return word.slice(0, -2);
	if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
	if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
	return /[^su]s$/.test(word) && !/(?:is|ias)$/.test(word) ? word.slice(0, -1) : word;
}

function stripNounEnding(word: string): string {
	if (word.endsWith('ification')) return `${word.slice(0, -7)}y`;
	for (const [ending, minimumLetters] of [
		['ization', 3],
		['isation', 3],
		['ation', 4],
		['ition', 4],
		['ment', 4],
		['ness', 4],
	] as const)
		if (word.endsWith(ending) && word.length - ending.length >= minimumLetters)
			return word.slice(0, -ending.length);
	return /[st]ion$/.test(word) && word.length > 6 ? word.slice(0, -3) : word;
}

function stripTenseEnding(word: string): string {
	// "early" has no ending.
	const base = /^(?:(.{2,})(?:ing|ed)|(.{4,})ly)$/.exec(word)?.slice(1).join('');
	if (base === undefined || !VOWEL.test(base) || base.length < 3) return word;
	const isDoubled = base.at(-1) === base.at(-2) && !/[lsz]$/.test(base);
	return isDoubled ? base.slice(0, -1) : base;
}

function stripFinalEnding(word: string): string {
	if (word.length > 5 && /(?:ate|ize|ise)$/.test(word)) return word.slice(0, -3);
	if (word.length > 6 && word.endsWith('icat')) return word.slice(0, -2);
	if (word.length > 3 && word.endsWith('e')) return word.slice(0, -1);
	if (word.length > 3 && /[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}i`;
	return word.length > 4 && word.endsWith('ll') ? word.slice(0, -1) : word;
}
