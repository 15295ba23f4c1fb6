import { expect, test } from 'vitest';
import { getLessonPath, getRulePath } from '#site/data/addresses.ts';
import { listLessonPages, listRulePages } from '#site/data/all-pages.ts';
import { getSiteContent } from '#site/data/content.ts';
import { collectLemmas, listContentLemmas } from './lemmas.ts';

/**
 * Whoever follows a word of `words:` must find an answer on the page that it leads to. So the content words of each entry stand
 * together in one place of the page: a heading, a paragraph, an item of a list, a row of a table, or a block of code. An entry
 * of four content words and more is mostly a pasted message or a whole question: one section, from a heading to the next, must
 * have them. Words count by their lemma, and words that the search takes for the same count for one another. What only leads
 * elsewhere does not count: sources, lists of examples, the lessons before and after.
 */
const LONG_ENTRY = 4;

/** Rule pages that nobody has gone through since the test was written; who mends one takes it off. */
const OWED = new Set(
	`add-for-local-copy ambassador-container build-tools-in-final-stage chown-doubles-files cleanup-in-later-layer clone-in-build consistent-instruction-casing container-links copy-before-install copy-ignored-file copy-outside-context credentials-in-url default-bridge deletes-disabled dev-dependencies duplicate-stage-name expose-invalid-format expose-proto-casing fixed-container-address from-as-casing from-platform-flag-const-disallowed git-directory-in-context git-in-image hard-coded-address heredoc-goes-on host-access host-key-unchecked host-network insecure-registry install-at-start invalid-default-arg-in-from invalid-definition-description key-in-image legacy-key-value-format link-variables maintainer-deprecated missing-healthcheck multiple-instructions-disallowed mutable-deploy-tag no-empty-continuation obsolete-version open-registry package-cache-left package-lists-left package-manager-start pin-base-image pipe-hides-failure private-base-image published-everywhere published-twice recommended-packages redundant-target-platform registry-not-allowed required-labels reserved-stage-name runs-as-root secret-file-copied secret-in-arg-or-env secret-in-environment secret-mount-copied shell-form-start similar-stage sleep-as-wait stage-name-casing started-not-ready syntax tls-unverified token-literal undefined-arg-in-from undefined-var unmaintained-registry unused-suppression unverified-download update-apart-from-install variable-in-exec-form versionless-tag workdir-relative-path`.split(
		' ',
	),
);

const { lessons, rulePages, glossary } = getSiteContent();
const wordsByPath = new Map([
	...lessons.map(({ id, frontmatter: { words = [] } }) => [getLessonPath(id), words] as const),
	...[...rulePages]
		.filter(([id]) => !OWED.has(id))
		.map(
			([
				id,
				{
					frontmatter: { words = [] },
				},
			]) => [getRulePath(id), words] as const,
		),
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
