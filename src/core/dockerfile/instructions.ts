import { isBlank, isSpace, skipSpaces, skipSpacesBackwards } from '../source/characters.ts';
import type { Span } from '../source/position.ts';
import { readJsonForm } from './lines/json-form.ts';
import type { LogicalLine } from './lines/logical-line.ts';
import { readFlags, splitAtBlanks, splitOutsideQuotes } from './lines/words.ts';
import type { Instruction, Pair, Word } from './model.ts';

/** An instruction to which its place in the file and its heredocs are still to be added. */
export type Draft = { -readonly [Key in keyof Instruction]: Instruction[Key] } & { trigger?: Draft };

export interface ReadInstruction {
	readonly instruction: Draft;
	readonly error?: { readonly message: string; readonly span: Span };
}

const NONE: readonly never[] = [];
const KEYWORDS: ReadonlyMap<string, string> = new Map(
	'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'
		.split(' ')
		.map((keyword) => [keyword, keyword]),
);
const NOT_STRINGS = 'a JSON array here may hold strings only';

/** Reads the part of a logical line from `start` to `end` as one instruction. Its heredocs are the caller's. */
export function readInstruction(
	line: LogicalLine,
	start: number,
	end: number,
	escaper: string,
): ReadInstruction {
	const { text } = line;
	const keywordStart = skipSpaces(text, start, end);
	const lineEnd = skipSpacesBackwards(text, keywordStart, end);
	let keywordEnd = keywordStart;
	while (keywordEnd < lineEnd && !isBlank(text.charCodeAt(keywordEnd))) keywordEnd++;
	const keyword = normaliseKeyword(text.slice(keywordStart, keywordEnd));
	const { flags, rest } = readFlags(line, keywordEnd, lineEnd, escaper);
	const bodyStart = skipSpaces(text, rest, lineEnd);
	const parts = readBody(keyword, line, bodyStart, lineEnd, escaper);
	const span = line.span(keywordStart, lineEnd);
	const instruction: Draft = {
		type: 'instruction',
		keyword,
		keywordSpan: line.span(keywordStart, keywordEnd),
		span,
		startLine: 0,
		endLine: 0,
		flags: flags.length === 0 ? NONE : flags,
		body: line.body(bodyStart, lineEnd),
		args: parts.args,
		isJson: parts.isJson === true,
		pairs: parts.pairs ?? NONE,
		heredocs: NONE,
		emptyContinuationLines: NONE,
	};
	if (parts.trigger) instruction.trigger = parts.trigger;
	return parts.error === undefined ? { instruction } : { instruction, error: { message: parts.error, span } };
}

/** One string for all instructions of a kind. */
function normaliseKeyword(written: string): string {
	const keyword = written.toUpperCase();
	return KEYWORDS.get(keyword) ?? keyword;
}

/** True where `<<EOF` in this instruction opens a heredoc: `RUN`, `COPY`, `ADD`, also behind `ONBUILD`, not in JSON form. */
export function canHoldHeredocs({ keyword, isJson, trigger }: Instruction): boolean {
	const inner = keyword === 'ONBUILD' && trigger ? trigger : { keyword, isJson };
	return !inner.isJson && (inner.keyword === 'RUN' || inner.keyword === 'COPY' || inner.keyword === 'ADD');
}

interface BodyParts {
	readonly args: readonly Word[];
	readonly isJson?: boolean;
	readonly pairs?: readonly Pair[];
	readonly trigger?: Draft;
	readonly error?: string | undefined;
}

function readBody(
	keyword: string,
	line: LogicalLine,
	start: number,
	end: number,
	escaper: string,
): BodyParts {
	switch (keyword) {
		case 'RUN':
		case 'CMD':
		case 'ENTRYPOINT':
		case 'SHELL':
			return readJsonOrSplit(line, start, end, keepWholeBody);
		case 'ADD':
		case 'COPY':
		case 'VOLUME':
			return readJsonOrSplit(line, start, end, splitAtBlanks);
		case 'EXPOSE':
		case 'FROM':
			return { args: splitAtBlanks(line, start, end) };
		case 'ENV':
		case 'LABEL':
			return readPairs(keyword, line, start, end, escaper);
		case 'ARG': {
			const args = splitOutsideQuotes(line, start, end, escaper);
			return { args, pairs: args.map((word) => readPair(line, word)) };
		}
		case 'HEALTHCHECK':
			return readHealthcheck(line, start, end);
		case 'ONBUILD':
			return readOnbuild(line, start, end, escaper);
		default:
			return { args: keepWholeBody(line, start, end) };
	}
}

function keepWholeBody(line: LogicalLine, start: number, end: number): Word[] {
	return end > start ? [line.word(start, end)] : [];
}

function readJsonOrSplit(
	line: LogicalLine,
	start: number,
	end: number,
	split: typeof keepWholeBody,
): BodyParts {
	const json = readJsonForm(line, start, end);
	if (json.kind === 'strings') return { args: json.words, isJson: true };
	const args = split(line, start, end);
	return json.kind === 'other-array' ? { args, error: NOT_STRINGS } : { args };
}

function readPairs(
	keyword: string,
	line: LogicalLine,
	start: number,
	end: number,
	escaper: string,
): BodyParts {
	const args = splitOutsideQuotes(line, start, end, escaper);
	const [first] = args;
	if (!first) return { args };
	if (!first.text.includes('=')) return readLegacyPair(keyword, args, line, start, end);
	const pairs = args.map((word) => readPair(line, word));
	const odd = args.find(({ text }) => !text.includes('='));
	if (!odd) return { args, pairs };
	return { args, pairs, error: `can't find = in \`${odd.text}\`: it must be of the form name=value` };
}

function readLegacyPair(
	keyword: string,
	args: readonly Word[],
	line: LogicalLine,
	start: number,
	end: number,
): BodyParts {
	const { text } = line;
	let keyEnd = start;
	while (keyEnd < end && !isBlank(text.charCodeAt(keyEnd))) keyEnd++;
	if (keyEnd >= end) return { args, error: `${keyword} must have two arguments` };
	let valueStart = keyEnd;
	while (valueStart < end && isBlank(text.charCodeAt(valueStart))) valueStart++;
	const key = line.word(start, keyEnd);
	const value = line.word(valueStart, end);
	return { args, pairs: [{ type: 'pair', key, value, isLegacy: true, span: line.span(start, end) }] };
}

function readPair(line: LogicalLine, word: Word): Pair {
	const equals = word.text.indexOf('=');
	if (equals === -1) return { type: 'pair', key: word, isLegacy: false, span: word.span };
	const start = line.indexOf(word.span.start);
	const key = line.word(start, start + equals);
	const value = line.word(start + equals + 1, start + word.text.length);
	return { type: 'pair', key, value, isLegacy: false, span: word.span };
}

function readHealthcheck(line: LogicalLine, start: number, end: number): BodyParts {
	const { text } = line;
	let typeEnd = start;
	while (typeEnd < end && !isSpace(text.charCodeAt(typeEnd))) typeEnd++;
	if (typeEnd === start) return { args: NONE };
	const type = line.word(start, typeEnd);
	const rest = skipSpaces(text, typeEnd, end);
	const { args, isJson, error } = readJsonOrSplit(line, rest, end, keepWholeBody);
	const parts = { args: [type, ...args], isJson: isJson === true, error };
	return type.text.toUpperCase() === 'CMD'
		? { ...parts, trigger: makeHealthcheckCommand(line, start, typeEnd, end, args, parts.isJson) }
		: parts;
}

function makeHealthcheckCommand(
	line: LogicalLine,
	start: number,
	keywordEnd: number,
	end: number,
	args: readonly Word[],
	isJson: boolean,
): Draft {
	return {
		type: 'instruction',
		keyword: 'CMD',
		keywordSpan: line.span(start, keywordEnd),
		span: line.span(start, end),
		startLine: 0,
		endLine: 0,
		flags: NONE,
		body: line.body(skipSpaces(line.text, keywordEnd, end), end),
		args,
		isJson,
		pairs: NONE,
		heredocs: NONE,
		emptyContinuationLines: NONE,
	};
}

function readOnbuild(line: LogicalLine, start: number, end: number, escaper: string): BodyParts {
	if (start >= end) return { args: NONE };
	const args = splitOutsideQuotes(line, start, end, escaper);
	// A chain is refused as such: no need to follow it down.
	if (/^ONBUILD(?:\s|$)/i.test(line.text.slice(start, start + 8))) return { args };
	const { instruction, error } = readInstruction(line, start, end, escaper);
	return { args, trigger: instruction, error: error?.message };
}
