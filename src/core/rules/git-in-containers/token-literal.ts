import { listScripts } from '../../image/instructions.ts';
import { EXAMPLE_TOKENS, PRIVATE_KEY, TOKEN_FORMS } from '../../knowledge/token-forms.ts';
import { locateSpan, type ShellScript } from '../../shell/script.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** A token has the form that its service gave it; whoever reads the file can use it until it is revoked. */
export const tokenLiteral = defineRule({
	id: 'token-literal',
	topic: 'git-in-containers',
	severity: 'error',
	summary: 'No token and no private key is written out',
	runsAfterErrors: true,
	messages: {
		token: 'This {form} stands here for everyone to read. Revoke it, and pass a secret.',
		key: 'This private key stands here for everyone who can read the file. Replace it, and mount a secret.',
	},
	dockerfile({ facts, dockerfile, report }) {
		if (!mayHold(dockerfile.text)) return;
		for (const instruction of facts.instructions) {
			for (const { value } of instruction.flags)
				if (value) reportTokens({ text: value.text, sourceOffset: (at) => value.span.start + at });
			for (const script of listScripts(instruction)) reportTokens(script);
		}
		function reportTokens(script: ShellScript) {
			for (const { form, start, end } of findTokens(script.text)) {
				const span = locateSpan(script, start, end);
				report(form === '' ? 'key' : 'token', span, { values: { form }, secrets: [span] });
			}
		}
	},
	compose({ compose: { text }, report }) {
		if (!mayHold(text)) return;
		for (const { form, ...span } of findTokens(text))
			if (!isComment(text, span.start))
				report(form === '' ? 'key' : 'token', span, { values: { form }, secrets: [span] });
	},
});

const SURE = TOKEN_FORMS.filter(({ sure }) => sure !== '').map(({ name, pattern, sure = pattern }) => ({
	name,
	pattern: new RegExp(`(?<![A-Za-z0-9])(?:${sure})`, 'g'),
}));
const KEY = new RegExp(PRIVATE_KEY, 'g');
const ANY = new RegExp([PRIVATE_KEY, ...SURE.map(({ pattern }) => pattern.source)].join('|'));

function mayHold(text: string): boolean {
	return ANY.test(text);
}

/** `form` is empty for a private key. */
function findTokens(text: string): (Span & { readonly form: string })[] {
	const tokens = SURE.flatMap(({ name, pattern }) =>
		[...text.matchAll(pattern)].map(({ 0: token, index }) => ({ form: name, token, index })),
	);
	const keys = [...text.matchAll(KEY)].map(({ 0: token, index }) => ({ form: '', token, index }));
	return [...tokens, ...keys]
		.filter(({ form, token }) => !(form === '' ? /EXAMPLE/i : EXAMPLE_TOKENS).test(token))
		.map(({ form, token, index }) => ({ form, start: index, end: index + token.length }));
}

/** True behind a `#` that begins a comment. */
function isComment(text: string, at: number): boolean {
	return /(?:^|\s)#/.test(
		text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - 2_000), at).replace(/"[^"]*"|'[^']*'/g, ''),
	);
}
