import type { Instruction, Word } from './model.ts';

/** One `--mount` of a `RUN`, its variables replaced as the engine does. What is not known is missing. */
export interface Mount {
	readonly type: string | undefined;
	/** Where it is mounted, as written; the engine's own place for a secret that names none. */
	readonly target: string | undefined;
	/** The stage or image it comes from; the engine takes no variables here. */
	readonly from: string | undefined;
	/** What of it: a path, or the name of a secret. */
	readonly source: string | undefined;
	/** The variable that a secret is put in. */
	readonly env: string | undefined;
}

/** Replaces the variables of a text; `undefined` where the outcome cannot be known. */
type Expand = (text: string) => string | undefined;

/** The `--mount`s of a `RUN`, those that cannot be read left out. */
export function readMounts({ keyword, flags }: Instruction, expand: Expand): readonly Mount[] {
	if (keyword !== 'RUN' || flags.length === 0) return NONE;
	return flags.flatMap(({ name, value }) => {
		const fields = name === 'mount' && value ? mountFields(value) : undefined;
		return fields ? [readMount(fields, expand)] : [];
	});
}

const NONE: readonly never[] = [];

function readMount(fields: readonly MountField[], expand: Expand): Mount {
	const findField = (...keys: string[]) => {
		const value = fields.findLast(({ key }) => keys.includes(key))?.value;
		return value?.includes('$') ? expand(value) : value;
	};
	const hasType = fields.some(({ key }) => key === 'type');
	const type = hasType ? findField('type')?.toLowerCase() : 'bind';
	const env = findField('env');
	const source = findField('id') ?? findField('source', 'src');
	const place =
		type === 'secret' && env === undefined && source ? `/run/secrets/${baseName(source)}` : undefined;
	return {
		type,
		target: findField('target', 'dst', 'destination') ?? place,
		from: fields.findLast(({ key }) => key === 'from')?.value,
		source,
		env,
	};
}

function baseName(path: string): string {
	return path.split('/').at(-1) ?? path;
}

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
