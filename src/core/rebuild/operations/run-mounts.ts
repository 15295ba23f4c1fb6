import type { Instruction } from '../../dockerfile/model.ts';
import { mountFields } from '../../dockerfile/mounts.ts';
import { splitPath } from '../../source/split-path.ts';
import { EMPTY_TREE, makeFolder, replaceNode } from '../files/file-tree.ts';
import { plainSelector } from '../files/selector.ts';
import type { PlannedStage } from '../plan-stages.ts';
import { expandText, type StageState } from '../stage-state.ts';
import { isHidden } from './hidden-text.ts';
import type { BuildSurroundings, OperationInput } from './operation.ts';

/** A `--mount` as the engine sees it. */
export interface RunMount {
	readonly target: string;
	/** What counts of the mount itself. */
	readonly key: readonly string[];
	/** What it shows, where that is something of the build. */
	readonly input?: OperationInput;
	/** True where the command may write to the context: the engine keeps that one apart, and is sent a new one next time. */
	readonly writesContext?: boolean;
}

type Fields = ReadonlyMap<string, string>;

const NAMES: Readonly<Record<string, string>> = {
	src: 'source',
	dst: 'target',
	destination: 'target',
	ro: 'readonly',
	rw: 'readwrite',
};

/** The mounts of a `RUN`: those that show files in the order of their targets, then secrets and agents. */
export function readRunMounts(
	{ flags }: Instruction,
	state: StageState,
	stage: PlannedStage,
	surroundings: BuildSurroundings,
): RunMount[] {
	const all = flags
		.filter(({ name }) => name === 'mount')
		.map(({ value }) => readFields(value ? (mountFields(value) ?? []) : [], state, surroundings));
	const secrets = all.filter((fields) => isOfType(fields, 'secret') || isOfType(fields, 'ssh'));
	const others = all.filter((fields) => !secrets.includes(fields));
	return [
		...others
			.map((fields) => makeFileMount(fields, state, stage, surroundings))
			.sort((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0)),
		...secrets.map(makeSecretMount),
	];
}

function readFields(
	fields: readonly { readonly key: string; readonly value: string | undefined }[],
	state: StageState,
	{ dockerfile }: BuildSurroundings,
): Fields {
	const read = new Map([['type', 'bind']]);
	for (const { key, value } of fields) {
		const name = NAMES[key] ?? key;
		const text =
			value === undefined ? 'true' : name === 'from' ? value : expandText(value, state, dockerfile);
		if (name === 'readwrite') read.set('readonly', isTrue(text) ? 'false' : 'true');
		else if (name === 'readonly' || name === 'required') read.set(name, isTrue(text) ? 'true' : 'false');
		else read.set(name, name === 'type' || name === 'sharing' ? text.toLowerCase() : text);
	}
	return read;
}

function isTrue(text: string): boolean {
	return /^(?:1|t|true)$/i.test(text);
}

function isOfType(fields: Fields, type: string): boolean {
	return fields.get('type') === type;
}

function makeFileMount(
	fields: Fields,
	{ folder }: StageState,
	stage: PlannedStage,
	surroundings: BuildSurroundings,
): RunMount {
	const written = fields.get('target') ?? '';
	const target = `/${splitPath(written.startsWith('/') ? written : `${folder}/${written}`).join('/')}`;
	const type = fields.get('type') ?? 'bind';
	const readonly = fields.get('readonly') ?? `${type === 'bind'}`;
	if (type === 'tmpfs') return { target, key: [type, target, fields.get('size') ?? ''] };
	const key =
		type === 'cache'
			? ['cache', target, readonly, ...nameCache(fields, written, target, surroundings)]
			: [type, target, readonly];
	const input = findInput(fields, type, stage, surroundings);
	const writesContext = readonly === 'false' && input?.result === surroundings.context;
	return input ? { target, key, input, writesContext } : { target, key };
}

/** Which cache it is counts only for one with its default name: an engine that gave others a key would miss all old results. */
function nameCache(fields: Fields, written: string, target: string, { input }: BuildSurroundings): string[] {
	const namespace = input.buildArgs?.['BUILDKIT_CACHE_MOUNT_NS'] ?? '';
	const clean = `${written.startsWith('/') ? '/' : ''}${splitPath(written).join('/')}`;
	const id = `${namespace}/${fields.get('id') || clean}`;
	const isDefault =
		id.slice(id.indexOf('/') + 1) === target && (fields.get('sharing') ?? 'shared') === 'shared';
	return isDefault ? ['default', id] : [];
}

function findInput(
	fields: Fields,
	type: string,
	stage: PlannedStage,
	surroundings: BuildSurroundings,
): OperationInput | undefined {
	const from = fields.get('from');
	const source = fields.get('source') ?? '';
	const path = isHidden(source) ? source : `/${splitPath(source).join('/')}`;
	const owner = ['uid', 'gid', 'mode'].map((name) => fields.get(name) ?? '');
	const result = from === undefined || from === '' ? undefined : surroundings.findSource(from, stage);
	if (path === '/' && owner.some((value) => value !== '')) return makeOwnedFolder(owner, result, from);
	if (from !== undefined && from !== '')
		return result && { result, selectors: [plainSelector(path)], origin: from };
	return type === 'cache' ? undefined : { result: surroundings.context, selectors: [plainSelector(path)] };
}

/** A cache that belongs to somebody begins as a folder that the engine makes for it. */
function makeOwnedFolder(
	owner: readonly string[],
	base: OperationInput['result'] | undefined,
	from: string | undefined,
): OperationInput {
	const definition = JSON.stringify(['folder', owner, base?.definition]);
	const key = JSON.stringify(['folder', owner, base?.key]);
	const tree = replaceNode(base?.tree ?? EMPTY_TREE, ['cache'], makeFolder(owner.join()));
	const result = { key, definition, isSure: base?.isSure ?? true, tree };
	return { result, selectors: [plainSelector('/cache')], origin: from };
}

/** The value of a secret counts for nothing; what it is called and where it appears does. */
function makeSecretMount(fields: Fields): RunMount {
	const type = fields.get('type') ?? '';
	const source = fields.get('source') || fields.get('id') || '';
	const given = fields.get('target') ?? '';
	const id = source || (type === 'ssh' ? 'default' : (splitPath(given).at(-1) ?? ''));
	const env = fields.get('env');
	const target =
		given || (type === 'secret' && env === undefined ? `/run/secrets/${splitPath(id).at(-1) ?? ''}` : '');
	const rest = ['uid', 'gid', 'mode', 'required'].map((name) => fields.get(name) ?? '');
	return { target, key: [type, id, target, env ?? '', ...rest] };
}
