type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of HTML; attributes that are `undefined` are left out. */
export function makeHtmlElement<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	attributes: Attributes,
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
	return buildElement(document.createElement(name), attributes, children);
}

/** An element of SVG. */
export function makeSvgElement(
	name: string,
	attributes: Attributes,
	...children: readonly (Node | string)[]
): SVGElement {
	return buildElement(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function buildElement<Made extends Element>(
	made: Made,
	attributes: Attributes,
	children: readonly (Node | string)[],
): Made {
	for (const [name, value] of Object.entries(attributes))
		if (value !== undefined) made.setAttribute(name, String(value));
	made.append(...children);
	return made;
}
