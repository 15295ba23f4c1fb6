import type { CopyAction } from '../files/copy-files.ts';
import type { Selector } from '../files/selector.ts';
import type { CopyFlags } from './copy-flags.ts';
import type { OperationInput } from './operation.ts';

/** One source of a copy: where it is taken from and what it does. */
export interface CopyInput {
	readonly input: OperationInput;
	readonly action: CopyAction;
	/** What counts of it beside its content. */
	readonly key: readonly string[];
}

export function makeAction(source: Selector, target: string, flags: CopyFlags, unpacks: boolean): CopyAction {
	const { owner, mode } = flags;
	return {
		source,
		target,
		unpacks,
		owner,
		mode: mode === undefined ? undefined : /^\d+$/.test(mode) ? Number(mode) : 'relative',
	};
}
