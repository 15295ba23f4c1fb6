import type { NamedValues } from './model.ts';

const LINE = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:][ \t]*(.*)$/;

/** The variables of a `.env` file. A value that is built from others which nobody gives is not known. */
export function parseEnvFile(text: string): NamedValues {
	const values = new Map<string, string | null>();
	const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
	for (let index = 0; index < lines.length; index++) {
		const [, name, written = ''] = LINE.exec(lines[index] ?? '') ?? [];
		if (name === undefined) continue;
		const quote = written[0];
		if (quote !== '"' && quote !== "'") {
			values.set(name, expandText(written.replace(/(^|\s)#.*$/, '').trim(), values));
			continue;
		}
		// A text in quotes may go on over several lines.
		let rest = written.slice(1);
		let end = findQuote(rest, quote);
		while (end === -1 && index + 1 < lines.length && rest.length < LONGEST) {
			rest += `\n${lines[++index]}`;
			end = findQuote(rest, quote);
		}
		const inside = rest.slice(0, end === -1 ? undefined : end);
		values.set(name, quote === "'" ? inside : expandText(unescapeText(inside), values));
	}
	return values;
}

const LONGEST = 65_536;

function findQuote(text: string, quote: string): number {
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '\\') at++;
		else if (text[at] === quote) return at;
	}
	return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescapeText(text: string): string {
	return text.replace(/\\(.)/gs, (all, letter: string) =>
		letter === '$' ? all : (ESCAPES[letter] ?? letter),
	);
}

function expandText(text: string, values: NamedValues): string | null {
	if (!text.includes('$')) return text;
	let isKnown = true;
	const expanded = text.replace(/\\\$|\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g, (all, braced, bare) => {
		const value = all === '\\$' ? '$' : values.get(braced ?? bare);
		if (value === undefined || value === null) isKnown = false;
		return value ?? '';
	});
	return isKnown && !expanded.includes('${') && expanded.length < LONGEST ? expanded : null;
}
