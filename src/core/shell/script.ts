import type { Instruction } from '../dockerfile/model.ts';
import type { Span } from '../source/position.ts';

/** A text for the shell that knows where each of its characters stands in the source. A `Body` is one. */
export interface ShellScript {
	readonly text: string;
	/** The offset in the source of the character at `index`. */
	sourceOffset(index: number): number;
	/** The offset behind that character, where the source spells it with more than one. */
	sourceEnd?(index: number): number;
}

/** A text that stands in the source as it is. */
export function makeScript(text: string, offset: number): ShellScript {
	return { text: replaceCarriageReturns(text), sourceOffset: (index) => offset + index };
}

/** From the first to the last character, so that a span never reaches into what is left out behind it. */
export function locateSpan(script: ShellScript, start: number, end: number): Span {
	const from = script.sourceOffset(start);
	if (end <= start) return { start: from, end: from };
	return { start: from, end: getSourceEnd(script, end - 1) };
}

/**
 * What the shell is given for an instruction in shell form: the logical line, its heredocs appended;
 * or the content alone where the whole instruction is one heredoc.
 */
export function buildInstructionScript({ body, heredocs }: Instruction, source: string): ShellScript {
	const [first] = heredocs;
	if (!first) return body;
	if (first.span.start === body.span.start && first.span.end === body.span.end) {
		return makeScript(first.content, first.contentSpan.start);
	}
	const parts: ShellScript[] = [body];
	for (const { content, contentSpan, endSpan } of heredocs) {
		parts.push(
			makeScript('\n', contentSpan.start),
			makeScript(content, contentSpan.start),
			makeScript(`${source.slice(endSpan.start, endSpan.end)}\n`, endSpan.start),
		);
	}
	return joinScripts(parts);
}

/** A stretch of a text as a script of its own. */
export function extractScript(outer: ShellScript, start: number, end: number): ShellScript {
	return {
		text: outer.text.slice(start, end),
		sourceOffset: (index) => outer.sourceOffset(start + index),
		sourceEnd: (index) => getSourceEnd(outer, start + index),
	};
}

/** The text whose character at `index` is the outer text's at `indexes[index]`. */
export function mapScript(outer: ShellScript, text: string, indexes: readonly number[]): ShellScript {
	const last = (indexes.at(-1) ?? 0) + 1;
	return {
		text,
		sourceOffset: (index) => outer.sourceOffset(indexes[index] ?? last),
		sourceEnd: (index) => getSourceEnd(outer, indexes[index] ?? last),
	};
}

/** The value of a shell word as a script of its own, quotes removed and substitutions left as they are. */
export function unquoteScript(outer: ShellScript, start: number, end: number): ShellScript {
	const { text } = outer;
	let value = '';
	const indexes: number[] = [];
	const keep = (from: number, to: number) => {
		for (let at = from; at < to; at++) indexes.push(at);
		value += text.slice(from, to);
	};
	let quote = '';
	for (let at = start; at < end; at++) {
		const char = text.charAt(at);
		if (quote === "'") {
			if (char === "'") quote = '';
			else keep(at, at + 1);
		} else if (char === '\\') {
			at++;
			if (quote === '"' && !'$`"\\\n'.includes(text.charAt(at))) keep(at - 1, at);
			if (text.charAt(at) !== '\n') keep(at, Math.min(at + 1, end));
		} else if (char === '$' && text.charAt(at + 1) === '(') {
			const close = Math.min(skipParentheses(text, at + 1, end), end);
			keep(at, close);
			at = close - 1;
		} else if (char === quote) quote = '';
		else if (quote === '' && (char === "'" || char === '"')) quote = char;
		else keep(at, at + 1);
	}
	return mapScript(outer, value, indexes);
}

/** A JSON string literal (quotes included, `start` to `end`) as a script: escapes replaced by what they stand for. */
export function decodeJsonScript(outer: ShellScript, start: number, end: number): ShellScript {
	let value = '';
	const indexes: number[] = [];
	for (let at = start + 1; at < end - 1; ) {
		const length = outer.text.charAt(at) !== '\\' ? 1 : outer.text.charAt(at + 1) === 'u' ? 6 : 2;
		const raw = outer.text.slice(at, at + length);
		const char = length === 1 ? raw : String(JSON.parse(`"${raw}"`));
		value += char;
		indexes.push(at);
		at += length;
	}
	indexes.push(end - 1);
	return {
		...mapScript(outer, value, indexes),
		sourceEnd: (index) => getSourceEnd(outer, (indexes[index + 1] ?? end) - 1),
	};
}

/** The decoded text inside backticks, aligned with the outer text from `start`. */
export function alignBacktickScript(outer: ShellScript, text: string, start: number): ShellScript {
	const indexes: number[] = [];
	let at = start;
	for (const char of text.split('')) {
		if (outer.text.charAt(at) === '\\' && outer.text.charAt(at + 1) === char && '`$\\"'.includes(char)) at++;
		indexes.push(at++);
	}
	return mapScript(outer, text, indexes);
}

function getSourceEnd(script: ShellScript, index: number): number {
	return script.sourceEnd?.(index) ?? script.sourceOffset(index) + 1;
}

function joinScripts(parts: readonly ShellScript[]): ShellScript {
	const starts: number[] = [];
	let length = 0;
	for (const { text } of parts) {
		starts.push(length);
		length += text.length;
	}
	return {
		text: parts.map(({ text }) => text).join(''),
		sourceOffset(index) {
			let part = starts.length - 1;
			while (part > 0 && (starts[part] ?? 0) > index) part--;
			return parts[part]?.sourceOffset(index - (starts[part] ?? 0)) ?? 0;
		},
	};
}

/** Behind the parenthesis that closes the one at `start`; quotes inside are skipped over. */
function skipParentheses(text: string, start: number, end: number): number {
	let depth = 0;
	let quote = '';
	for (let at = start; at < end; at++) {
		const char = text.charAt(at);
		if (quote !== '') {
			if (char === quote) quote = '';
			else if (char === '\\' && quote === '"') at++;
		} else if (char === '\\') at++;
		else if (char === "'" || char === '"') quote = char;
		else if (char === '(') depth++;
		else if (char === ')' && --depth === 0) return at + 1;
	}
	return end;
}

/** In a file with CRLF endings the `\r` is a blank: the same length, and no part of a word. */
function replaceCarriageReturns(text: string): string {
	return text.includes('\r') ? text.replaceAll('\r\n', ' \n') : text;
}
