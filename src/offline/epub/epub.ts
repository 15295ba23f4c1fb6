import { readFileSync } from 'node:fs';
import { resolveOwnAddress } from '../addresses.ts';
import type { Deflate } from '../deflate.ts';
import { type Edition, formatEdition } from '../edition.ts';
import { escapeXml } from '../escape-xml.ts';
import { findAttribute, listTags } from '../html.ts';
import type { BuiltSite } from '../site-files.ts';
import { packBook } from '../zip.ts';
import { type Chapter, writeChapter } from './chapter.ts';

/** A part of the book: what a list of the site leads to, in its order. */
interface Part {
	readonly title: string;
	readonly chapters: readonly Chapter[];
}

/** The lists whose links are the chapters; the glossary is a chapter itself. */
const LISTS = [
	{ title: 'Lessons', file: 'lessons/index.html', below: 'lessons/' },
	{ title: 'Rules', file: 'rules/index.html', below: 'rules/' },
	{ title: 'Examples', file: 'examples/index.html', below: 'examples/' },
	{ title: 'Glossary', file: 'glossary/index.html', below: 'glossary/' },
];

/** Lessons, rules, examples and glossary as one EPUB 3 book. The same site makes the same bytes. */
export function buildEpub(
	{ files, base, pages }: BuiltSite,
	edition: Edition,
	deflate: Deflate,
): Promise<Uint8Array> {
	const decoder = new TextDecoder();
	const read = (file: string) => decoder.decode(files.get(file));
	const chapters = new Map<string, Chapter>();
	const parts = LISTS.map(({ title, file, below }): Part => {
		const listed = below === 'glossary/' ? [file] : listLinkedPages(read(file), file, base, below);
		const newPages = listed.filter((page) => files.has(page) && !chapters.has(page));
		for (const page of newPages) {
			const chapter = pages.get(page)?.chapter;
			if (chapter !== undefined) chapters.set(page, chapter);
		}
		return { title, chapters: newPages.flatMap((page) => chapters.get(page) ?? []) };
	}).filter((part) => part.chapters.length > 0);

	const about = readAbout(read('index.html'));
	const links = { chapters, site: about.address, base };
	const book = new Map<string, Uint8Array>();
	const encoder = new TextEncoder();
	const put = (path: string, text: string) => book.set(path, encoder.encode(text));
	put('META-INF/container.xml', CONTAINER);
	// The face that the book carries has a licence of its own.
	book.set('META-INF/FONT-LICENSE.txt', readFontFile('LICENSE.txt'));
	put('book/package.opf', formatPackage(parts, about, edition));
	put('book/nav.xhtml', formatContents(parts));
	put('book/title.xhtml', formatTitlePage(about, edition));
	put('book/book.css', STYLE);
	for (const name of FACES) book.set(`book/${name}`, readFontFile(name));
	for (const [file, chapter] of chapters)
		put(`book/${chapter.name}`, formatPage(chapter.title, writeChapter(chapter, file, links)));
	return packBook(book, edition.date, deflate);
}

function listLinkedPages(html: string, file: string, base: string, below: string): string[] {
	const main = html.slice(html.indexOf('<main'));
	const pages = listTags(main).flatMap((tag) => {
		const target =
			tag.name === 'a' ? resolveOwnAddress(findAttribute(tag, 'href') ?? '', file, base) : undefined;
		return target?.file.startsWith(below) && target.file !== file && target.file.endsWith('/index.html')
			? [target.file]
			: [];
	});
	return [...new Set(pages)].filter((page) => page.split('/').length === 3);
}

/** What the first page says of the site. */
interface About {
	readonly title: string;
	readonly description: string;
	readonly address: string;
}

function readAbout(html: string): About {
	const tags = listTags(html);
	const find = (name: string, key: string, value: string, wanted: string) => {
		const tag = tags.find((one) => one.name === name && findAttribute(one, key) === value);
		return (tag && findAttribute(tag, wanted)) ?? '';
	};
	return {
		title: find('meta', 'property', 'og:site_name', 'content'),
		description: find('meta', 'name', 'description', 'content'),
		address: find('link', 'rel', 'canonical', 'href'),
	};
}

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

function readFontFile(name: string): Uint8Array {
	return readFileSync(new URL(`../../site/fonts/${name}`, import.meta.url));
}

const FACES = ['serif-400.woff2', 'serif-600.woff2'];

function formatPackage(parts: readonly Part[], about: About, edition: Edition): string {
	const chapters = parts.flatMap((part) => part.chapters);
	const items = chapters.map(
		({ name, hasDrawing }) =>
			`<item id="${makeItemId(name)}" href="${name}" media-type="application/xhtml+xml"${hasDrawing ? ' properties="svg"' : ''}/>`,
	);
	const faces = FACES.map(
		(name) => `<item id="${makeItemId(name)}" href="${name}" media-type="font/woff2"/>`,
	);
	return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">${escapeXml(`${about.address}drydock.epub?edition=${edition.id}`)}</dc:identifier>
<dc:title>${escapeXml(about.title)}</dc:title>
<dc:language>en</dc:language>
<dc:description>${escapeXml(about.description)}</dc:description>
<dc:source>${escapeXml(about.address)}</dc:source>
<meta property="dcterms:modified">${edition.date}T00:00:00Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="book.css" media-type="text/css"/>
${[...faces, ...items].join('\n')}
</manifest>
<spine>
<itemref idref="title"/>
<itemref idref="nav"/>
${chapters.map(({ name }) => `<itemref idref="${makeItemId(name)}"/>`).join('\n')}
</spine>
</package>
`;
}

function makeItemId(name: string): string {
	return `item-${name.replaceAll('.', '-')}`;
}

function formatContents(parts: readonly Part[]): string {
	const lists = parts.map(({ title, chapters }) => {
		const items = chapters.map(
			(chapter) => `<li><a href="${chapter.name}">${escapeXml(chapter.title)}</a></li>`,
		);
		return chapters.length === 1 && chapters[0]?.title === title
			? items.join('')
			: `<li><span>${title}</span><ol>\n${items.join('\n')}\n</ol></li>`;
	});
	return formatPage(
		'Contents',
		`<nav epub:type="toc"><h1>Contents</h1><ol>\n${lists.join('\n')}\n</ol></nav>`,
	);
}

function formatTitlePage({ title, description, address }: About, edition: Edition): string {
	const lines = [
		escapeXml(description),
		`Edition ${formatEdition(edition)}`,
		`<a href="${escapeXml(address)}">${escapeXml(address)}</a>`,
	];
	return formatPage(
		title,
		`<h1>${escapeXml(title)}</h1>\n${lines.map((line) => `<p>${line}</p>`).join('\n')}`,
	);
}

function formatPage(title: string, body: string): string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>${escapeXml(title)}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
<body>
${body}
</body>
</html>
`;
}

/** What a reader's own settings leave to a book: its face, code in lines, findings apart from them, and drawings in ink. */
const STYLE = `@font-face { font-family: "Drydock Serif"; src: url("serif-400.woff2"); font-weight: 400; }
@font-face { font-family: "Drydock Serif"; src: url("serif-600.woff2"); font-weight: 700; }
body { font-family: "Drydock Serif", serif; line-height: 1.45; margin: 1em; }
h1, h2, h3 { line-height: 1.2; page-break-after: avoid; }
pre, code { font-family: monospace; font-size: 0.86em; }
pre { white-space: pre-wrap; border-left: 2px solid #999; padding-left: 0.6em; }
.line { white-space: pre-wrap; font-family: monospace; font-size: 0.86em; margin: 0; }
.line code { font-size: 1em; }
.line .no { display: inline-block; width: 2em; color: #666; text-decoration: none; }
.line mark { background: none; border-bottom: 2px solid; }
.side { border-left: 3px solid #999; padding-left: 0.6em; margin: 0.8em 0; }
.side-title, .eyebrow, .summary { font-weight: 700; }
.note { font-family: "Drydock Serif", serif; white-space: normal; margin: 0.2em 0 0.6em 2.4em; border-left: 2px solid; padding-left: 0.6em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.2em 0.5em 0.2em 0; border-bottom: 1px solid #bbb; }
.number { text-align: right; }
caption.hidden, .hidden { display: none; }
svg { max-width: 100%; height: auto; }
svg rect, svg path, svg line, svg circle, svg polyline, svg polygon { fill: none; stroke: #444; }
svg text { fill: #000; stroke: none; font-family: sans-serif; font-size: 12px; }
`;
