import type { Word } from './model.ts';

/** One field of a `--mount`: `target=/x`, or `ro` without a value. */
export interface MountField {
	/** Lower case. */
	readonly key: string;
	readonly value: string | undefined;
	readonly text: string;
}

/** Splits a `--mount` value as a line of CSV; `undefined` where its quotes do not fit. */
export function mountFields({ text }: Word): MountField[] | undefined {
	const fields = text.includes('"') ? splitQuoted(text) : text.split(',');
	return text === '' ? undefined : fields?.map(parseMountField);
}

function parseMountField(text: string): MountField {
	const equals = text.indexOf('=');
	if (equals === -1) return { key: text.toLowerCase(), value: undefined, text };
	return { key: text.slice(0, equals).toLowerCase(), value: text.slice(equals + 1), text };
}

/** A field in quotes may hold commas and doubled quotes; a quote in a bare field is a fault. */
function splitQuoted(text: string): string[] | undefined {
	const fields: string[] = [];
	let at = 0;
	for (;;) {
		if (text[at] === '"') {
			const close = findClosingQuote(text, at + 1);
			if (close === -1) return undefined;
			fields.push(text.slice(at + 1, close).replaceAll('""', '"'));
			at = close + 1;
			if (at < text.length && text[at] !== ',') return undefined;
		} else {
			const comma = text.indexOf(',', at);
			const field = text.slice(at, comma === -1 ? text.length : comma);
			if (field.includes('"')) return undefined;
			fields.push(field);
			at = comma === -1 ? text.length : comma;
		}
		if (at >= text.length) return fields;
		at++;
		if (at === text.length) return [...fields, ''];
	}
}

function findClosingQuote(text: string, start: number): number {
	for (let at = text.indexOf('"', start); at !== -1; at = text.indexOf('"', at + 2)) {
		if (text[at + 1] !== '"') return at;
	}
	return -1;
}
