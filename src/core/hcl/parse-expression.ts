import type { HclEntry, HclExpression, HclFor } from './model.ts';
import { HclScanner } from './scanner.ts';

/** Those that bind tighter come later. */
const OPERATORS: readonly (readonly string[])[] = [
	['||'],
	['&&'],
	['==', '!='],
	['<=', '>=', '<', '>'],
	['+', '-'],
	['*', '/', '%'],
];

/** Reads an expression. Inside of brackets an end of line means nothing: `withLines`. */
export function parseExpression(scanner: HclScanner, withLines: boolean): HclExpression {
	return scanner.nest(() => {
		const test = parseOperation(scanner, withLines, 0);
		scanner.skipBlanks(withLines);
		if (!scanner.take('?')) return test;
		scanner.skipBlanks(true);
		const yes = parseExpression(scanner, true);
		scanner.skipBlanks(true);
		scanner.expect(':');
		scanner.skipBlanks(true);
		return { type: 'conditional', test, yes, no: parseExpression(scanner, withLines) };
	});
}

/** Reads what stands in `"…"` or in a string of JSON: text with `${…}` in it. */
export function parseTemplateText(text: string): HclExpression {
	return text.includes('${') || text.includes('%{')
		? parseTemplate(new HclScanner(text), undefined)
		: { type: 'literal', value: text };
}

function parseOperation(scanner: HclScanner, withLines: boolean, level: number): HclExpression {
	const operators = OPERATORS[level];
	if (operators === undefined) return parseUnary(scanner, withLines);
	let left = parseOperation(scanner, withLines, level + 1);
	for (;;) {
		scanner.skipBlanks(withLines);
		const operator = operators.find((one) => scanner.take(one));
		if (operator === undefined) return left;
		scanner.skipBlanks(true);
		left = { type: 'binary', operator, left, right: parseOperation(scanner, withLines, level + 1) };
	}
}

function parseUnary(scanner: HclScanner, withLines: boolean): HclExpression {
	const operator = scanner.take('!') ? '!' : scanner.take('-') ? '-' : undefined;
	if (operator === undefined) return parseSteps(scanner, parsePrimary(scanner), withLines);
	return scanner.nest(() => ({ type: 'unary', operator, operand: parseUnary(scanner, withLines) }));
}

/** `.name`, `[index]` and `[*]` behind a value. */
function parseSteps(scanner: HclScanner, value: HclExpression, withLines: boolean): HclExpression {
	let result = value;
	for (;;) {
		const start = scanner.at;
		scanner.skipBlanks(withLines);
		const isSplat = scanner.take('[*]') || scanner.take('.*');
		if (isSplat) {
			const steps: HclExpression[] = [];
			for (let step = parseStep(scanner); step; step = parseStep(scanner)) steps.push(step);
			result = { type: 'splat', of: result, steps };
			continue;
		}
		const index = parseStep(scanner);
		if (index === undefined) {
			scanner.at = start;
			return result;
		}
		result = { type: 'index', of: result, index };
	}
}

function parseStep(scanner: HclScanner): HclExpression | undefined {
	if (scanner.text.startsWith('...', scanner.at)) return undefined;
	if (scanner.take('.')) {
		const name = scanner.takeName() ?? scanner.takeNumber() ?? scanner.fail('a name is missing');
		return { type: 'literal', value: name };
	}
	if (!scanner.take('[')) return undefined;
	scanner.skipBlanks(true);
	const index = parseExpression(scanner, true);
	scanner.skipBlanks(true);
	scanner.expect(']');
	return index;
}

function parsePrimary(scanner: HclScanner): HclExpression {
	if (scanner.take('"')) return parseTemplate(scanner, '"');
	if (scanner.take('<<')) return parseHeredoc(scanner);
	if (scanner.take('[')) return parseForm(scanner, ']', () => parseListItems(scanner));
	if (scanner.take('{')) return parseForm(scanner, '}', () => parseObjectEntries(scanner));
	if (scanner.take('(')) {
		scanner.skipBlanks(true);
		const value = parseExpression(scanner, true);
		scanner.skipBlanks(true);
		scanner.expect(')');
		return value;
	}
	const number = scanner.takeNumber();
	if (number !== undefined) return { type: 'literal', value: Number(number) };
	return parseNamed(scanner);
}

function parseNamed(scanner: HclScanner): HclExpression {
	const name = scanner.takeName() ?? scanner.fail('a value is missing');
	if (scanner.take('(')) return parseCall(scanner, name);
	if (name === 'true' || name === 'false') return { type: 'literal', value: name === 'true' };
	return name === 'null' ? { type: 'literal', value: null } : { type: 'name', name };
}

function parseCall(scanner: HclScanner, name: string): HclExpression {
	const args: HclExpression[] = [];
	let spreads = false;
	for (;;) {
		scanner.skipBlanks(true);
		if (scanner.take(')')) return { type: 'call', name, args, spreads };
		args.push(parseExpression(scanner, true));
		scanner.skipBlanks(true);
		if (scanner.take('...')) spreads = true;
		else if (!scanner.take(',') && scanner.text[scanner.at] !== ')') scanner.fail('`)` is missing');
	}
}

function parseForm(scanner: HclScanner, close: ']' | '}', parseItems: () => HclExpression): HclExpression {
	scanner.skipBlanks(true);
	const value = scanner.takeWord('for') ? parseFor(scanner, close === '}') : parseItems();
	scanner.skipBlanks(true);
	scanner.expect(close);
	return value;
}

function parseListItems(scanner: HclScanner): HclExpression {
	const items: HclExpression[] = [];
	while (scanner.text[scanner.at] !== ']') {
		items.push(parseExpression(scanner, true));
		scanner.skipBlanks(true);
		if (!scanner.take(',')) break;
		scanner.skipBlanks(true);
	}
	return { type: 'list', items };
}

function parseObjectEntries(scanner: HclScanner): HclExpression {
	const entries: HclEntry[] = [];
	while (scanner.text[scanner.at] !== '}') {
		const key = parseKey(scanner);
		scanner.skipBlanks(true);
		if (!scanner.take('=')) scanner.expect(':');
		scanner.skipBlanks(true);
		entries.push({ key, value: parseExpression(scanner, false) });
		scanner.skipBlanks(true);
		scanner.take(',');
		scanner.skipBlanks(true);
	}
	return { type: 'object', entries };
}

/** A bare name is a text here; any other key is an expression. */
function parseKey(scanner: HclScanner): HclExpression {
	const start = scanner.at;
	const name = scanner.takeName();
	if (name !== undefined) {
		scanner.skipBlanks(true);
		if (/[=:]/.test(scanner.text[scanner.at] ?? '')) return { type: 'literal', value: name };
	}
	scanner.at = start;
	return parseExpression(scanner, true);
}

function parseFor(scanner: HclScanner, isObject: boolean): HclFor {
	const names: string[] = [];
	do {
		scanner.skipBlanks(true);
		names.push(scanner.takeName() ?? scanner.fail('a name is missing'));
		scanner.skipBlanks(true);
	} while (scanner.take(','));
	if (!scanner.takeWord('in')) scanner.fail('`in` is missing');
	scanner.skipBlanks(true);
	const collection = parseExpression(scanner, true);
	scanner.skipBlanks(true);
	scanner.expect(':');
	scanner.skipBlanks(true);
	const first = parseExpression(scanner, true);
	scanner.skipBlanks(true);
	let value: HclExpression | undefined;
	if (isObject) {
		scanner.expect('=>');
		scanner.skipBlanks(true);
		value = parseExpression(scanner, true);
		scanner.skipBlanks(true);
	}
	const groups = scanner.take('...');
	scanner.skipBlanks(true);
	let test: HclExpression | undefined;
	if (scanner.takeWord('if')) {
		scanner.skipBlanks(true);
		test = parseExpression(scanner, true);
	}
	return {
		...{ type: 'for', names, collection, groups, test },
		key: value && first,
		value: value ?? first,
	};
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** Text with `${…}` in it, up to the quote that closes it, or, where there is none, to the end: there `\` means itself. */
function parseTemplate(scanner: HclScanner, quote: '"' | undefined): HclExpression {
	const parts: (string | HclExpression)[] = [];
	let text = '';
	const { text: source } = scanner;
	for (;;) {
		if (scanner.isAtEnd) {
			if (quote) scanner.fail('a text is not closed');
			break;
		}
		if (quote && scanner.take(quote)) break;
		if (scanner.take('$${')) text += '${';
		else if (scanner.take('%%{')) text += '%{';
		else if (scanner.take('${')) {
			parts.push(text, parseInterpolation(scanner));
			text = '';
		} else if (scanner.take('%{')) {
			skipDirective(scanner);
			parts.push({ type: 'unknown' });
		} else if (quote && scanner.take('\\')) text += readEscape(scanner);
		else {
			const start = scanner.at++;
			while (!scanner.isAtEnd && !'"\\$%'.includes(source[scanner.at] ?? '')) scanner.at++;
			text += source.slice(start, scanner.at);
		}
	}
	const kept = [...parts, text].filter((part) => part !== '');
	if (kept.every((part) => typeof part === 'string')) return { type: 'literal', value: kept.join('') };
	return { type: 'template', parts: kept };
}

function parseInterpolation(scanner: HclScanner): HclExpression {
	const trimsBefore = scanner.take('~');
	scanner.skipBlanks(true);
	const value = parseExpression(scanner, true);
	scanner.skipBlanks(true);
	// `~` takes the blanks beside it away; that is not followed.
	const trims = scanner.take('~') || trimsBefore;
	scanner.expect('}');
	return trims ? { type: 'unknown' } : value;
}

/** `%{if x}` and the like are not followed. */
function skipDirective(scanner: HclScanner): void {
	const end = scanner.text.indexOf('}', scanner.at);
	if (end === -1) scanner.fail('`%{` is not closed');
	scanner.at = end + 1;
}

function readEscape(scanner: HclScanner): string {
	const letter = scanner.text[scanner.at++] ?? '';
	const length = { u: 4, U: 8 }[letter];
	if (length === undefined) return ESCAPES[letter] ?? scanner.fail(`\`\\${letter}\` means nothing`);
	const code = Number.parseInt(scanner.text.slice(scanner.at, scanner.at + length), 16);
	scanner.at += length;
	return Number.isNaN(code) || code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code);
}

/** `<<EOT` up to a line `EOT`; with `<<-` the indentation that all lines have is taken away. */
function parseHeredoc(scanner: HclScanner): HclExpression {
	const isIndented = scanner.take('-');
	const name = scanner.takeName() ?? scanner.fail('the heredoc has no name');
	scanner.takeLine();
	const lines: string[] = [];
	for (;;) {
		if (scanner.isAtEnd) scanner.fail(`the heredoc \`${name}\` is not closed`);
		const start = scanner.at;
		const line = scanner.takeLine();
		if (line.trim() === name) {
			// The end of this line still ends the attribute.
			scanner.at = start + line.length;
			break;
		}
		lines.push(line);
	}
	const margins = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
	const margin = isIndented ? Math.min(...margins, Number.MAX_SAFE_INTEGER) : 0;
	return parseTemplate(new HclScanner(lines.map((line) => `${line.slice(margin)}\n`).join('')), undefined);
}
