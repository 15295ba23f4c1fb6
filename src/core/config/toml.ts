import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Span } from '../source/position.ts';
import type { Setting } from './model.ts';

/** Longer texts are not read: no hand writes them, and time and memory stay bounded. */
const LONGEST = 1 << 18;

/** The leaves of a TOML text in order of appearance. A text with an error has none, and one error: the parser stops at the first. */
export function parseTomlSettings(text: string): {
	settings: Setting[];
	errors: { message: string; span: Span }[];
} {
	if (text.length > LONGEST) return makeFailedReading('The file is longer than 256 KB and is not read.', 0);
	try {
		const settings: Setting[] = [];
		// Not every reader of TOML takes a byte order mark, and none means anything by it.
		for (const node of parseTOML(text.replace(/^\uFEFF/, ' ')).body[0].body) {
			if (node.type === 'TOMLKeyValue') collectKeyValue(node, { path: [], keySpans: [] }, settings);
			else for (const inner of node.body) collectKeyValue(inner, locateTable(node), settings);
		}
		return { settings, errors: [] };
	} catch (error) {
		if (error instanceof ParseError)
			return makeFailedReading(`${error.message}.`, Math.min(error.index, text.length));
		if (error instanceof RangeError)
			return makeFailedReading('The file nests values too deeply to be read.', 0);
		throw error;
	}
}

function makeFailedReading(message: string, offset: number) {
	return { settings: [], errors: [{ message, span: { start: offset, end: offset } }] };
}

/** The way to a value: the parts of its path, and where each stands. */
interface Way {
	readonly path: Setting['path'];
	readonly keySpans: readonly Span[];
}

/** `[registry."host"]`, and the number of the table where it is one of several. */
function locateTable({ resolvedKey, key }: AST.TOMLTable): Way {
	const spans = key.keys.map(getNodeSpan);
	const whole = getNodeSpan(key);
	let part = 0;
	return {
		path: resolvedKey,
		keySpans: resolvedKey.map((name) => (typeof name === 'string' ? (spans[part++] ?? whole) : whole)),
	};
}

function collectKeyValue(
	{ key, value }: AST.TOMLKeyValue,
	{ path, keySpans }: Way,
	settings: Setting[],
): void {
	const names = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
	collectLeaves(
		value,
		{ path: [...path, ...names], keySpans: [...keySpans, ...key.keys.map(getNodeSpan)] },
		settings,
	);
}

function collectLeaves(node: AST.TOMLContentNode, { path, keySpans }: Way, settings: Setting[]): void {
	const keySpan = keySpans.at(-1) ?? getNodeSpan(node);
	if (node.type === 'TOMLArray') {
		for (const [index, item] of node.elements.entries()) {
			collectLeaves(item, { path: [...path, index], keySpans: [...keySpans, keySpan] }, settings);
		}
	} else if (node.type === 'TOMLInlineTable') {
		for (const inner of node.body) collectKeyValue(inner, { path, keySpans }, settings);
	} else {
		const { start, end } = getNodeSpan(node);
		const quotes = node.kind === 'string' ? (node.multiline ? 3 : 1) : 0;
		settings.push({
			path,
			value: getPlainValue(node),
			keySpans,
			keySpan,
			valueSpan: { start: start + quotes, end: end - quotes },
		});
	}
}

function getNodeSpan({ range: [start, end] }: { readonly range: readonly [number, number] }): Span {
	return { start, end };
}

function getPlainValue(node: AST.TOMLValue): string | number | boolean {
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
