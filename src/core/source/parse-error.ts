import type { Span } from './position.ts';

/** Why a text cannot be read as what it should be, and where. One sentence, as a finding shows it. */
export interface ParseError {
	readonly message: string;
	readonly span: Span;
}
