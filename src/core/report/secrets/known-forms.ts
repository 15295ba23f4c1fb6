import { TOKEN_FORMS } from '../../knowledge/token-forms.ts';
import type { Span } from '../../source/position.ts';

const TOKEN = new RegExp(`(?<![A-Za-z0-9])(?:${TOKEN_FORMS.map(({ pattern }) => pattern).join('|')})`, 'g');

/** Tokens that are known by their form, and the bodies of private keys. */
export function findKnownForms(text: string): Span[] {
	const tokens = [...text.matchAll(TOKEN)].map(({ 0: token, index }) => ({
		start: index,
		end: index + token.length,
	}));
	return [...tokens, ...findKeyBlocks(text)];
}

/** From behind `-----BEGIN … PRIVATE KEY-----` to the end of the key; to the end of the text where it has none. */
function findKeyBlocks(text: string): Span[] {
	const spans: Span[] = [];
	for (let at = text.indexOf('-----BEGIN'); at !== -1; ) {
		const head = /^-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/.exec(text.slice(at, at + 100));
		const start = at + (head?.[0].length ?? 10);
		const end = text.indexOf('-----END', start);
		if (head) spans.push({ start, end: end === -1 ? text.length : end });
		at = text.indexOf('-----BEGIN', head && end !== -1 ? end : start);
	}
	return spans;
}
