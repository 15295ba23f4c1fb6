/** A drawing that an author made: what it shows in words, and its SVG without the outer element. */
export interface Diagram {
	readonly id: string;
	readonly title: string;
	/** All that the picture says, for readers who do not see it and for pages without pictures. */
	readonly description: string;
	readonly width: number;
	readonly height: number;
	/** Only the elements and attributes that are listed here: nothing in it can run, load or style anything. */
	readonly body: string;
}

/** What is wrong with a drawing, and where in its text. */
export interface DiagramError {
	readonly offset: number;
	readonly message: string;
}

/** Wider than this, its words are too small on a phone. */
const WIDEST = 400;

const ELEMENTS: ReadonlySet<string> = new Set(
	'svg title desc g rect circle ellipse line path polyline polygon text tspan'.split(' '),
);

const ATTRIBUTES: ReadonlySet<string> = new Set(
	'xmlns viewBox class x y x1 y1 x2 y2 dx dy width height rx ry r cx cy d points transform text-anchor'.split(
		' ',
	),
);

/** The words that the site's styles know: `box soft before after hit miss` for shapes, `arrow dashed` for lines, the rest for text. */
const CLASSES: ReadonlySet<string> = new Set(
	'box soft before after hit miss arrow dashed line label small strong code'.split(' '),
);

/** Everything that a drawing is made of, from where the last one ended. */
const TOKEN = /<(\/?)([a-z]+)((?:\s+[\w-]+="[^"<>]*")*)\s*(\/?)>|<!--[^>]*-->|[^<]+/gy;

/** Reads an author's SVG. Answers what is wrong with it where it is not made of the known elements alone. */
export function readDiagram(id: string, text: string): Diagram | DiagramError {
	const error = findForeignPart(text) ?? findUnbalancedElement(text);
	if (error !== undefined) return error;
	const head =
		/^\s*<svg[^>]*\bviewBox="0 0 (\d+) (\d+)"[^>]*>\s*<title>([^<]+)<\/title>\s*<desc>([^<]+)<\/desc>/.exec(
			text,
		);
	if (head === null)
		return {
			offset: 0,
			message: 'It must begin with `<svg … viewBox="0 0 <width> <height>">`, then `<title>` and `<desc>`.',
		};
	const [all, width = '', height = '', title = '', description = ''] = head;
	if (Number(width) > WIDEST)
		return { offset: 0, message: `It is ${width} wide. Above ${WIDEST} its words are too small on a phone.` };
	const body = text.slice(all.length, text.lastIndexOf('</svg>')).trim();
	return { id, title, description, width: Number(width), height: Number(height), body };
}

function findForeignPart(text: string): DiagramError | undefined {
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.length) {
		const offset = TOKEN.lastIndex;
		const token = TOKEN.exec(text);
		if (token === null)
			return { offset, message: 'This is no element that a drawing may have, or no whole one.' };
		const [, , element, attributes = ''] = token;
		if (element === undefined) continue;
		if (!ELEMENTS.has(element)) return { offset, message: `A drawing may not have \`<${element}>\`.` };
		for (const [, name = '', value = ''] of attributes.matchAll(/([\w-]+)="([^"]*)"/g)) {
			if (!ATTRIBUTES.has(name)) return { offset, message: `\`<${element}>\` may not have \`${name}\`.` };
			const unknown = name === 'class' && value.split(/\s+/).find((word) => !CLASSES.has(word));
			if (unknown)
				return { offset, message: `There is no class \`${unknown}\`. Known: ${[...CLASSES].join(', ')}.` };
		}
	}
	return undefined;
}

function findUnbalancedElement(text: string): DiagramError | undefined {
	const open: string[] = [];
	TOKEN.lastIndex = 0;
	for (const { 1: closes, 2: element, 4: isEmpty, index } of text.matchAll(TOKEN)) {
		if (element === undefined || isEmpty) continue;
		if (!closes) open.push(element);
		else if (open.pop() !== element)
			return { offset: index, message: `This \`</${element}>\` closes nothing.` };
	}
	return open.length === 0
		? undefined
		: { offset: text.length - 1, message: `\`<${open.at(-1)}>\` is not closed.` };
}
