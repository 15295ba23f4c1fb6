import { escapeXml } from '../escape-xml.ts';
import { type MarkupElement, type MarkupNode, NAMESPACES } from '../html.ts';

/** What stands for an attribute instead; `undefined` leaves it as it is. */
type WriteAttribute = (element: MarkupElement, name: string, value: string) => string | undefined;

/** A tree that was read as HTML, written as XML: every element closed, every name in its namespace. */
export function serializeXml(
	nodes: readonly MarkupNode[],
	writeAttribute: WriteAttribute,
	outer: string = NAMESPACES.html,
): string {
	return nodes.map((node) => serializeNode(node, writeAttribute, outer)).join('');
}

function serializeNode(node: MarkupNode, writeAttribute: WriteAttribute, outer: string): string {
	if ('value' in node) return escapeXml(node.value);
	if (!('tagName' in node)) return '';
	const { tagName, attrs, childNodes, namespaceURI } = node;
	const namespace = namespaceURI === outer ? '' : ` xmlns="${namespaceURI}"`;
	const attributes = attrs
		.filter(({ name }) => name !== 'xmlns')
		.map(
			({ prefix, name, value }) =>
				writeAttribute(node, name, value) ?? ` ${prefix ? `${prefix}:` : ''}${name}="${escapeXml(value)}"`,
		)
		.join('');
	const start = `<${tagName}${namespace}${attributes}`;
	return childNodes.length === 0 && (VOID.has(tagName) || namespaceURI !== NAMESPACES.html)
		? `${start}/>`
		: `${start}>${serializeXml(childNodes, writeAttribute, namespaceURI)}</${tagName}>`;
}

/** Elements of HTML that hold nothing; any other that is empty keeps its end tag. */
const VOID = new Set(['br', 'hr', 'img', 'wbr', 'col']);
