import { extractStem } from '#site/search/rank/stem.ts';
import { listSynonyms } from '#site/search/rank/synonyms.ts';
import { selectTellingWords, splitWords } from '#site/search/rank/text.ts';

/** Forms that no ending explains. */
const IRREGULAR = new Map(
	`began begin|begun begin|better good|best good|bought buy|broke break|broken break|brought bring|built build|rebuilt rebuild|came come|caught catch|children child|chose choose|chosen choose|forgot forget|forgotten forget|found find|gave give|given give|grew grow|grown grow|10 ten|held hold|hid hide|hidden hide|hung hang|kept keep|knew know|known know|led lead|left leave|lost lose|losing lose|made make|meant mean|met meet|paid pay|ran run|running run|reproducible reproduce|said say|saw see|seen see|sent send|shown show|slept sleep|smaller small|smallest small|larger large|largest large|longer long|longest long|older old|oldest old|newer new|newest new|stood stand|stuck stick|taken take|took take|told tell|went go|gone go|worse bad|written write|wrote write|parsing parse|resolution resolve`
		.split('|')
		.map((pair) => pair.split(' ') as [string, string]),
);

/**
 * Words in which a question is put, beside those that the search itself leaves out, and the instruction of a quoted line: what
 * else stands in the line says which.
 */
const FRAME = new Set(['always', 'another', 'cannot', 'instead', 'FROM', 'AS']);

/** What forms of one English word have in common; irregular forms count, too. */
function extractLemma(word: string): string {
	return extractStem(IRREGULAR.get(word) ?? word);
}

/** The words of an entry that say what is looked for. On a site about Docker, `docker` says nothing unless it stands alone. */
export function listContentLemmas(entry: string): string[] {
	const telling = selectTellingWords(splitWords(entry)).filter((word) => !FRAME.has(word));
	const less = telling.filter((word) => !/^docker(?:file)?s?$/.test(word));
	return [...new Set((less.length > 0 ? less : telling).map(extractLemma))];
}

/**
 * Everything that a text says: its words, those that the search takes for the same, and neighbours as one word, so that
 * "lower case" answers `lowercase`.
 */
export function collectLemmas(text: string): ReadonlySet<string> {
	const words = splitWords(text);
	const joined = words.slice(1).map((word, at) => `${words[at]}${word}`);
	const said = [...words, ...joined].map(extractLemma);
	return new Set(said.flatMap((lemma) => [lemma, ...listSynonyms(lemma)]));
}
