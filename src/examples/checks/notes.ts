import type { Problem } from '#core/problem.ts';
import { listSimilarRules, rules } from '#core/rules/all-rules.ts';
import { createPathProblem, createSpanProblem } from '#workspace/typed/source-text.ts';
import type { Content, RuleNote } from '../content.ts';
import { NOTE_FRAGMENT } from '../permalinks/addresses.ts';

/** A note is about a rule, and stands on its page: no heading of it has the id of one that is there. */
export function checkNote(note: RuleNote, { rulePages }: Content): Problem[] {
	if (!rules.some(({ id }) => id === note.id)) return [createNoteWithoutRuleProblem(note)];
	const page = rulePages.get(note.id)?.document.headings.map(({ id }) => id) ?? [];
	const taken = new Set([...page, NOTE_FRAGMENT, 'messages', 'sources', 'examples']);
	return note.document.headings
		.filter(({ id }) => id !== undefined && taken.has(id))
		.map(({ id, span }) =>
			createSpanProblem(note.source, span, {
				code: 'heading-id-twice',
				detail: `The page of the rule has the id \`${id}\` already, and this note stands on it.`,
				fix: 'Give this heading another id.',
			}),
		);
}

function createNoteWithoutRuleProblem({ id, path }: RuleNote): Problem {
	const [similar] = listSimilarRules(id);
	return createPathProblem(path, {
		code: 'page-without-rule',
		detail: `This is a note on the rule \`${id}\`, but there is no such rule.`,
		fix:
			similar === undefined ? 'Give the file the name of a rule.' : `Did you mean \`${similar}.note.mdx\`?`,
	});
}
