const adopted = new Set<string>();

/** Adds styles that come with a script instead of with the page; the same ones once. The policy allows it. */
export function addStyleSheet(css: string): void {
	if (adopted.has(css)) return;
	adopted.add(css);
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(css);
	document.adoptedStyleSheets.push(sheet);
}
