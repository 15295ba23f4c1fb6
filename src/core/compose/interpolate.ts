import { mapScript, type ShellScript } from '../shell/script.ts';
import type { YamlScalar } from '../source/yaml.ts';
import type { Text } from './model.ts';

/** A scalar as Compose reads it before anything else: variables replaced where a default tells their value, `$$` made `$`. */
export function expandVariables(scalar: YamlScalar): Text {
	const { text, span, sourceOffset } = scalar;
	if (!text.includes('$')) return { text, span, sourceOffset };
	return { ...expandDefaults({ text, sourceOffset }, 0), span };
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

function expandDefaults(outer: ShellScript, depth: number): ShellScript {
	const { text } = outer;
	let value = '';
	const indexes: number[] = [];
	const keep = (from: number, to: number) => {
		for (let at = from; at < to; at++) indexes.push(at);
		value += text.slice(from, to);
	};
	const ends = indexVariableEnds(text);
	for (let at = 0; at < text.length; ) {
		const end = ends.get(at);
		const fallback = end === undefined ? undefined : locateDefault(text, at, end);
		if (text.startsWith('$$', at)) {
			keep(at, at + 1);
			at += 2;
		} else if (end === undefined) {
			keep(at, at + 1);
			at++;
		} else {
			if (fallback === undefined || depth > DEEPEST) keep(at, end);
			else {
				const inner = expandDefaults(
					{ text: text.slice(fallback, end - 1), sourceOffset: (index) => index },
					depth + 1,
				);
				for (let index = 0; index < inner.text.length; index++)
					indexes.push(fallback + inner.sourceOffset(index));
				value += inner.text;
			}
			at = end;
		}
	}
	return mapScript(outer, value, indexes);
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

/** Where the default of `${NAME-default}` or `${NAME:-default}` begins. */
function locateDefault(text: string, start: number, end: number): number | undefined {
	const match = /^\$\{[A-Za-z_][A-Za-z0-9_]*:?-/.exec(text.slice(start, Math.min(end, start + 300)));
	return match ? start + match[0].length : undefined;
}
