/** The words of a text, parted by blanks and new lines. */
export function listWords(text: string): ReadonlySet<string> {
	return new Set(text.split(/\s+/).filter(Boolean));
}

/** A test for names, in which `*` stands for any characters. Capitals count as small letters where `ignoresCase`. */
export function compileNames(text: string, ignoresCase = false): RegExp {
	const names = [...listWords(text)].map((name) =>
		name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*'),
	);
	return new RegExp(`^(?:${names.join('|')})$`, ignoresCase ? 'i' : '');
}
