import type { Span } from '../../source/position.ts';

/** Why BuildKit refuses a file, and where. */
export interface BuildRefusal {
	readonly message: string;
	readonly span: Span;
}
