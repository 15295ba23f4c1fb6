import type { Reading } from '../../fixes/built-image.ts';
import type { Random } from '../../rebuild/random.ts';
import type { Witness } from '../witnesses.ts';

/** Files made up for one rule, and what of the image decides whether the rule is right. */
export interface Truth {
	/** The image they start from. */
	readonly base: TruthBase;
	readonly reads: readonly Reading[];
	readonly isSo: Witness;
	/** The lines of a Dockerfile; `$BASE` in it is the base. */
	generate(random: Random): string;
}

export type TruthBase = 'small' | 'git' | 'pip' | 'debian';

/** Lines, without those that are empty. */
export function joinFilledLines(...lines: readonly string[]): string {
	return `${lines.filter(Boolean).join('\n')}\n`;
}
