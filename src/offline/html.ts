import {
	type DefaultTreeAdapterTypes,
	html as markup,
	parse,
	type Token,
	type TokenHandler,
	Tokenizer,
	TokenizerMode,
} from 'parse5';

/** A page as a tree, for what is written anew; `rewriteTags` keeps every byte that it does not touch. */
export type MarkupParent = DefaultTreeAdapterTypes.ParentNode;
export type MarkupNode = DefaultTreeAdapterTypes.ChildNode;
export type MarkupElement = DefaultTreeAdapterTypes.Element;

export const NAMESPACES = { html: markup.NS.HTML, svg: markup.NS.SVG } as const;

export function parseTree(page: string): MarkupParent {
	return parse(page);
}

/** A start tag of a built page; its attributes by name, values as they mean, not as they are written. */
export interface Tag {
	readonly name: string;
	readonly attributes: Map<string, string | true>;
	/** What a script or style holds. */
	readonly inside?: string;
	/** From its `<` to behind its `>`, in the page. */
	readonly span: Span;
	/** To behind its end tag, for a script or style. */
	readonly end: number;
}

interface Span {
	readonly start: number;
	readonly end: number;
}

/**
 * The page with its start tags as `change` leaves them: it may set and delete attributes, and answer `remove` to take
 * the tag out (with what it holds, for scripts and styles). A tag it does not touch keeps every byte.
 */
export function rewriteTags(
	html: string,
	change: (tag: Tag) => 'remove' | undefined,
	tags: readonly Tag[] = listTags(html),
): string {
	const parts: string[] = [];
	let at = 0;
	for (const tag of tags) {
		const before = [...tag.attributes];
		const isRemoved = change(tag) === 'remove';
		if (!isRemoved && isSame(before, tag.attributes)) continue;
		parts.push(html.slice(at, tag.span.start), isRemoved ? '' : formatTag(tag, html));
		at = isRemoved ? tag.end : tag.span.end;
	}
	return parts.join('') + html.slice(at);
}

/** The page with the text behind a start tag replaced by what `fill` answers for it, if anything. */
export function fillTags(html: string, fill: (tag: Tag) => string | undefined): string {
	const parts: string[] = [];
	let at = 0;
	for (const tag of listTags(html)) {
		const text = fill(tag);
		if (text === undefined) continue;
		parts.push(html.slice(at, tag.span.end), text);
		at = html.indexOf('<', tag.span.end);
	}
	return parts.join('') + html.slice(at);
}

/** How the text of these elements is read: no markup in it, or entities only. */
const TEXT_MODES: Readonly<Record<string, Tokenizer['state']>> = {
	script: TokenizerMode.SCRIPT_DATA,
	style: TokenizerMode.RAWTEXT,
	textarea: TokenizerMode.RCDATA,
	title: TokenizerMode.RCDATA,
};

/** Every start tag of a page, in order. */
export function listTags(html: string): Tag[] {
	const tags: Tag[] = [];
	let raw: Omit<Tag, 'inside' | 'end'> | undefined;
	const closeRaw = ({ start, end }: Span) => {
		if (raw !== undefined) tags.push({ ...raw, inside: html.slice(raw.span.end, start), end });
		raw = undefined;
	};
	const handler: Partial<TokenHandler> = {
		onStartTag: (token) => {
			const tag = readTag(token, html);
			if (tag.name === 'script' || tag.name === 'style') raw = tag;
			else tags.push({ ...tag, end: tag.span.end });
		},
		onEndTag: (token) => closeRaw(getSpan(token)),
		onEof: () => closeRaw({ start: html.length, end: html.length }),
	};
	tokenize(html, handler, true);
	return tags;
}

/** An attribute's value; `undefined` where it is missing or has none. */
export function findAttribute({ attributes }: Pick<Tag, 'attributes'>, name: string): string | undefined {
	const value = attributes.get(name);
	return value === true ? undefined : value;
}

/** A piece of built HTML as the text a reader sees, in one line; `marks` go around elements of a name. */
export function extractText(html: string, marks: Readonly<Record<string, string>> = {}): string {
	let text = '';
	const addMark = ({ tagName }: Token.TagToken) => {
		text += marks[tagName] ?? '';
	};
	const addText = ({ chars }: Token.CharacterToken) => {
		text += chars;
	};
	tokenize(html, {
		onStartTag: addMark,
		onEndTag: addMark,
		onCharacter: addText,
		onWhitespaceCharacter: addText,
	});
	return toOneLine(text);
}

/** An element of a page, and the text a reader sees in it, in one line. */
export interface TextElement {
	readonly name: string;
	/** Its own, or that of the tag before it. */
	readonly id: string | undefined;
	readonly text: string;
}

/** Every element of these names, in order, without the elements inside of which `isLeftOut` says so. */
export function listElements(
	html: string,
	names: readonly string[],
	isLeftOut: (name: string, className: string) => boolean,
): TextElement[] {
	const elements: TextElement[] = [];
	let open: TextElement | undefined;
	let skipped: string | undefined;
	let idBefore: string | undefined;
	const addText = ({ chars }: Token.CharacterToken) => {
		if (open !== undefined && skipped === undefined) open = { ...open, text: open.text + chars };
	};
	tokenize(html, {
		onStartTag: ({ tagName: name, attrs }) => {
			const find = (key: string) => attrs.find((attribute) => attribute.name === key)?.value;
			const id = find('id');
			if (names.includes(name)) open = { name, id: id ?? idBefore, text: '' };
			else if (open !== undefined && isLeftOut(name, find('class') ?? '')) skipped ??= name;
			idBefore = id;
		},
		onEndTag: ({ tagName: name }) => {
			if (name === skipped) skipped = undefined;
			if (name !== open?.name) return;
			elements.push({ ...open, text: toOneLine(open.text) });
			open = undefined;
		},
		onCharacter: addText,
		onWhitespaceCharacter: addText,
	});
	return elements;
}

function toOneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** Hands a page to `handler`, piece by piece; with the place of each, where that is asked for. */
function tokenize(html: string, handler: Partial<TokenHandler>, withPlaces = false): void {
	const ignore = () => {};
	const tokenizer: Tokenizer = new Tokenizer(
		{ sourceCodeLocationInfo: withPlaces },
		{
			onComment: ignore,
			onDoctype: ignore,
			onEof: ignore,
			onCharacter: ignore,
			onNullCharacter: ignore,
			onWhitespaceCharacter: ignore,
			onEndTag: ignore,
			...handler,
			onStartTag: (token) => {
				tokenizer.state = TEXT_MODES[token.tagName] ?? TokenizerMode.DATA;
				handler.onStartTag?.(token);
			},
		},
	);
	tokenizer.write(html, true);
}

function readTag(token: Token.TagToken, html: string): Omit<Tag, 'inside' | 'end'> {
	const places = token.location?.attrs;
	const attributes = token.attrs.map(({ name, value }): [string, string | true] => {
		const place = places?.[name];
		const written = place === undefined ? name : html.slice(place.startOffset, place.endOffset);
		// The case of names as SVG needs it.
		return [written.slice(0, name.length), written.length === name.length ? true : value];
	});
	return { name: token.tagName, attributes: new Map(attributes), span: getSpan(token) };
}

function getSpan({ location }: Token.TagToken): Span {
	return { start: location?.startOffset ?? 0, end: location?.endOffset ?? 0 };
}

function isSame(before: readonly (readonly [string, string | true])[], after: Tag['attributes']): boolean {
	// In their order: an attribute that was deleted and set again stands last.
	const now = [...after];
	return (
		now.length === before.length &&
		before.every(([name, value], at) => now[at]?.[0] === name && now[at]?.[1] === value)
	);
}

/** A value as it stands between double quotes. */
export function escapeAttribute(value: string): string {
	return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

function formatTag({ name, attributes, span }: Tag, html: string): string {
	const written = [...attributes].map(([key, value]) =>
		value === true ? ` ${key}` : ` ${key}="${escapeAttribute(value)}"`,
	);
	return `<${name}${written.join('')}${html[span.end - 2] === '/' ? '/>' : '>'}`;
}
