import type { Problem } from '#core/problem.ts';
import type { Span } from '#core/source/position.ts';
import { parseYaml, toPlainData, type YamlNode } from '#core/source/yaml.ts';
import { createSpanProblem, type SourceText } from './source-text.ts';

/** A YAML text as plain data that still knows where each value stands. */
export interface YamlSource {
	readonly data: unknown;
	/** The value at a path; of a value that is missing, the key or the collection it should stand in. */
	spanOf(path: readonly PropertyKey[]): Span;
	/** The key at a path. */
	keySpanOf(path: readonly PropertyKey[]): Span;
}

/** Reads one YAML document; `within` is the stretch of the text that it takes up. */
export function readYaml(source: SourceText, within?: Span): YamlSource | readonly Problem[] {
	const { documents, errors } = parseYaml(
		within === undefined ? source.text : maskOtherText(source.text, within),
	);
	if (errors.length > 0) {
		return errors.map(({ message, span }) =>
			createSpanProblem(source, span, {
				code: 'yaml-unreadable',
				detail: `This is not valid YAML: ${message}`,
				fix: 'Mend the YAML at this place. A text with `: ` or ` #` in it needs quotes.',
			}),
		);
	}
	const [root] = documents;
	return {
		data: root === undefined ? null : toPlainData(root),
		spanOf: (path) => locateNode(root, path).span,
		keySpanOf: (path) => locateNode(root, path).keySpan,
	};
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
