import { mapScript, type ShellScript } from '../shell/script.ts';
import type { YamlScalar } from '../source/yaml.ts';
import type { Text } from './model.ts';

/** The values of variables that somebody has given; `null` for one that is given and not known. */
export type Environment = ReadonlyMap<string, string | null>;

const NOTHING_GIVEN: Environment = new Map();

/**
 * A scalar as Compose reads it before anything else: variables replaced where the environment or a default tells their
 * value, `$$` made `$`.
 */
export function expandVariables(scalar: YamlScalar, environment = NOTHING_GIVEN): Text {
	const { text, span, sourceOffset } = scalar;
	if (!text.includes('$')) return { text, span, sourceOffset };
	return { ...expandText({ text, sourceOffset }, environment, 0), span };
}

/** The part of a text from `start` to `end`, with its place. */
export function cutText(outer: ShellScript, start: number, end: number): Text {
	const from = outer.sourceOffset(start);
	return {
		text: outer.text.slice(start, end),
		span: { start: from, end: end > start ? outer.sourceOffset(end - 1) + 1 : from },
		sourceOffset: (index) => outer.sourceOffset(start + index),
	};
}

/** True where no variable is left whose value only the one who starts the service knows. */
export function isKnown(text: string): boolean {
	return !text.includes('$');
}

/** Positions of a character outside `${…}`, which may hold anything: `${PORT:?no port}:80`. */
export function locateOutsideVariables(text: string, wanted: string): number[] {
	const positions: number[] = [];
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		if (text.startsWith('${', at)) depth++;
		else if (depth > 0 && text[at] === '}') depth--;
		else if (depth === 0 && text[at] === wanted) positions.push(at);
	}
	return positions;
}

/** Defaults within defaults: `${A:-${B:-c}}`. */
const DEEPEST = 16;

function expandText(outer: ShellScript, environment: Environment, depth: number): ShellScript {
	const { text } = outer;
	let value = '';
	const indexes: number[] = [];
	const keep = (from: number, to: number) => {
		for (let at = from; at < to; at++) indexes.push(at);
		value += text.slice(from, to);
	};
	const ends = indexVariableEnds(text);
	for (let at = 0; at < text.length; ) {
		if (text.startsWith('$$', at)) {
			keep(at, at + 1);
			at += 2;
			continue;
		}
		const variable = text[at] === '$' ? locateVariable(text, at, ends.get(at)) : undefined;
		const part = variable && depth <= DEEPEST ? chooseValue(text, variable, environment) : undefined;
		if (part && 'given' in part) {
			for (let index = 0; index < part.given.length; index++) indexes.push(at);
			value += part.given;
		} else if (part) {
			const word = { text: text.slice(part.start, part.end), sourceOffset: (index: number) => index };
			const inner = expandText(word, environment, depth + 1);
			for (let index = 0; index < inner.text.length; index++)
				indexes.push(part.start + inner.sourceOffset(index));
			value += inner.text;
		} else keep(at, variable?.end ?? at + 1);
		at = variable?.end ?? at + 1;
	}
	return mapScript(outer, value, indexes);
}

/** `$NAME`, `${NAME}` or `${NAME:-word}`. */
interface Variable {
	readonly name: string;
	/** `:-`, `-`, `:?`, `?`, `:+` or `+`; empty where there is no word. */
	readonly operator: string;
	readonly wordStart: number;
	readonly end: number;
}

function locateVariable(text: string, start: number, bracesEnd: number | undefined): Variable | undefined {
	const isBraced = bracesEnd !== undefined;
	const head = text.slice(start, Math.min(bracesEnd ?? text.length, start + 300));
	const form = isBraced ? /^\$\{([A-Za-z_]\w*)(:?[-?+])?/ : /^\$([A-Za-z_]\w*)/;
	const [all = '', name, operator = ''] = form.exec(head) ?? [];
	if (name === undefined)
		return isBraced ? { name: '', operator: '', wordStart: start, end: bracesEnd } : undefined;
	return { name, operator, wordStart: start + all.length, end: bracesEnd ?? start + all.length };
}

/** The value of a variable, or the stretch of the word that stands for it; `undefined` where neither is known. */
function chooseValue(
	text: string,
	{ name, operator, wordStart, end }: Variable,
	environment: Environment,
): { readonly given: string } | { readonly start: number; readonly end: number } | undefined {
	const given = environment.get(name);
	if (given === null || name === '') return undefined;
	if (operator === '' && text[end - 1] === '}' && text[wordStart] !== '}') return undefined;
	const isSet = operator.startsWith(':') ? given !== undefined && given !== '' : given !== undefined;
	const word = { start: wordStart, end: end - 1 };
	if (operator.endsWith('+')) return isSet ? word : undefined;
	if (given !== undefined && (isSet || operator === '')) return { given };
	return operator.endsWith('-') ? word : undefined;
}

/** Where each variable with braces begins, and the place behind it. One that is not closed is none. */
function indexVariableEnds(text: string): ReadonlyMap<number, number> {
	const ends = new Map<number, number>();
	const open: number[] = [];
	for (let at = 0; at < text.length; at++) {
		if (text.startsWith('$$', at)) at++;
		else if (text.startsWith('${', at)) open.push(at);
		else if (text[at] === '}') {
			const start = open.pop();
			if (start !== undefined) ends.set(start, at + 1);
		}
	}
	return ends;
}
