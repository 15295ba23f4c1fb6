import { splitPath } from '../../source/split-path.ts';
import type { Word } from '../model.ts';
import { mountFields } from '../mounts.ts';

/** A `--mount` as far as checks need it. A value that cannot be known is `null`. */
interface Mount {
	type: string | null;
	readonly given: Map<string, string | null>;
}

/** Replaces the variables of a text; `null` where the outcome cannot be known. */
export type Expand = (text: string) => string | null;

const TYPES: ReadonlySet<string> = new Set(['bind', 'cache', 'tmpfs', 'secret', 'ssh']);
const SHARING: ReadonlySet<string> = new Set(['shared', 'private', 'locked']);
const KEYS: Readonly<Record<string, string>> = {
	type: 'type',
	from: 'from',
	source: 'source',
	src: 'source',
	target: 'target',
	dst: 'target',
	destination: 'target',
	readonly: 'readonly',
	ro: 'readonly',
	readwrite: 'readwrite',
	rw: 'readwrite',
	required: 'required',
	size: 'size',
	id: 'id',
	sharing: 'sharing',
	mode: 'mode',
	uid: 'uid',
	gid: 'gid',
	env: 'env',
};

/** Why BuildKit refuses a `--mount`, `undefined` where it takes it. `folder` is the working directory, `null` where unknown. */
export function checkMount(value: Word, expand: Expand, folder: string | null): string | undefined {
	const mount: Mount = { type: 'bind', given: new Map() };
	for (const { key, value: raw, text } of mountFields(value) ?? []) {
		const name = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
		const refusal =
			raw === undefined
				? checkBareField(name, text, mount)
				: checkFieldValue(name, key, expand(raw), mount, text);
		if (refusal !== undefined) return refusal;
	}
	return checkWholeMount(mount, folder);
}

function checkBareField(name: string | undefined, text: string, { type }: Mount): string | undefined {
	if (name === 'readonly' || name === 'readwrite') return undefined;
	if (name === 'required')
		return canBeRequired(type) ? undefined : `\`required\` is not for mounts of type ${type}`;
	return `\`${text}\` needs a value: \`${text}=…\``;
}

function checkFieldValue(
	name: string | undefined,
	key: string,
	value: string | null,
	mount: Mount,
	text: string,
): string | undefined {
	if (name === undefined) return `unknown key \`${key}\` in \`${text}\``;
	const { type, given } = mount;
	if (name === 'type') {
		mount.type = value === null ? null : value.toLowerCase();
		return value === null || TYPES.has(value.toLowerCase())
			? undefined
			: `unsupported mount type \`${value}\``;
	}
	if (name === 'required' && !canBeRequired(type)) return `\`required\` is not for mounts of type ${type}`;
	if (name === 'size' && type !== 'tmpfs' && type !== null)
		return `\`size\` is not for mounts of type ${type}`;
	given.set(name, value);
	const isFine = value === null || isValue(name, value);
	return isFine ? undefined : `\`${value}\` is no value for \`${key}\``;
}

function canBeRequired(type: string | null): boolean {
	return type === null || type === 'secret' || type === 'ssh';
}

/** As Go reads a number, hexadecimal ones too, with its underscores taken out, and a unit. */
const SIZE =
	/^\+?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|0x(?:[\da-f]+\.?[\da-f]*|\.[\da-f]+)p[+-]?\d+) ?(?:b|[kmgtp](?:b|ib)?)?$/i;

function isValue(name: string, value: string): boolean {
	switch (name) {
		case 'readonly':
		case 'readwrite':
		case 'required':
			return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value);
		case 'size':
			return SIZE.test(value.replace(/(?<=[\dx])_(?=\d)/gi, ''));
		case 'sharing':
			return SHARING.has(value.toLowerCase());
		case 'mode':
			return /^[0-7]+$/.test(value) && Number.parseInt(value, 8) <= 0xffff_ffff;
		case 'uid':
		case 'gid':
			return /^\d+$/.test(value) && Number(value) <= 0xffff_ffff;
		default:
			return true;
	}
}

function checkWholeMount({ type, given }: Mount, folder: string | null): string | undefined {
	if (type === null) return undefined;
	if (type === 'bind' || type === 'tmpfs') {
		for (const key of ['mode', 'uid', 'gid']) {
			if (given.has(key)) return `\`${key}\` is not for mounts of type ${type}`;
		}
	}
	const isSet = (key: string) => (given.get(key) ?? (given.has(key) ? 'unknown' : '')) !== '';
	if (type === 'secret') {
		if (isSet('from')) return 'a secret mount takes no `from`';
		if (!isSet('source') && !isSet('target') && !isSet('id'))
			return 'a secret mount needs an `id` or a `target`';
		if (isSet('source') && isSet('id')) return '`source` and `id` of a secret mount mean the same: give one';
	}
	if (type === 'ssh' && isSet('source')) return 'an ssh mount takes no `source`';
	if (isSet('sharing') && type !== 'cache') return `\`sharing\` is not for mounts of type ${type}`;
	const isFile = type === 'secret' || type === 'ssh';
	return isFile || !isRoot(given.get('target'), folder) ? undefined : 'a mount needs a target other than `/`';
}

/** Nothing is known to be the root while any part is unknown. */
function isRoot(target: string | null | undefined, folder: string | null): boolean {
	if (target === null) return false;
	const path = target ?? '';
	// BuildKit cleans a relative path only.
	if (path.startsWith('/')) return path === '/';
	return folder !== null && normalisePath(`${folder}/${path}`) === '/';
}

/** An absolute path without `.`, `..` and doubled slashes. */
export function normalisePath(path: string): string {
	return `/${splitPath(path).join('/')}`;
}
