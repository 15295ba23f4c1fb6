import {
	type Alias,
	isAlias,
	isMap,
	isScalar,
	isSeq,
	type Node,
	type Pair,
	parseAllDocuments,
	type Scalar,
} from 'yaml';
import type { Span } from './position.ts';

/** A YAML document as a tree of our own. Aliases are the very nodes they name, so a small text stays a small tree. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
	readonly type: 'scalar';
	/** The value as text: quotes and escapes resolved, numbers and booleans as written, empty for a null. */
	readonly text: string;
	readonly value: string | number | boolean | null;
	/** Without quotes; of a block scalar, its lines. */
	readonly span: Span;
	/** `!reset`: what an earlier file says is taken away. */
	readonly isReset?: true;
	/** The offset in the source of the character at `index` of `text`. */
	sourceOffset(index: number): number;
}

interface YamlList {
	readonly type: 'list';
	readonly items: readonly YamlNode[];
	readonly span: Span;
	/** `!override`: takes the place of what an earlier file says. */
	readonly isOverride?: true;
}

export interface YamlMap {
	readonly type: 'map';
	/** In order; a key that stands twice is here twice, and an error. Merges (`<<`) are not resolved: see `mergedEntries`. */
	readonly entries: readonly YamlEntry[];
	readonly span: Span;
	/** `!override`: takes the place of what an earlier file says. */
	readonly isOverride?: true;
}

export interface YamlEntry {
	readonly key: YamlScalar;
	readonly value: YamlNode;
}

export interface YamlError {
	readonly message: string;
	readonly span: Span;
}

/** Longer texts are not read: no hand writes them, and time and memory stay bounded. */
const LONGEST = 1 << 19;
const MOST_ERRORS = 50;
const TOO_DEEP = 'The file nests collections too deeply to be read.';

/** Every document of a YAML text, JSON included. Never throws; what could not be read is an error, and the rest is there. */
export function parseYaml(text: string): { documents: YamlNode[]; errors: YamlError[] } {
	if (text.length > LONGEST) return makeFailedReading('The file is longer than 512 KB and is not read.');
	const errors = [...checkControlCharacters(text)];
	try {
		const documents: YamlNode[] = [];
		for (const document of parseAllDocuments(text, OPTIONS)) {
			if (document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION'))
				return makeFailedReading(TOO_DEEP);
			for (const { message, pos } of document.errors) {
				errors.push({ message: toSentence(message), span: cropSpan(text, pos[0], pos[1]) });
			}
			if (document.contents) documents.push(new Translation(text, errors).node(document.contents));
		}
		errors.sort((a, b) => a.span.start - b.span.start);
		return { documents, errors: errors.slice(0, MOST_ERRORS) };
	} catch (error) {
		// The library nests calls as deep as the text nests collections.
		if (error instanceof RangeError) return makeFailedReading(TOO_DEEP);
		throw error;
	}
}

/**
 * The entries of a mapping with its merges (`<<: *base`, `<<: [*a, *b]`) resolved: its own keys win over merged ones,
 * earlier merges over later ones. A key that stands twice counts with its last value.
 */
export function mergeEntries(map: YamlMap): readonly YamlEntry[] {
	const entryByName = new Map<string, YamlEntry>();
	const seen = new Set<YamlMap>();
	const waiting = [map];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		if (seen.has(next)) continue;
		if (seen.size === MOST_MERGES) break;
		seen.add(next);
		const ownEntries = new Map(next.entries.map((entry) => [entry.key.text, entry]));
		ownEntries.delete('<<');
		for (const [name, entry] of ownEntries) if (!entryByName.has(name)) entryByName.set(name, entry);
		waiting.push(...listMergedMaps(next).reverse());
	}
	return [...entryByName.values()];
}

/** A chain of merges that is longer is not followed to its end: time would grow with the square of its length. */
const MOST_MERGES = 200;

function listMergedMaps({ entries }: YamlMap): YamlMap[] {
	return entries
		.filter(({ key }) => key.text === '<<')
		.flatMap(({ value }) => (value.type === 'list' ? value.items : [value]))
		.filter((value) => value.type === 'map');
}

/** Plain data for a node. Aliases stay shared, so the result is as small as the text; keys of merges are not resolved. */
export function toPlainData(node: YamlNode): unknown {
	return convertNode(node, new Map(), 0);
}

const OPTIONS = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', schema: 'core' } as const;

function makeFailedReading(message: string): { documents: YamlNode[]; errors: YamlError[] } {
	return { documents: [], errors: [{ message, span: { start: 0, end: 0 } }] };
}

/** YAML allows no control characters but tab and line ends. One error for each run of them. */
function* checkControlCharacters(text: string): Generator<YamlError> {
	for (const { index, 0: run } of text.matchAll(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+/g)) {
		yield {
			message: `A control character (U+${run.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}) is not allowed in YAML. Remove it.`,
			span: { start: index, end: index + run.length },
		};
	}
}

/** A stretch that is inside the text and in order, whatever the library says. */
function cropSpan(text: string, start: number, end: number): Span {
	const from = Math.min(start, text.length);
	return { start: from, end: Math.max(from, Math.min(end, text.length)) };
}

function toSentence(message: string): string {
	return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** One document's nodes, each translated once. */
class Translation {
	readonly #text: string;
	readonly #errors: YamlError[];
	readonly #done = new Map<Node, YamlNode>();
	readonly #open = new Set<Node>();
	/** The last node that each anchor named so far: an alias means the one before it, not any later one. */
	readonly #anchors = new Map<string, Node>();
	/** Where a text ends that has only blanks up to that offset. */
	readonly #ends = new Map<number, number>();

	constructor(text: string, errors: YamlError[]) {
		this.#text = text;
		this.#errors = errors;
	}

	node(node: Node): YamlNode {
		if (isAlias(node)) return this.#alias(node);
		const finishedNode = this.#done.get(node);
		if (finishedNode) return finishedNode;
		const anchor = (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor;
		if (anchor) this.#anchors.set(anchor, node);
		this.#open.add(node);
		const translated = this.#collectionOrScalar(node);
		this.#open.delete(node);
		this.#done.set(node, translated);
		return translated;
	}

	#alias(alias: Alias): YamlNode {
		const span = getNodeSpan(this.#text, alias);
		const target = this.#anchors.get(alias.source);
		if (!target) {
			this.#errors.push({ message: `No anchor \`&${alias.source}\` stands before this alias.`, span });
			return makeEmptyScalar(span);
		}
		if (!this.#open.has(target)) return this.node(target);
		this.#errors.push({ message: `The alias \`*${alias.source}\` stands inside what it names.`, span });
		return makeEmptyScalar(span);
	}

	#collectionOrScalar(node: Node): YamlNode {
		const span = this.#spanOf(node);
		// Compose's way to take a value of an earlier file away.
		if (node.tag === '!reset') return { ...makeEmptyScalar(span), isReset: true };
		const override = node.tag === '!override' ? { isOverride: true as const } : undefined;
		if (isScalar(node)) return makeScalar(this.#text, node);
		if (isSeq(node)) {
			const items = node.items.map((item) => (isNode(item) ? this.node(item) : makeEmptyScalar(span)));
			return { type: 'list', items, span, ...override };
		}
		if (!isMap(node)) return makeEmptyScalar(span);
		const entries = node.items.flatMap((pair) => this.#entry(pair));
		this.#reportDuplicates(entries);
		return { type: 'map', entries, span, ...override };
	}

	/** The library counts the line ends behind a collection to it. */
	#spanOf(node: Node): Span {
		const { start, end } = getNodeSpan(this.#text, node);
		if (!isMap(node) && !isSeq(node)) return { start, end };
		// Collections within collections end at the same place.
		const last = this.#ends.get(end) ?? skipBlanksBack(this.#text, end);
		this.#ends.set(end, last);
		return { start, end: Math.max(start, last) };
	}

	#entry({ key, value }: Pair): YamlEntry[] {
		const translated = isNode(key) ? this.node(key) : undefined;
		if (translated && translated.type !== 'scalar') {
			this.#errors.push({
				message: 'A key must be a plain word, not a list or a mapping.',
				span: translated.span,
			});
			return [];
		}
		if (!translated) return [];
		const after = { start: translated.span.end, end: translated.span.end };
		return [{ key: translated, value: isNode(value) ? this.node(value) : makeEmptyScalar(after) }];
	}

	#reportDuplicates(entries: readonly YamlEntry[]): void {
		const seen = new Set<string>();
		for (const { key } of entries) {
			if (seen.has(key.text) && key.text !== '<<') {
				this.#errors.push({
					message: `The key \`${key.text}\` stands twice in the same mapping.`,
					span: key.span,
				});
			}
			seen.add(key.text);
		}
	}
}

function isNode(value: unknown): value is Node {
	return isAlias(value) || isScalar(value) || isMap(value) || isSeq(value);
}

/** Where a node stands. The library counts one too many behind a text that breaks off. */
function getNodeSpan(source: string, { range }: Node): Span {
	return cropSpan(source, range?.[0] ?? 0, range?.[1] ?? 0);
}

function skipBlanksBack(source: string, end: number): number {
	let last = end;
	while (/\s/.test(source[last - 1] ?? '')) last--;
	return last;
}

function makeEmptyScalar(span: Span): YamlScalar {
	return { type: 'scalar', text: '', value: null, span, sourceOffset: () => span.start };
}

function makeScalar(source: string, node: Scalar): YamlScalar {
	const { value } = node;
	const written = node.source ?? '';
	const isNull = value === null || value === undefined;
	const text = isNull ? '' : written;
	const span = locateContent(source, node);
	return {
		type: 'scalar',
		text,
		value: isNull ? null : typeof value === 'number' || typeof value === 'boolean' ? value : written,
		span,
		sourceOffset: makeOffsetLookup(source, span, text, node.type),
	};
}

/** The stretch between the quotes, or the lines below a block scalar's `|` or `>`. */
function locateContent(source: string, node: Scalar): Span {
	const { start, end } = getNodeSpan(source, node);
	if (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') {
		const quote = source[start];
		const isClosed = end - start > 1 && source[end - 1] === quote;
		return { start: start + 1, end: isClosed ? end - 1 : end };
	}
	if (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED') return { start, end };
	const lines = source.slice(start, end);
	const header = lines.indexOf('\n') + 1;
	const indent = lines.slice(header).search(/\S/);
	if (header === 0 || indent === -1) return { start, end: start + 1 };
	return { start: start + header + indent, end: start + lines.trimEnd().length };
}

/** Where each character of a value stands in the source; worked out on the first question, and only where the two differ. */
function makeOffsetLookup(
	source: string,
	span: Span,
	text: string,
	type: Scalar['type'],
): (index: number) => number {
	if (span.end - span.start === text.length && source.startsWith(text, span.start)) {
		return (index) => span.start + Math.min(index, text.length);
	}
	let table: number[] | undefined;
	return (index) => {
		table ??= alignOffsets(source, span, text, type);
		return table[index] ?? span.end;
	};
}

/** Walks value and source side by side: a line fold or an indentation in the source is one blank, or nothing, in the value. */
function alignOffsets(source: string, span: Span, text: string, type: Scalar['type']): number[] {
	const hasEscapes = type === 'QUOTE_DOUBLE';
	const table: number[] = [];
	let at = span.start;
	for (const char of text.split('')) {
		if (hasEscapes)
			while (source[at] === '\\' && /[\r\n]/.test(source[at + 1] ?? '')) at = skipBlanks(source, at + 1);
		const isBlank = char === ' ' || char === '\n' || char === '\t';
		if (!isBlank && /\s/.test(source[at] ?? '')) at = skipBlanks(source, at);
		table.push(Math.max(span.start, Math.min(at, span.end - 1)));
		if (hasEscapes && source[at] === '\\') at += escapeLength(source[at + 1] ?? '');
		else if (type === 'QUOTE_SINGLE' && char === "'") at += 2;
		else if (isBlank && source[at] !== char) at = skipBlanks(source, at);
		else at++;
	}
	return table;
}

function skipBlanks(source: string, at: number): number {
	let end = at;
	while (/\s/.test(source[end] ?? '')) end++;
	return end;
}

function escapeLength(letter: string): number {
	return { x: 4, u: 6, U: 10 }[letter] ?? 2;
}

/** Past this many nodes on the way down, plain data ends in `null`: only aliases lead so deep. */
const DEEPEST = 64;

function convertNode(node: YamlNode, done: Map<YamlNode, unknown>, depth: number): unknown {
	if (node.type === 'scalar') return node.value;
	if (depth > DEEPEST) return null;
	const finishedData = done.get(node);
	if (finishedData !== undefined) return finishedData;
	const data =
		node.type === 'list'
			? node.items.map((item) => convertNode(item, done, depth + 1))
			: Object.fromEntries(
					node.entries.map(({ key, value }) => [key.text, convertNode(value, done, depth + 1)]),
				);
	done.set(node, data);
	return data;
}
