import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Span } from '../source/position.ts';
import type { Setting } from './model.ts';

/** Longer texts are not read: no hand writes them, and time and memory stay bounded. */
const LONGEST = 1 << 18;

/** The leaves of a TOML text in order of appearance. A text with an error has none, and one error: the parser stops at the first. */
export function tomlSettings(text: string): {
	settings: Setting[];
	errors: { message: string; span: Span }[];
} {
	if (text.length > LONGEST) return failed('The file is longer than 256 KB and is not read.', 0);
	try {
		const settings: Setting[] = [];
		// Not every reader of TOML takes a byte order mark, and none means anything by it.
		for (const node of parseTOML(text.replace(/^\uFEFF/, ' ')).body[0].body) {
			if (node.type === 'TOMLKeyValue') keyValue(node, { path: [], keySpans: [] }, settings);
			else for (const inner of node.body) keyValue(inner, tableWay(node), settings);
		}
		return { settings, errors: [] };
	} catch (error) {
		if (error instanceof ParseError) return failed(`${error.message}.`, Math.min(error.index, text.length));
		if (error instanceof RangeError) return failed('The file nests values too deeply to be read.', 0);
		throw error;
	}
}

function failed(message: string, offset: number) {
	return { settings: [], errors: [{ message, span: { start: offset, end: offset } }] };
}

/** The way to a value: the parts of its path, and where each stands. */
interface Way {
	readonly path: Setting['path'];
	readonly keySpans: readonly Span[];
}

/** `[registry."host"]`, and the number of the table where it is one of several. */
function tableWay({ resolvedKey, key }: AST.TOMLTable): Way {
	const spans = key.keys.map(spanOf);
	const whole = spanOf(key);
	let part = 0;
	return {
		path: resolvedKey,
		keySpans: resolvedKey.map((name) => (typeof name === 'string' ? (spans[part++] ?? whole) : whole)),
	};
}

function keyValue({ key, value }: AST.TOMLKeyValue, { path, keySpans }: Way, settings: Setting[]): void {
	const names = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
	leaves(value, { path: [...path, ...names], keySpans: [...keySpans, ...key.keys.map(spanOf)] }, settings);
}

function leaves(node: AST.TOMLContentNode, { path, keySpans }: Way, settings: Setting[]): void {
	const keySpan = keySpans.at(-1) ?? spanOf(node);
	if (node.type === 'TOMLArray') {
		for (const [index, item] of node.elements.entries()) {
			leaves(item, { path: [...path, index], keySpans: [...keySpans, keySpan] }, settings);
		}
	} else if (node.type === 'TOMLInlineTable') {
		for (const inner of node.body) keyValue(inner, { path, keySpans }, settings);
	} else {
		const { start, end } = spanOf(node);
		const quotes = node.kind === 'string' ? (node.multiline ? 3 : 1) : 0;
		settings.push({
			path,
			value: plain(node),
			keySpans,
			keySpan,
			valueSpan: { start: start + quotes, end: end - quotes },
		});
	}
}

function spanOf({ range: [start, end] }: { readonly range: readonly [number, number] }): Span {
	return { start, end };
}

function plain(node: AST.TOMLValue): string | number | boolean {
	switch (node.kind) {
		case 'string':
		case 'boolean':
		case 'integer':
		case 'float':
			return node.value;
		default:
			return node.datetime;
	}
}
