/** Makes an element. Everything a reader has typed comes in as text, so that none of it can be markup. */
export function makeElement<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Readonly<Record<string, string>> = {},
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
	made.append(...children);
	return made;
}

/** A sentence with `` `code` `` in it, as text and `<code>` elements. */
export function renderSentence(words: string): (Node | string)[] {
	return words
		.split(/`([^`]+)`/)
		.map((part, at) => (at % 2 === 0 ? part : makeElement('code', {}, part)))
		.filter((part) => part !== '');
}

/** `1 warning`, `3 warnings`. */
export function formatCount(number: number, word: string): string {
	return `${number} ${word}${number === 1 ? '' : 's'}`;
}
