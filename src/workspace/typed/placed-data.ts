import type { Problem } from '#core/problem.ts';
import type { Span } from '#core/source/position.ts';
import { parseYaml, toPlainData, type YamlNode } from '#core/source/yaml.ts';
import { explainYamlErrors } from './explain-yaml-errors.ts';
import { createSpanProblem, type SourceText, type Wording } from './source-text.ts';

/** Plain data that still knows where each value stands. */
export interface PlacedData {
	readonly data: unknown;
	/** The value at a path; of a value that is missing, the key or the collection it should stand in. */
	spanOf(path: readonly PropertyKey[]): Span;
	/** The key at a path. */
	keySpanOf(path: readonly PropertyKey[]): Span;
}

/** How a text that cannot be read is told. */
export interface YamlWords {
	broken(message: string, fix?: string): Wording;
	/** Of aliases that repeat each other until nothing could hold the values. */
	unfolding(message: string): Wording;
}

const WORDS: YamlWords = {
	broken: (message, fix = 'Mend the YAML at this place. A text with `: ` or ` #` in it needs quotes.') => ({
		code: 'yaml-unreadable',
		detail: `This is not valid YAML: ${message}`,
		fix,
	}),
	unfolding: (message) => ({ code: 'yaml-unreadable', detail: message, fix: 'Write the values out.' }),
};

/** More values are not made of a text, whatever its aliases say. */
const MOST_VALUES = 1_000_000;

/** Reads one YAML document; `within` is the stretch of the text that it takes up. */
export function readYaml(source: SourceText, within?: Span, words = WORDS): PlacedData | readonly Problem[] {
	const { documents, errors } = parseYaml(
		within === undefined ? source.text : maskOtherText(source.text, within),
	);
	if (errors.length > 0)
		return explainYamlErrors(source.text, documents, errors).map(({ message, span, fix }) =>
			createSpanProblem(source, span, words.broken(message, fix)),
		);
	const [root] = documents;
	if (root !== undefined && countValues(root, new Map()) > MOST_VALUES) {
		const wording = words.unfolding('Its aliases repeat each other so often that they cannot be resolved.');
		return [createSpanProblem(source, locateFirstLine(root), wording)];
	}
	return {
		data: root === undefined ? null : toPlainData(root),
		spanOf: (path) => locateNode(root, path).span,
		keySpanOf: (path) => locateNode(root, path).keySpan,
	};
}

/** Reads JSON. Places are worked out on the first question, by reading it as YAML, of which JSON is a part. */
export function readJson(source: SourceText, fix: string): PlacedData | readonly Problem[] {
	let data: unknown;
	try {
		data = JSON.parse(source.text);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const start = Math.min(Number(/at position (\d+)/.exec(message)?.[1] ?? 0), source.text.length - 1);
		const wording = { code: 'json-unreadable', detail: 'This is not valid JSON from here on.', fix };
		return [createSpanProblem(source, { start, end: start + 1 }, wording)];
	}
	let placed: PlacedData | undefined;
	const getPlaces = (): PlacedData => {
		const read = placed ?? readYaml(source);
		placed = 'data' in read ? read : { data, spanOf: locateFileStart, keySpanOf: locateFileStart };
		return placed;
	};
	return {
		data,
		spanOf: (path) => getPlaces().spanOf(path),
		keySpanOf: (path) => getPlaces().keySpanOf(path),
	};
}

function locateFileStart(): Span {
	return { start: 0, end: 1 };
}

/** How many values a node has once each alias stands for what it names. */
function countValues(node: YamlNode, counted: Map<YamlNode, number>): number {
	const known = counted.get(node);
	if (known !== undefined) return known;
	const inner =
		node.type === 'map' ? node.entries.map(({ value }) => value) : node.type === 'list' ? node.items : [];
	const count = inner.reduce((sum, one) => sum + countValues(one, counted), 1);
	counted.set(node, count);
	return count;
}

/** Blanks out everything else, so that every offset stays what it is. */
function maskOtherText(text: string, { start, end }: Span): string {
	return text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start, end);
}

function locateNode(root: YamlNode | undefined, path: readonly PropertyKey[]): { span: Span; keySpan: Span } {
	let node = root;
	let nodeSpans: { span: Span; keySpan: Span } = {
		span: locateFirstLine(root),
		keySpan: locateFirstLine(root),
	};
	for (const step of path) {
		if (node?.type === 'map') {
			const entry = node.entries.findLast(({ key }) => key.text === String(step));
			if (entry === undefined) return nodeSpans;
			node = entry.value;
			const isScalar = node.type === 'scalar' && node.span.end > node.span.start;
			nodeSpans = { span: isScalar ? node.span : entry.key.span, keySpan: entry.key.span };
		} else if (node?.type === 'list') {
			const item: YamlNode | undefined = node.items[Number(step)];
			if (item === undefined) return nodeSpans;
			node = item;
			nodeSpans = { span: shortenSpan(item), keySpan: shortenSpan(item) };
		} else return nodeSpans;
	}
	return nodeSpans;
}

/** Of a collection only its beginning, so that a frame does not show all of it. */
function shortenSpan(node: YamlNode): Span {
	if (node.type !== 'map') return node.span;
	return node.entries[0]?.key.span ?? node.span;
}

function locateFirstLine(root: YamlNode | undefined): Span {
	return root === undefined ? { start: 0, end: 0 } : shortenSpan(root);
}
