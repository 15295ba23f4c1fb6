import { defineRule } from '../rules/rule.ts';

/** A file that cannot be read cannot be built; every other rule would be guessing. The parsers find these. */
export const syntax = defineRule({
	id: 'syntax',
	topic: 'linter',
	severity: 'error',
	summary: 'The file can be read',
	messages: { unreadable: '{reason}' },
});
