import type { Span } from '#core/source/position.ts';
import type { YamlError, YamlNode } from '#core/source/yaml.ts';

/** What an author reads about a place that is not YAML. */
export interface ExplainedError {
	readonly span: Span;
	readonly message: string;
	/** The edit that settles it, where it is known. */
	readonly fix?: string | undefined;
}

/**
 * Says where a fault begins and not where the reader stumbled: at the bracket or quote that is never closed, at the tab.
 * What such a fault entails further down is left out.
 */
export function explainYamlErrors(
	text: string,
	documents: readonly YamlNode[],
	errors: readonly YamlError[],
): ExplainedError[] {
	const [first] = errors;
	if (first === undefined) return [];
	const tab = findIndentingTab(text, first.span.start);
	if (tab !== undefined) {
		return [
			{
				span: { start: tab, end: tab + 1 },
				message: 'The line is indented with a tab.',
				fix: 'Indent it with spaces.',
			},
		];
	}
	const opened = findUnclosed(text, documents, first.span.start);
	if (opened !== undefined) {
		const { open, close } = opened;
		return [
			{
				span: { start: opened.start, end: opened.start + 1 },
				message: `The ${open} that opens here is never closed.`,
				fix: `Close it with ${close}.`,
			},
		];
	}
	return errors.map(({ message, span }) => ({
		span,
		message,
		fix: / stands twice /.test(message) ? 'Remove one of the two, or rename it.' : undefined,
	}));
}

/** A tab among the blanks that the line begins with. */
function findIndentingTab(text: string, offset: number): number | undefined {
	const start = text.lastIndexOf('\n', offset - 1) + 1;
	const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
	const tab = indent.indexOf('\t');
	return tab === -1 ? undefined : start + tab;
}

interface Opened {
	readonly start: number;
	readonly open: string;
	readonly close: string;
}

const CLOSED_BY: Readonly<Record<string, string>> = { '[': ']', '{': '}', '"': '"', "'": "'" };

/** The last bracket or quote before the offset that has no partner. */
function findUnclosed(text: string, documents: readonly YamlNode[], offset: number): Opened | undefined {
	const unclosed = documents.flatMap(listNodes).flatMap((node): Opened[] => {
		const start = node.type === 'scalar' ? node.span.start - 1 : node.span.start;
		const open = text[start] ?? '';
		const isOpening = node.type === 'scalar' ? /["']/.test(open) : /[[{]/.test(open);
		const close = CLOSED_BY[open];
		if (!isOpening || close === undefined || isClosed(text, node, start, close)) return [];
		return [{ start, open: quote(open), close: quote(close) }];
	});
	return unclosed.findLast(({ start }) => start <= offset);
}

function isClosed(text: string, node: YamlNode, start: number, close: string): boolean {
	const end = node.type === 'scalar' ? node.span.end : node.span.end - 1;
	// The bracket at the end of `[a, [b]` closes the inner list.
	const isOfLast = listNodes(node).some((inner) => inner !== node && inner.span.end === node.span.end);
	return end > start && text[end] === close && !isOfLast;
}

function quote(character: string): string {
	return `\`${character}\``;
}

/** The node and all below it, in the order of the text. */
function listNodes(node: YamlNode): YamlNode[] {
	if (node.type === 'scalar') return [node];
	if (node.type === 'list') return [node, ...node.items.flatMap(listNodes)];
	return [node, ...node.entries.flatMap(({ key, value }) => [key, ...listNodes(value)])];
}
