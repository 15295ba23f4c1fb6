/** Gives each text a short name, the same name for the same text. Long keys made of keys would double with each step. */
export class Interner {
	readonly #names = new Map<string, string>();

	name(...parts: readonly string[]): string {
		let text = '';
		// With its length in front, a part cannot be taken for two.
		for (const part of parts) text += `${part.length}:${part}`;
		const existing = this.#names.get(text);
		if (existing !== undefined) return existing;
		const name = `#${this.#names.size}`;
		this.#names.set(text, name);
		return name;
	}
}
