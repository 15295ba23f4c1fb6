import type { Instruction } from './model.ts';

/** The outcome of substituting variables in a text. */
export interface Expanded {
	/** The text with all variables replaced; `undefined` as soon as one value is unknown. */
	readonly value?: string;
	/** Names used that no `ARG`, no `ENV` and no base stage defines. */
	readonly undefinedNames: readonly string[];
	/** Every name used. */
	readonly names: readonly string[];
}

/** `ARG` and `ENV` as they are in scope at each instruction. An `ARG` counts with its default; one without is unknown. */
export interface Variables {
	/** Substitutes as BuildKit does before this instruction runs: `$x`, `${x}`, `${x:-y}`, `${x:+y}`, `${x#p}`, `${x%p}`, `${x/p/r}`, quotes and escapes. */
	expand(text: string, at: Instruction): Expanded;
	/** The value in force before this instruction, `undefined` where unknown or not set. */
	valueOf(name: string, at: Instruction): string | undefined;
	/** Names set by `ENV` or declared by `ARG` in this file and in scope at this instruction. */
	isDeclared(name: string, at: Instruction): 'arg' | 'env' | undefined;
}
