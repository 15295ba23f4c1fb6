import { type MdastNode, type MdxJsxAttributeUnion, mdxToJs, mdxToMdast } from 'satteri';
import type { Position, Span } from '#core/source/position.ts';

/** An MDX page, reduced to what the checks look at. Spans count in the whole text, its head included. */
export interface MdxDocument {
	readonly headings: readonly MdxHeading[];
	/** Links of every form, and the sources of images. */
	readonly links: readonly Link[];
	readonly components: readonly MdxComponent[];
	/** Expressions, `import` and `export`: what would run while the site is built. Comments are left out. */
	readonly code: readonly Span[];
	/** Each paragraph, heading and table cell as it is written. */
	readonly prose: readonly Prose[];
	readonly fences: readonly Fence[];
}

export interface Link {
	readonly url: string;
	readonly span: Span;
	/** A reader's browser fetches it without being asked. */
	readonly isImage: boolean;
}

export interface MdxHeading {
	readonly depth: number;
	/** What stands in the trailing `[#id]`. */
	readonly id?: string;
	readonly span: Span;
}

export interface MdxComponent {
	readonly name: string;
	/** Values written as text; an expression is `undefined`. */
	readonly attributes: Readonly<Record<string, string | undefined>>;
	readonly span: Span;
	/** The names of the components around it, outermost first. */
	readonly inside: readonly string[];
}

/** `text` has the length of its source; tags, code and addresses in it are blanked out. */
export interface Prose {
	readonly text: string;
	readonly start: number;
	readonly inside: readonly string[];
}

export interface Fence {
	readonly language: string;
	/** What stands behind the language. */
	readonly meta: string;
	readonly metaStart: number;
	readonly code: string;
	/** The line of the page on which the code begins. */
	readonly firstLine: number;
	readonly span: Span;
}

export type MdxResult = { readonly document: MdxDocument } | { readonly error: MdxError };

export interface MdxError {
	readonly message: string;
	readonly at: Position;
}

/** Reads an MDX page as the site will; an error is one that would stop the site from compiling it. */
export function readMdx(text: string): MdxResult {
	try {
		const root = mdxToMdast(text);
		mdxToJs(text);
		return { document: new Collector(text).collect(root) };
	} catch (error) {
		return { error: readError(error) };
	}
}

/** The compiler's messages begin with `line:column: ` and end with the name of a check. */
function readError(error: unknown): MdxError {
	const text = error instanceof Error ? error.message : String(error);
	const match = /^(\d+):(\d+): ([\s\S]*?)(?: \([a-z-]+:[a-z-]+\))?$/.exec(text);
	if (match === null) return { message: text, at: { line: 1, column: 1 } };
	return { message: match[3] ?? text, at: { line: Number(match[1]), column: Number(match[2]) } };
}

class Collector {
	readonly #text: string;
	readonly #headings: MdxHeading[] = [];
	readonly #links: Link[] = [];
	readonly #definitions: { readonly identifier: string; readonly url: string; readonly span: Span }[] = [];
	/** The definitions that pictures refer to: `![A ship][ship]`. */
	readonly #pictures = new Set<string>();
	readonly #components: MdxComponent[] = [];
	readonly #code: Span[] = [];
	readonly #prose: Prose[] = [];
	readonly #fences: Fence[] = [];

	constructor(text: string) {
		this.#text = text;
	}

	collect(root: MdastNode): MdxDocument {
		this.#visit(root, []);
		return {
			headings: this.#headings,
			links: [
				...this.#links,
				...this.#definitions.map(({ identifier, url, span }) => ({
					url,
					span,
					isImage: this.#pictures.has(identifier),
				})),
			],
			components: this.#components,
			code: this.#code,
			prose: this.#prose,
			fences: this.#fences,
		};
	}

	#visit(node: MdastNode, inside: readonly string[]): void {
		const span = getNodeSpan(node);
		switch (node.type) {
			case 'heading':
				this.#headings.push({
					depth: node.depth,
					...parseHeadingId(this.#text.slice(span.start, span.end)),
					span,
				});
				this.#addProse(node, inside);
				break;
			case 'paragraph':
			case 'tableCell':
				this.#addProse(node, inside);
				break;
			case 'link':
			case 'image':
				this.#links.push({ url: node.url, span, isImage: node.type === 'image' });
				break;
			case 'definition':
				this.#definitions.push({ identifier: node.identifier, url: node.url, span });
				break;
			case 'imageReference':
				this.#pictures.add(node.identifier);
				break;
			case 'code':
				this.#addFence(node.lang ?? '', node.meta ?? '', node.value, span);
				break;
			case 'mdxJsxFlowElement':
			case 'mdxJsxTextElement': {
				const name = node.name ?? '';
				const attributes = readAttributes(node.attributes);
				this.#components.push({ name, attributes, span, inside });
				if (attributes['href'] !== undefined)
					this.#links.push({ url: attributes['href'], span, isImage: false });
				if (node.attributes.some(isExpression)) this.#code.push(span);
				for (const child of listChildren(node)) this.#visit(child, [...inside, name]);
				return;
			}
			case 'mdxjsEsm':
				this.#code.push(span);
				break;
			case 'mdxFlowExpression':
			case 'mdxTextExpression':
				if (!isComment(node.value)) this.#code.push(span);
				break;
		}
		for (const child of listChildren(node)) this.#visit(child, inside);
	}

	#addProse(node: MdastNode, inside: readonly string[]): void {
		const { start, end } = getNodeSpan(node);
		const hidden: Span[] = [];
		hide(node, hidden);
		let text = this.#text.slice(start, end);
		for (const hiddenSpan of hidden) {
			const from = hiddenSpan.start - start;
			const to = hiddenSpan.end - start;
			text = text.slice(0, from) + ' '.repeat(to - from).replaceAll(' ', '\u0000') + text.slice(to);
		}
		this.#prose.push({ text, start, inside });
	}

	#addFence(language: string, meta: string, code: string, span: Span): void {
		const lineEnd = this.#text.indexOf('\n', span.start);
		const opening = this.#text.slice(span.start, lineEnd);
		this.#fences.push({
			language,
			meta,
			metaStart: span.start + Math.max(0, opening.indexOf(meta)),
			code,
			firstLine: this.#text.slice(0, lineEnd + 1).split('\n').length,
			span,
		});
	}
}

/** Components whose content is bound to a source or to evidence. */
const BOUND = ['Fact', 'Measured', 'Ratio'];

/** Everything in a block that is not its words: code, tags, addresses, and what a bound component holds. */
function hide(node: MdastNode, hidden: Span[]): void {
	const span = getNodeSpan(node);
	const children = listChildren(node);
	const first = children[0];
	const last = children.at(-1);
	if (node.type === 'inlineCode' || node.type === 'mdxTextExpression' || node.type === 'image') {
		hidden.push(span);
		return;
	}
	if (node.type === 'mdxJsxTextElement' || node.type === 'mdxJsxFlowElement' || node.type === 'link') {
		const isBound = node.type !== 'link' && BOUND.includes(node.name ?? '');
		if (isBound || first === undefined || last === undefined) {
			hidden.push(span);
			return;
		}
		hidden.push(
			{ start: span.start, end: getNodeSpan(first).start },
			{ start: getNodeSpan(last).end, end: span.end },
		);
	}
	for (const child of children) hide(child, hidden);
}

function parseHeadingId(heading: string): { id?: string } {
	const id = /\[#([^\]\s]*)\]\s*$/.exec(heading)?.[1];
	return id === undefined ? {} : { id };
}

function readAttributes(attributes: readonly MdxJsxAttributeUnion[]): Record<string, string | undefined> {
	return Object.fromEntries(
		attributes.flatMap((attribute) => {
			if (attribute.type !== 'mdxJsxAttribute') return [];
			return [[attribute.name, typeof attribute.value === 'string' ? attribute.value : undefined]];
		}),
	);
}

function isExpression(attribute: MdxJsxAttributeUnion): boolean {
	return (
		attribute.type !== 'mdxJsxAttribute' || (typeof attribute.value === 'object' && attribute.value !== null)
	);
}

function isComment(expression: string): boolean {
	return expression.replace(/\/\*[\s\S]*?\*\//g, '').trim() === '';
}

function listChildren(node: MdastNode): readonly MdastNode[] {
	return 'children' in node ? (node.children as readonly MdastNode[]) : [];
}

function getNodeSpan({ position }: MdastNode): Span {
	return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}
