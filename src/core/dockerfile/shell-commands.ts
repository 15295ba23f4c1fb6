import { type Command, forEachChild, type HereDoc, parse, type SyntaxNode } from 'unbash';
import { rememberLast } from '../remember-last.ts';
import type { Span } from '../source/position.ts';
import type { Dockerfile, Instruction } from './model.ts';
import { type PackageAction, packageAction } from './package-managers.ts';
import {
	backtickScript,
	jsonScript,
	partOf,
	type ShellScript,
	scriptOf,
	spanIn,
	unquotedScript,
} from './shell-script.ts';
import { isShell, programName, scriptArgument, unwrap } from './shell-wrappers.ts';

/** A word of a shell command. `text` is its value once quotes are removed, missing where it depends on a variable or a substitution. */
export interface ShellWord {
	readonly raw: string;
	readonly text?: string;
	/** In the source file. */
	readonly span: Span;
}

/** One simple command somewhere in a shell text: behind `&&`, in an `if`, in a subshell, in `sh -c "…"`, in a heredoc. */
export interface ShellCommand {
	/** The program's name without its folder, wrappers (`sudo`, `env X=y`, `exec`, `nice`, `time`, `xargs`) taken off; missing where a variable names it. */
	readonly name?: string;
	/** Of the program's name. */
	readonly nameSpan: Span;
	/** The words behind the name. */
	readonly args: readonly ShellWord[];
	/** `X=y` before the name, those of `env` included. */
	readonly assignments: readonly { readonly name: string; readonly value: ShellWord }[];
	/** The wrappers taken off, outermost first; `sh` for `sh -c "…"`. */
	readonly wrappers: readonly string[];
	/** `> file`, `2>> file`, `< file`. */
	readonly redirects: readonly { readonly operator: string; readonly target: ShellWord }[];
	/** From the first word, wrappers and assignments included, to the last, redirections included. */
	readonly span: Span;
	/** Counts the pipelines of the text from 0: commands with the same number are joined by `|`. */
	readonly pipeline: number;
	/** What it does with packages; missing where it is no package manager. */
	readonly packageAction?: PackageAction;
}

/**
 * Every simple command that the shell would run for this instruction, in order of appearance.
 * `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK CMD`; shell form, JSON form and heredocs alike. Empty for all others,
 * for a heredoc meant for another interpreter, and where `SHELL` names something that is not a `sh`.
 */
export function shellCommands(instruction: Instruction, dockerfile: Dockerfile): readonly ShellCommand[] {
	const { keyword, trigger } = instruction;
	if (keyword === 'HEALTHCHECK') return trigger ? shellCommands(trigger, dockerfile) : [];
	if (keyword !== 'RUN' && keyword !== 'CMD' && keyword !== 'ENTRYPOINT') return [];
	if (instruction.isJson) return execCommands(jsonWords(instruction));
	return runsInShell(instruction, dockerfile) ? shellCommandsIn(scriptOf(instruction, dockerfile.text)) : [];
}

/** Every simple command of a shell text. A script that names another interpreter in its first line has none. */
export function shellCommandsIn(script: ShellScript): readonly ShellCommand[] {
	return collect((collector) => collector.script(script, [], 0));
}

/** A word of an exec form: its value knows where its characters stand, `span` is that of the word as written. */
export interface ExecWord extends ShellScript {
	readonly raw: string;
	readonly span: Span;
}

/** The commands that an exec form runs: the one it names, or those of its `sh -c` script. */
export function execCommands(words: readonly ExecWord[]): readonly ShellCommand[] {
	const [first] = words;
	const last = words.at(-1);
	if (!first || !last) return [];
	return collect((collector) =>
		collector.command(
			{
				words: words.map(({ raw, text, span }) => ({ raw, text, span })),
				script: (index) => words[index],
				assignments: [],
				redirects: [],
				heredocs: [],
				span: { start: first.span.start, end: last.span.end },
			},
			[],
			collector.nextPipeline(),
			0,
		),
	);
}

/** Longer texts are not looked into: no hand writes them, and time and memory stay bounded. */
const LONGEST = 1 << 20;
/** Scripts within scripts: `sh -c`, `$(…)`, heredocs. */
const DEEPEST = 16;

function collect(work: (collector: Collector) => void): readonly ShellCommand[] {
	const collector = new Collector();
	try {
		work(collector);
	} catch (error) {
		// A text nested deeper than the stack is nothing that a rule could judge.
		if (error instanceof RangeError) return [];
		throw error;
	}
	return collector.commands;
}

/** A simple command before its wrappers are taken off. */
interface RawCommand {
	readonly words: readonly ShellWord[];
	/** The value of a word as a script of its own. */
	readonly script: (index: number) => ShellScript | undefined;
	readonly assignments: ShellCommand['assignments'];
	readonly redirects: ShellCommand['redirects'];
	/** The contents of its heredocs. */
	readonly heredocs: readonly ShellScript[];
	readonly span: Span;
}

class Collector {
	readonly commands: ShellCommand[] = [];
	#pipelines = 0;

	nextPipeline(): number {
		return this.#pipelines++;
	}

	script(script: ShellScript, wrappers: readonly string[], depth: number): void {
		if (depth > DEEPEST || script.text.length > LONGEST || isForOtherInterpreter(script.text)) return;
		this.#visit(parse(script.text), { script, wrappers, depth });
	}

	/** Takes the wrappers off; where a `sh -c` comes to light, what counts is its script. */
	command(raw: RawCommand, outer: readonly string[], pipeline: number, depth: number): void {
		const texts = raw.words.map(({ text }) => text);
		const wrappers = [...outer];
		const assignments = [...raw.assignments];
		let at = 0;
		for (let inner = unwrap(texts, at); inner; inner = unwrap(texts, at)) {
			wrappers.push(programName(texts[at] ?? ''));
			for (const index of inner.assignments) assignments.push(assignmentIn(raw.words[index]));
			at = inner.program;
		}
		const word = raw.words[at];
		if (!word) return;
		const name = word.text === undefined ? undefined : programName(word.text);
		const index = scriptArgument(texts, at);
		const script = index === undefined ? undefined : raw.script(index);
		if (script) {
			this.script(script, [...wrappers, name ?? ''], depth + 1);
			return;
		}
		const args = raw.words.slice(at + 1);
		const action = name === undefined ? undefined : packageAction(name, args);
		this.commands.push({
			...(name === undefined ? {} : { name }),
			nameSpan: word.span,
			args,
			assignments,
			wrappers,
			redirects: raw.redirects,
			span: raw.span,
			pipeline,
			...(action && { packageAction: action }),
		});
		if (!isShell(name)) return;
		const hasFile = texts.slice(at + 1).some((text) => text === undefined || !/^[-+]/.test(text));
		if (!hasFile)
			for (const heredoc of raw.heredocs) this.script(heredoc, [...wrappers, name ?? ''], depth + 1);
	}

	#visit(node: SyntaxNode, place: Place): void {
		switch (node.type) {
			case 'Command':
				this.#simpleCommand(node, place, this.nextPipeline());
				return;
			case 'Pipeline': {
				const pipeline = this.nextPipeline();
				for (const command of node.commands) {
					if (command.type === 'Command') this.#simpleCommand(command, place, pipeline);
					else this.#visit(command, place);
				}
				return;
			}
			case 'CommandExpansion':
			case 'ArithmeticCommandExpansion':
			case 'ProcessSubstitution':
				this.#substitution(node, place);
				return;
			case 'Word':
				if (!mayExpand(node.text)) return;
				break;
			case 'HereDocBody':
				if (!mayExpand(node.text)) return;
				break;
		}
		forEachChild(node, (child) => this.#visit(child, place));
	}

	/** A substitution's positions count in the text around it, save where escapes inside backticks were taken off. */
	#substitution(
		node: Extract<SyntaxNode, { script: unknown }>,
		{ script: outer, wrappers, depth }: Place,
	): void {
		const { script } = node;
		if (!script || depth >= DEEPEST) return;
		const text = script.source === undefined ? outer : backtickScript(outer, script.source, node.pos + 1);
		this.#visit(script, { script: text, wrappers, depth: depth + 1 });
	}

	#simpleCommand(node: Command, place: Place, pipeline: number): void {
		const { script, wrappers, depth } = place;
		if (node.name) {
			const nodes = [node.name, ...node.args];
			const indexOfScript = { current: -1 };
			this.command(
				{
					words: nodes.map((word) => shellWord(word, script)),
					script: (index) => {
						indexOfScript.current = index;
						const word = nodes[index];
						return word && unquotedScript(script, word.pos, word.end);
					},
					assignments: node.prefix.length === 0 ? NONE : assignmentsIn(node, script),
					...(node.redirects.length === 0 ? NO_REDIRECTS : redirectsIn(node, script)),
					span: spanIn(script, node.pos, node.end),
				},
				wrappers,
				pipeline,
				depth,
			);
			const inner = nodes[indexOfScript.current];
			for (const word of nodes) if (word !== inner && mayExpand(word.text)) this.#visit(word, place);
		}
		for (const part of node.prefix) if (mayExpand(partText(part, script))) this.#visit(part, place);
		for (const redirect of node.redirects) {
			if (
				redirect.type === 'HereDoc' ? mayExpand(redirect.body.text) : mayExpand(partText(redirect, script))
			) {
				forEachChild(redirect, (child) => this.#visit(child, place));
			}
		}
	}
}

const NONE: readonly never[] = [];
const NO_REDIRECTS = { redirects: NONE, heredocs: NONE };

function assignmentsIn({ prefix }: Command, script: ShellScript): ShellCommand['assignments'] {
	return prefix.flatMap((part) =>
		part.type === 'Assignment' ? [assignmentIn(shellWord(part, script))] : [],
	);
}

function redirectsIn(
	{ redirects }: Command,
	script: ShellScript,
): Pick<RawCommand, 'redirects' | 'heredocs'> {
	return {
		redirects: redirects.flatMap((redirect) =>
			redirect.type === 'Redirect' && redirect.target
				? [{ operator: redirect.operator, target: shellWord(redirect.target, script) }]
				: [],
		),
		heredocs: redirects.flatMap((redirect) =>
			redirect.type === 'HereDoc' ? [heredocScript(redirect, script)] : [],
		),
	};
}

interface Place {
	readonly script: ShellScript;
	readonly wrappers: readonly string[];
	readonly depth: number;
}

function partText({ pos, end }: { readonly pos: number; readonly end: number }, script: ShellScript): string {
	return script.text.slice(pos, end);
}

/** Cheap: only such words are taken apart. */
function mayExpand(text: string): boolean {
	return text.includes('(') || text.includes('`');
}

function shellWord(node: { readonly pos: number; readonly end: number }, script: ShellScript): ShellWord {
	const raw = script.text.slice(node.pos, node.end);
	const span = spanIn(script, node.pos, node.end);
	if (/^[\w./:=@%+,-]*$/.test(raw)) return { raw, text: raw, span };
	if (isSubstituted(raw)) return { raw, span };
	return { raw, text: unquotedScript(script, node.pos, node.end).text, span };
}

/** True where a variable or a substitution outside single quotes decides the value. */
function isSubstituted(raw: string): boolean {
	if (/^[<>]\(/.test(raw)) return true;
	if (!raw.includes('$') && !raw.includes('`')) return false;
	let quote = '';
	for (let at = 0; at < raw.length; at++) {
		const char = raw.charAt(at);
		if (quote === "'") {
			if (char === "'") quote = '';
		} else if (char === '\\') at++;
		else if (char === '`') return true;
		else if (char === '$' && /[\w({@*#?!$'"-]/.test(raw.charAt(at + 1))) {
			if (quote === '' || !/['"]/.test(raw.charAt(at + 1))) return true;
		} else if (char === quote) quote = '';
		else if (quote === '' && (char === '"' || char === "'")) quote = char;
	}
	return false;
}

/** `X=y` as a name and a value; the value's place is behind the `=`. */
function assignmentIn(word: ShellWord | undefined): ShellCommand['assignments'][number] {
	const { raw, text, span } = word ?? { raw: '', span: { start: 0, end: 0 } };
	const equals = raw.indexOf('=');
	const from = Math.min(span.start + equals + 1, span.end);
	const value = text?.slice(text.indexOf('=') + 1);
	return {
		name: raw.slice(0, equals).replace(/\+$/, ''),
		value: {
			raw: raw.slice(equals + 1),
			...(value === undefined ? {} : { text: value }),
			span: { start: from, end: span.end },
		},
	};
}

function heredocScript({ body }: HereDoc, script: ShellScript): ShellScript {
	return partOf(script, body.pos, body.end);
}

function isForOtherInterpreter(text: string): boolean {
	const [, program, argument] = /^#![ \t]*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/.exec(text) ?? [];
	if (program === undefined) return false;
	const name = programName(program);
	return !isShell(name === 'env' ? argument : name === 'busybox' ? argument : name);
}

/** The strings of a JSON form, each mapped through its escapes. */
function jsonWords({ body }: Instruction): ExecWord[] {
	const words: ExecWord[] = [];
	for (const match of body.text.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
		const end = match.index + match[0].length;
		words.push({
			...jsonScript(body, match.index, end),
			raw: match[0],
			span: spanIn(body, match.index, end),
		});
	}
	return words;
}

/** False where a `SHELL` in force, the parent stage's included, is PowerShell, cmd or anything but a `sh`. */
function runsInShell(instruction: Instruction, dockerfile: Dockerfile): boolean {
	const changes = shellChanges(dockerfile);
	let isSh = true;
	for (const change of changes) {
		if (change.start > instruction.span.start) break;
		isSh = change.isSh;
	}
	return isSh;
}

interface ShellChange {
	readonly start: number;
	readonly isSh: boolean;
}

/** Where the default shell changes, by offset: at each `SHELL`, and at each `FROM` in a file that has one. */
const shellChanges = rememberLast((dockerfile: Dockerfile): readonly ShellChange[] => {
	const changes: ShellChange[] = [];
	if (dockerfile.instructions.some(({ keyword }) => keyword === 'SHELL')) {
		const atEnd = new Map<string, boolean>();
		for (const { from, base, name, index, instructions } of dockerfile.stages) {
			let isSh = atEnd.get(base.text.toLowerCase()) ?? true;
			changes.push({ start: from.span.start, isSh });
			for (const { keyword, args, span } of instructions) {
				if (keyword !== 'SHELL') continue;
				isSh = isShell(programName(args[0]?.text ?? ''));
				changes.push({ start: span.start, isSh });
			}
			atEnd.set(String(index), isSh);
			if (name) atEnd.set(name.text.toLowerCase(), isSh);
		}
	}
	return changes;
});
