import type { Fix } from '../../finding.ts';
import { defineRule } from '../rule.ts';

/** Compose has not read it since 2020: the format is one, and what a file may say does not hang on a number. */
export const obsoleteVersion = defineRule({
	id: 'obsolete-version',
	topic: 'ambassadors',
	severity: 'info',
	summary: 'A compose file has no version',
	fixes: 'safe',
	messages: { obsolete: 'Compose ignores `version`, and warns about it on every call. Remove the line.' },
	compose({ compose, report }) {
		for (const { keySpan, span } of compose.versions) {
			const end = /["']/.test(compose.text[span.end] ?? '') ? span.end + 1 : span.end;
			const fix = removeLine(compose.text, keySpan.start, end);
			report('obsolete', { start: keySpan.start, end }, fix ? { fix } : {});
		}
	},
});

/** The line, and the empty ones below it; nothing where something else stands on it. */
function removeLine(text: string, start: number, end: number): Fix | undefined {
	const begin = text.lastIndexOf('\n', start) + 1;
	const [rest = ''] = /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)(?:[ \t]*\r?\n)*/.exec(text.slice(end)) ?? [];
	if (begin !== start || rest === '') return undefined;
	return {
		title: 'Remove the version',
		kind: 'safe',
		edits: [{ span: { start: begin, end: end + rest.length }, text: '' }],
	};
}
