import type { Span } from '../source/position.ts';
import { formatMessage } from '../source/quoted-text.ts';
import { findForeignSyntax, isDockerfileFrontend, readDirective } from './directives.ts';
import { canHoldHeredocs, type Draft, readInstruction } from './instructions.ts';
import { Comments } from './lines/comments.ts';
import { type HeredocMark, listHeredocMarks } from './lines/heredocs.ts';
import { LogicalLine } from './lines/logical-line.ts';
import { SourceLines } from './lines/source-lines.ts';
import type { BuildInputs, Directive, Dockerfile, Heredoc, Instruction, Stage } from './model.ts';
import type { BuildRefusal } from './refusals/build-refusal.ts';
import { collectRefusals } from './refusals/refusals.ts';
import { StageFacts } from './stage-facts.ts';

export interface ParsedDockerfile {
	readonly dockerfile: Dockerfile;
	readonly errors: readonly BuildRefusal[];
	/** False where the text itself is broken, whatever is built from it. */
	readonly isReadable: boolean;
	/** What follows from its stages; what was worked out to find the errors is not worked out again. */
	readonly facts: StageFacts;
}

/**
 * Reads a text as BuildKit does. There is always a Dockerfile in the answer; where BuildKit would refuse the text,
 * `errors` says why and the Dockerfile holds what could be read.
 */
export function parseDockerfile(text: string): ParsedDockerfile {
	const foreign = findForeignSyntax(text);
	if (foreign && !isDockerfileFrontend(foreign.value))
		return { ...makeParsed(makeEmptyDockerfile(text, foreign)), errors: [], isReadable: false };
	const reader = new Reader(text);
	reader.readAll();
	const { dockerfile, facts } = makeParsed(reader.dockerfile());
	// BuildKit reads the whole text before it looks at instructions, and stops at the first fault.
	const refusals = collectRefusals(facts, reader.errors.length > 0);
	const isReadable = reader.errors.length === 0;
	return {
		dockerfile,
		facts,
		isReadable,
		errors: [...sortRefusals(reader.errors), ...sortRefusals(refusals)],
	};
}

/** The same file as another build reads it, and what BuildKit would refuse then; the text is not read again. */
export function applyInputs(
	{ dockerfile, errors, isReadable }: ParsedDockerfile,
	inputs: BuildInputs,
): ParsedDockerfile {
	const applied = makeParsed({ ...dockerfile, inputs });
	if (!isReadable) return { ...applied, errors, isReadable };
	return { ...applied, errors: sortRefusals(collectRefusals(applied.facts, false)), isReadable };
}

function sortRefusals(refusals: readonly BuildRefusal[]): BuildRefusal[] {
	return refusals
		.map((refusal) => ({ ...refusal, message: formatMessage(refusal.message) }))
		.sort((a, b) => a.span.start - b.span.start);
}

function makeParsed(dockerfile: Dockerfile): Pick<ParsedDockerfile, 'dockerfile' | 'facts'> {
	return { dockerfile, facts: new StageFacts(dockerfile) };
}

function makeEmptyDockerfile(text: string, directive: Directive): Dockerfile {
	return {
		type: 'dockerfile',
		text,
		escape: '\\',
		directives: [directive],
		comments: [],
		instructions: [],
		globalArgs: [],
		stages: [],
	};
}

const NONE: readonly never[] = [];

class Reader {
	readonly errors: BuildRefusal[] = [];
	readonly #text: string;
	readonly #lines: SourceLines;
	readonly #directives: Directive[] = [];
	readonly #instructions: Instruction[] = [];
	#mayBeDirective = true;

	constructor(text: string) {
		this.#text = text;
		this.#lines = new SourceLines(text);
	}

	readAll(): void {
		const lines = this.#lines;
		while (lines.advance()) {
			const start = lines.first;
			this.#lookForDirective(start);
			if (start < lines.end && !lines.isCommentAt(start)) this.#readStatement(start);
		}
		if (lines.isTooLong) this.#refuseLongLine();
	}

	dockerfile(): Dockerfile {
		const instructions = this.#instructions;
		const firstFrom = instructions.findIndex(({ keyword }) => keyword === 'FROM');
		const escaper = this.#lines.escape === '`' ? '`' : '\\';
		const head = firstFrom === -1 ? instructions : instructions.slice(0, firstFrom);
		return {
			type: 'dockerfile',
			text: this.#text,
			escape: escaper,
			directives: this.#directives,
			comments: new Comments(this.#text, escaper, instructions),
			instructions,
			globalArgs: head.filter(({ keyword }) => keyword === 'ARG'),
			stages: firstFrom === -1 ? [] : splitStages(instructions, firstFrom),
		};
	}

	#lookForDirective(start: number): void {
		if (!this.#mayBeDirective) return;
		const directive = readDirective(this.#text, start, this.#lines.end);
		if (!directive) {
			this.#mayBeDirective = false;
			return;
		}
		const { name, value, span, valueSpan } = directive;
		if (this.#directives.some((other) => other.name === name)) {
			this.errors.push({ message: `only one ${name} parser directive can be used`, span });
		}
		this.#directives.push(directive);
		if (name !== 'escape') return;
		if (value === '`' || value === '\\') this.#lines.escape = value;
		else {
			const message = `invalid escape token '${value}': it must be \` or \\`;
			this.errors.push({ message, span: valueSpan });
		}
	}

	#readStatement(start: number): void {
		const lines = this.#lines;
		const startLine = lines.number;
		const cut = lines.continuationStart(start);
		const line = new LogicalLine(this.#text.slice(start, cut === -1 ? lines.end : cut), start);
		const emptyLines = cut === -1 ? NONE : this.#readContinuation(line);
		const { instruction, error } = readInstruction(line, 0, line.text.length, lines.escape);
		if (error) this.errors.push(error);
		const heredocs = canHoldHeredocs(instruction) ? this.#readHeredocs(line) : NONE;
		instruction.emptyContinuationLines = emptyLines;
		if (cut === start) instruction.leadSpan = { start, end: start + 1 };
		place(instruction, startLine, lines.number, Math.max(lines.end, instruction.span.end), heredocs);
		if (instruction.trigger) {
			const { trigger, span } = instruction;
			place(trigger, startLine, lines.number, span.end, heredocs);
		}
		this.#instructions.push(instruction);
	}

	/** Joins the lines that follow a continuation; answers the empty ones among them. */
	#readContinuation(line: LogicalLine): Span[] {
		const lines = this.#lines;
		const empty: Span[] = [];
		const pieces: string[] = [];
		const offsets: number[] = [];
		while (lines.advance()) {
			const { first } = lines;
			if (lines.isCommentAt(first)) continue;
			if (first >= lines.end) {
				empty.push({ start: lines.start, end: lines.end });
				continue;
			}
			const cut = lines.continuationStart(lines.start);
			pieces.push(this.#text.slice(lines.start, cut === -1 ? lines.end : cut));
			offsets.push(lines.start);
			if (cut === -1) break;
		}
		line.append(pieces, offsets);
		return empty;
	}

	#readHeredocs(line: LogicalLine): readonly Heredoc[] {
		if (!line.text.includes('<<')) return NONE;
		const { marks, error } = listHeredocMarks(line);
		if (error !== undefined) this.errors.push({ message: error, span: line.span(0, line.text.length) });
		const heredocs: Heredoc[] = [];
		for (const mark of marks) {
			const heredoc = this.#readHeredoc(mark);
			if (!heredoc) {
				this.errors.push({
					message: `unterminated heredoc: no line \`${mark.name}\` follows`,
					span: mark.word.span,
				});
				break;
			}
			heredocs.push(heredoc);
		}
		return heredocs;
	}

	#readHeredoc({ name, expands, stripsTabs, word }: HeredocMark): Heredoc | undefined {
		const lines = this.#lines;
		const start = lines.next;
		while (lines.advance()) {
			let at = lines.start;
			if (stripsTabs) while (this.#text.charCodeAt(at) === 9) at++;
			if (lines.end - at !== name.length || !this.#text.startsWith(name, at)) continue;
			return {
				type: 'heredoc',
				name,
				expands,
				stripsTabs,
				content: this.#text.slice(start, lines.start),
				span: word.span,
				contentSpan: { start, end: lines.start },
				endSpan: { start: lines.start, end: lines.end },
			};
		}
		return undefined;
	}

	#refuseLongLine(): void {
		const start = this.#lines.next;
		const newline = this.#text.indexOf('\n', start);
		const end = newline === -1 ? this.#text.length : newline;
		this.errors.push({
			message: 'a line is longer than the 65,535 bytes that BuildKit reads',
			span: { start, end },
		});
	}
}

function place(
	instruction: Draft,
	startLine: number,
	endLine: number,
	end: number,
	heredocs: readonly Heredoc[],
): void {
	instruction.startLine = startLine;
	instruction.endLine = endLine;
	if (instruction.span.end !== end) instruction.span = { start: instruction.span.start, end };
	instruction.heredocs = heredocs;
}

function splitStages(instructions: readonly Instruction[], firstFrom: number): Stage[] {
	const stages: Stage[] = [];
	for (let at = firstFrom; at < instructions.length; ) {
		const from = instructions[at];
		if (!from) break;
		const first = at + 1;
		do at++;
		while (at < instructions.length && instructions[at]?.keyword !== 'FROM');
		stages.push(makeStage(from, stages.length, at > first ? instructions.slice(first, at) : NONE));
	}
	return stages;
}

function makeStage(from: Instruction, index: number, instructions: readonly Instruction[]): Stage {
	const [base, as, name] = from.args;
	const isNamed = as?.text.toLowerCase() === 'as';
	return {
		type: 'stage',
		index,
		from,
		base: base ?? { text: '', span: { start: from.span.end, end: from.span.end } },
		as: isNamed ? as : undefined,
		name: isNamed ? name : undefined,
		platform: from.flags.find((flag) => flag.name === 'platform'),
		instructions,
	};
}
