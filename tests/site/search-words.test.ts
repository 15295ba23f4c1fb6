import { expect, test } from 'vitest';
import { listLessonPages, listRulePages } from '#site/data/all-pages.ts';
import { getSiteContent } from '#site/data/content/content.ts';
import { getLessonPath, getRulePath } from '#site/data/links/addresses.ts';
import { collectLemmas, listContentLemmas } from './lemmas.ts';

/**
 * Whoever follows a word of `words:` must find an answer on the page that it leads to. So the content words of each entry stand
 * together in one place of the page: a heading, a paragraph, an item of a list, a row of a table, or a block of code. An entry
 * of four content words and more is mostly a pasted message or a whole question: one section, from a heading to the next, must
 * have them. Words count by their lemma, and words that the search takes for the same count for one another. What only leads
 * elsewhere does not count: sources, lists of examples, the lessons before and after.
 */
const LONG_ENTRY = 4;

const { lessons, rulePages, glossary } = getSiteContent();
const wordsByPath = new Map([
	...lessons.map(({ id, frontmatter }) => [getLessonPath(id), frontmatter.words ?? []] as const),
	...[...rulePages].map(([id, { frontmatter }]) => [getRulePath(id), frontmatter.words ?? []] as const),
]);

test.each([...listLessonPages(), ...listRulePages()])(
	'$path answers what its search words promise',
	async ({ path, markdown }) => {
		expect(listUnanswered(wordsByPath.get(path) ?? [], await markdown()).join('\n')).toBe('');
	},
);

test.each([...glossary])('the glossary answers what leads to %s', (_, { term, says, words = [] }) => {
	expect(listUnanswered(words, `${term}: ${says}`).join('\n')).toBe('');
});

/** Each entry that no place of the page answers, with the words that the whole page lacks. */
function listUnanswered(entries: readonly string[], markdown: string): string[] {
	const sections = splitSections(markdown);
	const said = collectLemmas(sections.join('\n'));
	const lemmasOf = {
		places: sections.flatMap(splitPlaces).map(collectLemmas),
		sections: sections.map(collectLemmas),
	};
	return entries.flatMap((entry) => {
		const wanted = listContentLemmas(entry);
		const where = wanted.length < LONG_ENTRY ? lemmasOf.places : lemmasOf.sections;
		if (where.some((lemmas) => wanted.every((lemma) => lemmas.has(lemma)))) return [];
		return `${entry} (${wanted.filter((lemma) => !said.has(lemma)).join(', ')})`;
	});
}

/** A page's sections, less those and the lines that only lead elsewhere. */
function splitSections(markdown: string): string[] {
	return markdown
		.replace(/^- (?:Address|Previous|Next): .*$/gm, '')
		.replace(/\]\(https?:[^)]*\)/g, ']')
		.split(/^(?=#{1,6} )/m)
		.filter((section) => !/^## (?:Sources|Examples)\b/.test(section));
}

function splitPlaces(section: string): string[] {
	const isCode = (at: number) => at % 2 === 1;
	return section
		.split(/^(?:```|````).*$/m)
		.flatMap((text, at) => (isCode(at) ? [text] : text.split(/\n\s*\n|\n(?=[-|#] ?)/)));
}
