/** Words that are secrets in some files and mean something else in most: hidden where they are set, shown elsewhere. */
const COMMON: ReadonlySet<string> = new Set(
	(
		'postgres postgresql mysql mariadb mongo mongodb redis rabbitmq minio minioadmin keycloak grafana elastic root admin ' +
		'administrator user username guest test testing docker local localhost example default password passwd secret token ' +
		'change changeme development production staging nginx debian ubuntu alpine node python latest build final scratch'
	).split(' '),
);
const SHORTEST = 4;

/** Secrets as texts, to be found again where something quotes them: in a message, a fix, another line. */
export class SecretValues {
	/** By their first characters; then by length, so that one look-up a length tells. */
	readonly #byStart = new Map<string, Map<number, Set<string>>>();
	/** Which words the file shows. */
	readonly #shown = new Map<string, boolean>();

	add(written: string): void {
		for (const form of listForms(written)) this.#addForm(form);
	}

	/**
	 * The same text with every occurrence replaced by as many dots. In a file a plain word may mean something else, as the name
	 * of a service does that is its password too: there it stays, save where it is set. So it does in a sentence about a file
	 * that shows the word, and where the sentence does not quote.
	 */
	mask(text: string, file?: string): string {
		if (this.#byStart.size === 0) return text;
		const parts: string[] = [];
		let end = 0;
		for (let at = 0; at + SHORTEST <= text.length; at++) {
			const length = this.#measureSecret(text, at);
			if (length === 0 || this.#isKept(text, at, at + length, file)) continue;
			parts.push(text.slice(end, at), '•'.repeat(length));
			end = at + length;
			at = end - 1;
		}
		return parts.length === 0 ? text : parts.join('') + text.slice(end);
	}

	#isKept(text: string, start: number, end: number, file: string | undefined): boolean {
		const word = text.slice(start, end);
		if (!isPlainWord(word)) return false;
		if (file === undefined || !isQuoted(text, start)) return true;
		return this.#isShown(readWholeWord(text, start, end), file);
	}

	#isShown(word: string, file: string): boolean {
		const known = this.#shown.get(word);
		if (known !== undefined) return known;
		const isShown = file
			.split(word)
			.some((_, index, parts) => index > 0 && isApart(parts[index - 1], parts[index]));
		this.#shown.set(word, isShown);
		return isShown;
	}

	#measureSecret(text: string, at: number): number {
		const byLength = this.#byStart.get(text.slice(at, at + SHORTEST));
		let longest = 0;
		for (const [length, secrets] of byLength ?? []) {
			if (length > longest && secrets.has(text.slice(at, at + length))) longest = length;
		}
		return longest;
	}

	#addForm(secret: string): void {
		if (secret.length < SHORTEST || COMMON.has(secret.toLowerCase())) return;
		if (/^(?:\d{1,5}|\/[\w./-]*|\$\{?\w+\}?|https?:|[•\s]*)$/.test(secret)) return;
		const start = secret.slice(0, SHORTEST);
		const byLength = this.#byStart.get(start) ?? new Map<number, Set<string>>();
		this.#byStart.set(start, byLength);
		const same = byLength.get(secret.length);
		if (same) same.add(secret);
		else byLength.set(secret.length, new Set([secret]));
	}
}

/** The word with what stands right at it: `store-front` for the `store` in it. */
function readWholeWord(text: string, start: number, end: number): string {
	const before = /[\w-]{0,80}$/.exec(text.slice(Math.max(0, start - 80), start))?.[0] ?? '';
	const behind = /^[\w-]{0,80}/.exec(text.slice(end, end + 80))?.[0] ?? '';
	return before + text.slice(start, end) + behind;
}

function isApart(before = '', behind = ''): boolean {
	return !/[\w-]$/.test(before.slice(-1)) && !/^[\w-]/.test(behind.slice(0, 1));
}

/** Between backticks; a text without any is a quote as a whole. */
function isQuoted(text: string, at: number): boolean {
	const count = text.slice(0, at).split('`').length - 1;
	return count % 2 === 1 || !text.includes('`');
}

function isPlainWord(text: string): boolean {
	return text.length < 12 && /^(?:[a-z]+|[A-Z]+|[\w.-]{1,5})$/.test(text);
}

/** As it is written, without its quotes, without what joins its lines, with its escapes taken off, and its parts. */
function listForms(written: string): Set<string> {
	const joined = written.replace(/[\\`][ \t]*\r?\n[ \t]*/g, '');
	const bare = joined.trim().replace(/^["']+|["']+$/g, '');
	const plain = bare.replace(/["']/g, '').replace(/\\(.)/g, '$1');
	const password = /^[^:\s]*:(.+)$/s.exec(plain)?.[1] ?? '';
	const words = plain.length > 400 ? [] : plain.split(/\s+/);
	const fallback = /^\$\{\w+:?[-+=](.*)\}$/s.exec(plain)?.[1] ?? '';
	return new Set([
		written.trim(),
		joined.trim(),
		bare,
		plain,
		password,
		fallback,
		decode(password),
		...words,
	]);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
