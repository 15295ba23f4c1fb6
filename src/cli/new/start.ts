/** What `drydock new` writes. Paths are absolute. */
export interface NewContent {
	/** Files that must not exist yet. */
	readonly files: readonly NewFile[];
	/** Files that exist and get a line more: the whole new text. */
	readonly changes: readonly NewFile[];
	/** What to do next, one sentence each. */
	readonly next: readonly string[];
}

export interface NewFile {
	readonly path: string;
	readonly text: string;
}

/** `my-new-rule` -> `My new rule`. */
export function formatTitle(name: string): string {
	const words = name.replaceAll('-', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `my-new-rule` -> `myNewRule`. */
export function formatIdentifier(name: string): string {
	return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
