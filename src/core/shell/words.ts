import type { Assignment, ShellCommand } from './command.ts';
import { locateSpan, type ShellScript, unquoteScript } from './script.ts';
import type { ShellWord } from './shell-word.ts';
import type { Argument, ShellVariables } from './variables.ts';

export type Origin = Argument['origin'];

const NOWHERE: Origin = { pos: 0, end: 0 };

/** Words with what each comes from. */
export interface GivenWords {
	readonly words: readonly ShellWord[];
	readonly origins: readonly Origin[];
}

/**
 * The words that the shell makes of those as written: several, or none, where a variable of its own stands for one. The
 * arguments of a function stand where that is called if they name the command as well, and otherwise where it takes them.
 */
export function expandShellWords(
	nodes: readonly Origin[],
	script: ShellScript,
	variables: ShellVariables,
): GivenWords {
	const words = nodes.map((node) => readShellWord(node, script));
	if (variables.isEmpty) return { words, origins: nodes };
	const isTold = variables.argumentsOf(words[0]?.raw ?? '') !== undefined;
	const given = words.flatMap((word, index): readonly Argument[] => {
		const origin = nodes[index] ?? NOWHERE;
		const args = variables.argumentsOf(word.raw);
		if (args) return isTold ? args : args.map((one) => ({ ...one, word: { ...one.word, span: word.span } }));
		const values = word.text === undefined ? variables.wordsOf(word.raw) : undefined;
		return values?.map((text) => ({ word: { ...word, text }, origin })) ?? [{ word, origin }];
	});
	return { words: given.map(({ word }) => word), origins: given.map(({ origin }) => origin) };
}

/** The words behind the name, with what each comes from. */
export function listArguments({ args }: ShellCommand, { origins }: GivenWords): Argument[] {
	const first = origins.length - args.length;
	return args.map((word, index) => ({ word, origin: origins[first + index] ?? NOWHERE }));
}

export function readShellWord(node: Origin, script: ShellScript): ShellWord {
	const raw = script.text.slice(node.pos, node.end);
	const span = locateSpan(script, node.pos, node.end);
	const text = isPlain(raw)
		? raw
		: isSubstituted(raw)
			? undefined
			: unquoteScript(script, node.pos, node.end).text;
	return { raw, text, span };
}

function isPlain(raw: string): boolean {
	return /^[\w./:=@%+,-]*$/.test(raw);
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

export function parseAssignment({ raw, text }: ShellWord): Assignment {
	const equals = raw.indexOf('=');
	return {
		name: raw.slice(0, equals).replace(/\+$/, ''),
		raw: raw.slice(equals + 1),
		value: text?.slice(text.indexOf('=') + 1),
	};
}
