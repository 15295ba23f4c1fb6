/*
 * Which simple commands a shell text runs, in which order, with which words. It is read, never run.
 *
 * Modelled, as `sh` and `bash` have it: quotes and escapes; lists, pipelines, groups, subshells; `if`, `case`, loops
 * (`for` once for each value that is known); functions where they are called, with their arguments; `trap`, at the end;
 * `sh -c`, `su -c`, `eval`, heredocs that a shell reads, `$(…)` and backticks; programs that start another one (`sudo`,
 * `env`, `xargs`, …); variables that the text itself sets to plain values; which shell reads a command, and in which
 * process, so that `cd` in a subshell ends with it.
 *
 * Not modelled: which way a condition goes (both are taken, and what is set there is unknown), exit statuses and `set -e`,
 * arithmetic, arrays, `${x%…}` and the like of shell variables, aliases, what files hold that are sourced, and every other
 * language: a text for PowerShell, cmd or an interpreter named in its first line has no commands.
 */

import {
	type AndOr,
	type Case,
	type Command,
	type For,
	forEachChild,
	type If,
	parse,
	type Redirected,
	type Redirection,
	type SyntaxNode,
} from 'unbash';
import type { Span } from '../source/position.ts';
import type { Assignment, ShellCommand } from './command.ts';
import { findPackageAction } from './package-managers.ts';
import { alignBacktickScript, extractScript, locateSpan, type ShellScript, unquoteScript } from './script.ts';
import type { ShellWord } from './shell-word.ts';
import { type Surroundings, TOP_LEVEL } from './surroundings.ts';
import { type Argument, ShellVariables } from './variables.ts';
import {
	expandShellWords,
	type GivenWords,
	listArguments,
	type Origin,
	parseAssignment,
	readShellWord,
} from './words.ts';
import { extractProgramName, findScriptArgument, isShell, unwrap } from './wrappers.ts';

/** Longer texts are not looked into: no hand writes them, and time and memory stay bounded. */
const LONGEST = 1 << 20;
/** Conditions within conditions, and groups within groups. */
const MOST_AROUND = 20;
/** Scripts within scripts: `sh -c`, `$(…)`, heredocs. */
const DEEPEST = 16;
/** The characters that loops and functions may repeat in all; each time counts for some. */
const MOST_REPEATED = 100_000;
const LEAST_REPEAT = 500;

/** A simple command before its wrappers are taken off. */
export interface RawCommand {
	readonly words: readonly ShellWord[];
	/** The value of a word as a script of its own. */
	readonly script: (index: number) => ShellScript | undefined;
	readonly assignments: readonly Assignment[];
	readonly redirects: ShellCommand['redirects'];
	/** The contents of its heredocs. */
	readonly heredocs: readonly ShellScript[];
	readonly span: Span;
}

/** What is around a script: the wrappers it came in, how deep it stands, and what its command stands in. */
interface Around {
	/** The shell that reads it; missing where words are handed over as they are. */
	readonly shell: string | undefined;
	readonly wrappers: readonly string[];
	readonly depth: number;
	readonly surroundings: Surroundings;
}

/** Around what `shell` itself is given to read. */
export function makeOutermost(shell: string | undefined): Around {
	return { shell, wrappers: [], depth: 0, surroundings: TOP_LEVEL };
}

interface DeclaredFunction {
	readonly body: SyntaxNode;
	readonly place: ScriptPlace;
	wasCalled?: true;
}

/** A place in a script. */
interface ScriptPlace extends Around {
	readonly script: ShellScript;
	readonly variables: ShellVariables;
	/** The functions seen, and what a `trap` runs. */
	readonly functions: Map<string, DeclaredFunction>;
	/** False where the shell may pass by: what is assigned here may never be. */
	readonly isSure: boolean;
}

export class Collector {
	readonly commands: ShellCommand[] = [];
	#pipelines = 0;
	#choices = 0;
	#processes = 0;
	#repeatsLeft = MOST_REPEATED;

	nextPipeline(): number {
		return this.#pipelines++;
	}

	script(script: ShellScript, around: Around): void {
		if (around.depth > DEEPEST || script.text.length > LONGEST) return;
		const interpreter = findInterpreter(script.text);
		if (interpreter !== undefined && !isShell(interpreter)) return;
		const place: ScriptPlace = {
			...around,
			shell: interpreter ?? around.shell,
			script,
			variables: new ShellVariables(),
			functions: new Map(),
			isSure: true,
		};
		this.#visit(parse(script.text), place);
		for (const name of place.functions.keys()) this.#function(name, place);
	}

	/** Takes the wrappers off; where a `sh -c` comes to light, what counts is its script. */
	command(raw: RawCommand, pipeline: number, around: Around): ShellCommand | undefined {
		const { words, redirects, span } = raw;
		let { wrappers } = around;
		let { assignments } = raw;
		let at = 0;
		let name = findProgram(words[at]);
		for (let inner = unwrap(name, words, at); inner; inner = unwrap(name, words, at)) {
			wrappers = [...wrappers, name ?? ''];
			const assigning = words.filter((_, index) => inner.assignments.includes(index));
			assignments = [...assignments, ...assigning.map(parseAssignment)];
			at = inner.program;
			name = findProgram(words[at]);
		}
		const word = words[at];
		if (!word) return undefined;
		const makeInnerAround = () => ({
			shell: isShell(name) ? name : (around.shell ?? 'sh'),
			wrappers: [...wrappers, name ?? ''],
			depth: around.depth + 1,
			surroundings: name === 'eval' ? around.surroundings : this.#enterProcess(around.surroundings),
		});
		const index = findScriptArgument(name, words, at);
		const script = index === undefined ? undefined : raw.script(index);
		if (script) {
			this.script(script, makeInnerAround());
			return undefined;
		}
		const args = words.slice(at + 1);
		const heredocs = raw.heredocs.length > 0 && isReadingScript(name, args) ? raw.heredocs : NONE;
		const command: ShellCommand = {
			name,
			nameSpan: word.span,
			args,
			assignments,
			wrappers,
			redirects,
			span,
			pipeline,
			surroundings: around.surroundings,
			shell: around.shell,
			scriptFollows: heredocs.length > 0,
			packageAction: name === undefined ? undefined : findPackageAction(name, args),
		};
		this.commands.push(command);
		for (const heredoc of heredocs) this.script(heredoc, makeInnerAround());
		return command;
	}

	#enterProcess(surroundings: Surroundings): Surroundings {
		const processes = [...surroundings.processes.slice(0, MOST_AROUND), ++this.#processes];
		return { ...surroundings, processes };
	}

	#visit(node: SyntaxNode, place: ScriptPlace): void {
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
			case 'AndOr':
				this.#chain(node, place);
				return;
			case 'If':
			case 'Case':
				this.#choice(node, place);
				return;
			case 'Redirected':
				this.#visit(node.command, { ...place, surroundings: makeGroupSurroundings(node, place) });
				this.#redirections(node.redirects, place);
				return;
			case 'Function':
				// The same name again is another function.
				this.#function(node.name.text, place);
				place.functions.set(node.name.text, { body: node.body, place });
				return;
			case 'CommandExpansion':
			case 'ArithmeticCommandExpansion':
			case 'ProcessSubstitution':
				this.#substitution(node, place);
				return;
			case 'Word':
			case 'HereDocBody':
				if (!mayExpand(node.text)) return;
				break;
		}
		const inner = this.#enterNode(node, place);
		if (node.type === 'For') this.#loop(node, inner);
		else forEachChild(node, (child) => this.#visit(child, inner));
	}

	/** What stands in a loop, or before `&`, stands elsewhere than what is around that. */
	#enterNode(node: SyntaxNode, place: ScriptPlace): ScriptPlace {
		const { surroundings } = place;
		switch (node.type) {
			case 'For':
			case 'ArithmeticFor':
			case 'Select':
			case 'While':
				return { ...place, isSure: false, surroundings: { ...surroundings, isRepeated: true } };
			case 'Statement':
				if (!node.background) return place;
				return {
					...place,
					isSure: false,
					surroundings: this.#enterProcess({ ...surroundings, isBackground: true }),
				};
			case 'Subshell':
				return { ...place, isSure: false, surroundings: this.#enterProcess(surroundings) };
			default:
				return place;
		}
	}

	/** The body of a loop, once for each value of its variable. */
	#loop({ name, wordlist = [], body }: For, place: ScriptPlace): void {
		for (const word of wordlist) this.#visit(word, place);
		const values = expandShellWords(wordlist, place.script, place.variables).words.map(({ text }) => text);
		if (values.length === 0) values.push(undefined);
		for (const [index, value] of values.entries()) {
			if (index > 0 && !this.#mayRepeat(body)) break;
			place.variables.set(name.text, value);
			this.#visit(body, place);
		}
		place.variables.set(name.text, undefined);
	}

	/** Bounds the time that what is looked at again and again takes. */
	#mayRepeat({ pos, end }: Origin): boolean {
		this.#repeatsLeft -= end - pos + LEAST_REPEAT;
		return this.#repeatsLeft > 0;
	}

	/** What stands behind `||`, and behind a test, may never run. */
	#chain({ commands, operators }: AndOr, place: ScriptPlace): void {
		let inner = place;
		commands.forEach((command, index) => {
			if (operators[index - 1] === '||') inner = makeOptional(inner);
			this.#visit(command, inner);
			if (isTest(command)) inner = makeOptional(inner);
		});
	}

	#choice(node: If | Case, place: ScriptPlace): void {
		const choice = this.#choices++;
		let index = 0;
		const visitArm = (list: SyntaxNode) => {
			const arms = [...place.surroundings.arms.slice(0, MOST_AROUND), { choice, index: index++ }];
			this.#visit(list, { ...place, isSure: false, surroundings: { ...place.surroundings, arms } });
		};
		if (node.type === 'Case') {
			this.#visit(node.word, place);
			for (const item of node.items) visitArm(item);
			return;
		}
		this.#visit(node.clause, place);
		visitArm(node.then);
		for (const { clause, then } of node.elif) {
			this.#visit(clause, { ...place, isSure: false });
			visitArm(then);
		}
		if (node.else) visitArm(node.else);
	}

	/**
	 * The body of a function: where it is first called, or at the end where it never is; and at each further call where what
	 * it does depends on that.
	 */
	#function(name: string, { functions, surroundings }: ScriptPlace, args?: readonly Argument[]): void {
		const declaredFunction = functions.get(name);
		if (!declaredFunction) return;
		const { body, place, wasCalled } = declaredFunction;
		if (wasCalled && !(args && hasArgumentReferences(body, place) && this.#mayRepeat(body))) return;
		declaredFunction.wasCalled = true;
		const outer = place.variables.arguments;
		place.variables.arguments = args ?? [];
		this.#visit(body, {
			...place,
			isSure: false,
			surroundings: args ? surroundings : { ...place.surroundings, isUncalled: true },
		});
		place.variables.arguments = outer;
	}

	/** A substitution's positions count in the text around it, save where escapes inside backticks were taken off. */
	#substitution(node: Extract<SyntaxNode, { script: unknown }>, place: ScriptPlace): void {
		const { script } = node;
		if (!script || place.depth >= DEEPEST) return;
		this.#visit(script, {
			...place,
			script:
				script.source === undefined
					? place.script
					: alignBacktickScript(place.script, script.source, node.pos + 1),
			depth: place.depth + 1,
			isSure: false,
			surroundings: this.#enterProcess({ ...place.surroundings, isSubstituted: true }),
		});
	}

	#simpleCommand(node: Command, place: ScriptPlace, pipeline: number): void {
		const { script, functions } = place;
		const { name, args, prefix, redirects } = node;
		let command: ShellCommand | undefined;
		let given: GivenWords = { words: NONE, origins: NONE };
		if (name) {
			const nodes = [name, ...args];
			given = expandShellWords(nodes, script, place.variables);
			const { words, origins } = given;
			let inner: Origin | undefined;
			command = this.command(
				{
					words,
					script: (index) => {
						inner = origins[index];
						return inner && unquoteScript(script, inner.pos, inner.end);
					},
					assignments: prefix.length === 0 ? NONE : listAssignments(node, script),
					redirects: redirects.length === 0 ? NONE : listRedirects(redirects, script),
					heredocs: redirects.length === 0 ? NONE : listHeredocs(redirects, script),
					span: locateSpan(script, node.pos, node.end),
				},
				pipeline,
				place,
			);
			for (const word of nodes) if (word !== inner && mayExpand(word.text)) this.#visit(word, place);
		}
		for (const part of prefix) if (mayExpand(getPartText(part, script))) this.#visit(part, place);
		this.#redirections(redirects, place);
		rememberAssigned(node, command, place);
		if (command?.name === 'trap') rememberTrap(node, place);
		if (functions.size > 0 && command?.name !== undefined)
			this.#function(command.name, place, listArguments(command, given));
	}

	#redirections(redirects: readonly Redirection[], place: ScriptPlace): void {
		for (const redirect of redirects) {
			const text = redirect.type === 'HereDoc' ? redirect.body.text : getPartText(redirect, place.script);
			if (mayExpand(text)) forEachChild(redirect, (child) => this.#visit(child, place));
		}
	}
}

function findProgram(word: ShellWord | undefined): string | undefined {
	return word?.text === undefined ? undefined : extractProgramName(word.text);
}

function makeGroupSurroundings(
	{ redirects }: Redirected,
	{ surroundings, script }: ScriptPlace,
): Surroundings {
	const group = { redirects: listRedirects(redirects, script) };
	return { ...surroundings, groups: [...surroundings.groups.slice(0, MOST_AROUND), group] };
}

/** True where what a function does depends on what it is called with. */
function hasArgumentReferences(body: SyntaxNode, { script }: ScriptPlace): boolean {
	return /\$\{?[@*1-9]/.test(getPartText(body, script));
}

/** `[ … ]`, `[[ … ]]` and `test`. */
function isTest(node: SyntaxNode): boolean {
	return (
		node.type === 'TestCommand' || (node.type === 'Command' && /^(?:\[|test)$/.test(node.name?.text ?? ''))
	);
}

/** Builtins that give variables a value that stands nowhere. */
const READING = /^(?:read|unset|getopts|mapfile|readarray|printf|let)$/;
const DECLARING = /^(?:export|local|readonly|declare|typeset)$/;

/** `trap '…' EXIT` runs its script at the end, like a function that nothing calls. */
function rememberTrap({ args: [word] }: Command, place: ScriptPlace): void {
	if (!word || place.depth >= DEEPEST) return;
	const script = unquoteScript(place.script, word.pos, word.end);
	const inner = { ...place, script, depth: place.depth + 1 };
	place.functions.set(`trap ${word.pos}`, { body: parse(script.text), place: inner });
}

function rememberAssigned(node: Command, command: ShellCommand | undefined, place: ScriptPlace): void {
	const { variables, isSure, script } = place;
	const remember = (name: string, raw: string, text: string | undefined) =>
		variables.set(name, isSure ? (text ?? variables.valueOf(raw)) : undefined);
	if (!node.name) {
		for (const part of node.prefix) {
			if (part.type !== 'Assignment') continue;
			const { name, raw, value } = parseAssignment(readShellWord(part, script));
			const isWhole = !part.append && !part.index && part.value.type === 'Word';
			if (isWhole) remember(name, raw, value);
			else variables.set(part.name, undefined);
		}
	} else if (command?.name !== undefined && DECLARING.test(command.name)) {
		for (const arg of command.args) {
			if (!arg.raw.includes('=')) continue;
			const { name, raw, value } = parseAssignment(arg);
			remember(name, raw, value);
		}
	} else if (command?.name === 'shift') {
		variables.arguments = variables.arguments.slice(Number(command.args[0]?.text ?? 1));
	} else if (command?.name !== undefined && READING.test(command.name)) {
		for (const { text } of command.args)
			if (text && /^[A-Za-z_]\w*$/.test(text)) variables.set(text, undefined);
	}
}

const NONE: readonly never[] = [];

function listAssignments({ prefix }: Command, script: ShellScript): Assignment[] {
	return prefix.flatMap((part) =>
		part.type === 'Assignment' ? [parseAssignment(readShellWord(part, script))] : [],
	);
}

function listRedirects(redirects: readonly Redirection[], script: ShellScript): RawCommand['redirects'] {
	return redirects.flatMap((redirect) =>
		redirect.type === 'Redirect' && redirect.target
			? [{ operator: redirect.operator, target: readShellWord(redirect.target, script) }]
			: [],
	);
}

function listHeredocs(redirects: readonly Redirection[], script: ShellScript): RawCommand['heredocs'] {
	return redirects.flatMap((redirect) =>
		redirect.type === 'HereDoc' ? [extractScript(script, redirect.body.pos, redirect.body.end)] : [],
	);
}

/** True for a shell that is told no script to run: it reads one. */
function isReadingScript(name: string | undefined, args: readonly ShellWord[]): boolean {
	return isShell(name) && args.every(({ text }) => text !== undefined && /^[-+]/.test(text));
}

function getPartText({ pos, end }: Origin, script: ShellScript): string {
	return script.text.slice(pos, end);
}

/** Cheap: only such words are taken apart. */
function mayExpand(text: string): boolean {
	return text.includes('(') || text.includes('`');
}

/** The program that a script names in its first line: `#!/usr/bin/env bash`. */
function findInterpreter(text: string): string | undefined {
	const [, program, argument] = /^#![ \t]*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/.exec(text) ?? [];
	if (program === undefined) return undefined;
	const name = extractProgramName(program);
	return name === 'env' || name === 'busybox' ? (argument ?? '') : name;
}

/** The same place for what may be passed by. */
function makeOptional(place: ScriptPlace): ScriptPlace {
	const { isSure, surroundings } = place;
	if (!isSure && surroundings.isOptional) return place;
	return { ...place, isSure: false, surroundings: { ...surroundings, isOptional: true } };
}
