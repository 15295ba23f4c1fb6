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
		for (const node of parseTOML(text).body[0].body) {
			if (node.type === 'TOMLKeyValue') keyValue(node, [], settings);
			else for (const inner of node.body) keyValue(inner, node.resolvedKey, settings);
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

type Path = Setting['path'];

function keyValue({ key, value }: AST.TOMLKeyValue, table: Path, settings: Setting[]): void {
	const names = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
	leaves(value, [...table, ...names], { start: key.range[0], end: key.range[1] }, settings);
}

function leaves(node: AST.TOMLContentNode, path: Path, keySpan: Span, settings: Setting[]): void {
	if (node.type === 'TOMLArray') {
		for (const [index, item] of node.elements.entries()) leaves(item, [...path, index], keySpan, settings);
	} else if (node.type === 'TOMLInlineTable') {
		for (const inner of node.body) keyValue(inner, path, settings);
	} else {
		const quotes = node.kind === 'string' ? (node.multiline ? 3 : 1) : 0;
		const valueSpan = { start: node.range[0] + quotes, end: node.range[1] - quotes };
		settings.push({ path, value: plain(node), keySpan, valueSpan });
	}
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
