import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { expandText, type StageState } from '../stage-state.ts';

/** The flags of a `COPY` or an `ADD`, variables replaced. */
export interface CopyFlags {
	readonly owner: string | undefined;
	readonly mode: string | undefined;
	readonly excludes: readonly string[];
	readonly checksum: string;
	readonly keepsGit: boolean;
	readonly hasParents: boolean;
	readonly unpacks: boolean;
}

/** Reads them as the engine does. */
export function readCopyFlags(
	{ keyword, flags }: Instruction,
	state: StageState,
	dockerfile: Dockerfile,
): CopyFlags {
	const find = (name: string) => flags.find((flag) => flag.name === name);
	const read = (name: string) => {
		const text = find(name)?.value?.text;
		return text === undefined ? undefined : expandText(text, state, dockerfile);
	};
	const isOn = (name: string, fallback = false) => {
		const flag = find(name);
		return flag ? !flag.value || /^true$/i.test(flag.value.text) : fallback;
	};
	const owner = read('chown');
	const mode = read('chmod');
	return {
		owner: owner ? normalizeOwner(owner) : undefined,
		mode: mode ? normalizeMode(mode) : undefined,
		excludes: flags.flatMap(({ name, value }) => (name === 'exclude' && value ? [value.text] : [])),
		checksum: read('checksum') ?? '',
		keepsGit: isOn('keep-git-dir'),
		hasParents: isOn('parents'),
		unpacks: isOn('unpack', keyword === 'ADD'),
	};
}

/** `root` is 0, and a number is a number however it is written. */
export function normalizeOwner(owner: string): string {
	const parts = owner.split(/:(.*)/s).slice(0, 2);
	return parts
		.map((part) => (part === 'root' ? '0' : /^[+-]?\d+$/.test(part) ? `${Number(part)}` : `'${part}'`))
		.join(':');
}

function normalizeMode(mode: string): string {
	return /^[0-7]+$/.test(mode) ? `${Number.parseInt(mode, 8)}` : mode;
}
