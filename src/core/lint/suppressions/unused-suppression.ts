import { defineRule } from '../../rules/rule.ts';

/** A comment that silences nothing hides the next real finding, and tells the reader something that is not so. */
export const unusedSuppression = defineRule({
	id: 'unused-suppression',
	topic: 'linter',
	severity: 'warning',
	summary: 'Every suppression silences a finding and says why',
	messages: {
		nothing: '`{rule}` reports nothing on the line below. Remove it from this comment.',
		syntaxStays: 'A syntax error cannot be silenced. Remove `{rule}` from this comment and mend the file.',
		noReason:
			'This comment gives no reason, so it silences nothing. Write `# drydock ignore={rule} <reason>`.',
		unknownRule: 'There is no rule `{rule}`. Write the name as the finding shows it.',
		unclear: 'This comment is not understood. Write `# drydock ignore=<rule>[,<rule>] <reason>`.',
	},
});
