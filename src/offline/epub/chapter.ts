import { resolveOwnAddress } from '../addresses.ts';
import { escapeXml } from '../escape-xml.ts';
import { type MarkupElement, type MarkupNode, type MarkupParent, NAMESPACES, parseTree } from '../html.ts';
import { serializeXml } from './xhtml.ts';

/** A page of the site as a chapter of the book. */
export interface Chapter {
	/** In the book: `lessons-base-images.xhtml`. */
	readonly name: string;
	readonly title: string;
	/** Of the page, as a book may have them. */
	readonly ids: readonly string[];
	readonly hasDrawing: boolean;
	/** What the page says. Its links wait for the other chapters: see `writeChapter`. */
	readonly text: string;
}

/** What links of a chapter lead to. */
export interface Links {
	/** By the file of the site. */
	readonly chapters: ReadonlyMap<string, Chapter>;
	/** Where the site is published, with a slash at its end. */
	readonly site: string;
	readonly base: string;
}

/** The words and figures of a built page. What needs a server or a script, and what leads through the site, is left out. */
export function readChapter(file: string, page: string): Chapter | undefined {
	const main = findElement(parseTree(page), ({ tagName }) => tagName === 'main');
	if (main === undefined) return undefined;
	const ids = new Set<string>();
	cleanChildren(main, ids);
	const heading = findElement(main, ({ tagName }) => tagName === 'h1');
	return {
		name: `${file.replace(/\/?index\.html$/, '').replaceAll('/', '-') || 'index'}.xhtml`,
		title: heading === undefined ? file : readText(heading),
		ids: [...ids],
		hasDrawing: findElement(main, ({ tagName }) => tagName === 'svg') !== undefined,
		text: serializeXml(main.childNodes, markLink),
	};
}

/** Stands around the address of a link until all chapters are known. No text of XML holds it. */
const MARK = '\0';

function markLink({ tagName }: MarkupElement, name: string, value: string): string | undefined {
	return tagName === 'a' && name === 'href' ? `${MARK}${value}${MARK}` : undefined;
}

/** What a chapter says, with its links as the book has them. */
export function writeChapter({ text }: Chapter, file: string, links: Links): string {
	return text
		.split(MARK)
		.map((piece, at) => {
			if (at % 2 === 0) return piece;
			const address = rewriteAddress(piece, file, links);
			return address === undefined ? '' : ` href="${escapeXml(address)}"`;
		})
		.join('');
}

function findElement(
	parent: MarkupParent,
	isMeant: (element: MarkupElement) => boolean,
): MarkupElement | undefined {
	for (const node of parent.childNodes) {
		if (!('tagName' in node)) continue;
		const found = isMeant(node) ? node : findElement(node, isMeant);
		if (found !== undefined) return found;
	}
	return undefined;
}

function readText(node: MarkupNode | MarkupParent): string {
	if ('value' in node) return node.value;
	return 'childNodes' in node ? node.childNodes.map(readText).join('').replace(/\s+/g, ' ').trim() : '';
}

const LEFT_OUT = new Set([
	'script',
	'style',
	'link',
	'nav',
	'form',
	'fieldset',
	'input',
	'textarea',
	'progress',
	'noscript',
	'template',
]);
const LEFT_OUT_CLASSES = new Set([
	'copy',
	'anchor',
	'actions',
	'moved-parts',
	'meaning',
	'downloads',
	'edit',
	'exercise',
	'gap',
]);

function cleanChildren(parent: MarkupParent, ids: Set<string>): void {
	parent.childNodes = parent.childNodes.filter((node) => {
		if (!('tagName' in node)) return node.nodeName === '#text';
		if (isLeftOut(node)) return false;
		renameElement(node);
		node.attrs = cleanAttributes(node, ids);
		cleanChildren(node, ids);
		return true;
	});
}

function isLeftOut(element: MarkupElement): boolean {
	const classes = (getAttribute(element, 'class') ?? '').split(' ');
	if (LEFT_OUT.has(element.tagName) || getAttribute(element, 'hidden') !== undefined) return true;
	if (classes.some((name) => LEFT_OUT_CLASSES.has(name))) return true;
	// The word that a term explains is a button; every other one does something that paper does not.
	return (
		element.tagName === 'button' && getAttribute(element, 'aria-describedby')?.startsWith('term-') !== true
	);
}

/** Nothing is folded in a book, and nothing can be pressed. */
const RENAMED: Readonly<Record<string, string>> = {
	button: 'span',
	details: 'div',
	summary: 'p',
	label: 'span',
	main: 'div',
	data: 'span',
};

function renameElement(element: MarkupElement): void {
	const name = RENAMED[element.tagName];
	if (name === undefined || element.namespaceURI !== NAMESPACES.html) return;
	element.tagName = name;
	element.nodeName = name;
}

const KEPT = new Set(['class', 'id', 'href', 'datetime', 'colspan', 'rowspan', 'scope', 'lang']);

function cleanAttributes(element: MarkupElement, ids: Set<string>): MarkupElement['attrs'] {
	const isDrawing = element.namespaceURI === NAMESPACES.svg;
	return element.attrs.flatMap((attribute) => {
		const { name, value } = attribute;
		if (name.startsWith('data-') || name === 'tabindex' || name === 'style') return [];
		if (name === 'id') {
			const id = makeBookId(value);
			if (ids.has(id)) return [];
			ids.add(id);
			return [{ ...attribute, value: id }];
		}
		return isDrawing || KEPT.has(name) ? [attribute] : [];
	});
}

/** A name as XML knows it: `before/Dockerfile:3` has two characters that an id of a book may not have. */
function makeBookId(id: string): string {
	const name = id.replace(/[^\w.-]/g, '_');
	return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
}

function getAttribute({ attrs }: MarkupElement, name: string): string | undefined {
	return attrs.find((attribute) => attribute.name === name)?.value;
}

/** Into the book where it has the page, else to the published site; nothing for a part that the book left out. */
function rewriteAddress(address: string, file: string, { chapters, site, base }: Links): string | undefined {
	if (address.startsWith('#')) {
		const id = makeBookId(decodeURIComponent(address.slice(1)));
		return chapters.get(file)?.ids.includes(id) ? `#${id}` : undefined;
	}
	const target = resolveOwnAddress(address, file, base);
	if (target === undefined) return address;
	const chapter = chapters.get(target.file);
	if (chapter === undefined) return new URL(address.slice(base.length), site).href;
	const hash = target.rest.indexOf('#');
	const id = hash < 0 ? '' : makeBookId(decodeURIComponent(target.rest.slice(hash + 1)));
	return chapter.ids.includes(id) ? `${chapter.name}#${id}` : chapter.name;
}
