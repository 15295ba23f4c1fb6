import type { Dockerfile, Instruction } from '../model.ts';
import type { Scopes } from './scopes.ts';
import { type Lookup, substitute } from './substitution.ts';

/** The outcome of substituting variables in a text. */
export interface Expanded {
	/** The text with all variables replaced; `undefined` as soon as one value is unknown. */
	readonly value: string | undefined;
	/** Names used that no `ARG`, no `ENV` and no base stage defines. */
	readonly undefinedNames: readonly string[];
	/** Every name used. */
	readonly names: readonly string[];
}

/** `ARG` and `ENV` as they are in scope at each instruction. An `ARG` counts with its default; one without is unknown, save in `${x:-default}`. */
export interface Variables {
	/** Substitutes as BuildKit does before this instruction runs: `$x`, `${x}`, `${x:-y}`, `${x:+y}`, `${x#p}`, `${x%p}`, `${x/p/r}`, quotes and escapes. */
	expand(text: string, at: Instruction): Expanded;
	/** The value in force before this instruction, `undefined` where unknown or not set. */
	valueOf(name: string, at: Instruction): string | undefined;
	/** Names set by `ENV` or declared by `ARG` in this file and in scope at this instruction. */
	isDeclared(name: string, at: Instruction): 'arg' | 'env' | undefined;
}

const NONE: readonly never[] = [];
const answerUnknown: Lookup = () => null;

/** Works out what is in scope at each instruction. */
export function makeVariables(dockerfile: Dockerfile, scopes: Scopes): Variables {
	const options = { escape: dockerfile.escape, unsetIsUnknown: true };
	const replaceVariables = (text: string, lookup: Lookup) => substitute(text, lookup, options).value;
	return {
		expand(text, at) {
			if (!text.includes('$'))
				return { value: replaceVariables(text, answerUnknown), undefinedNames: NONE, names: NONE };
			const undefinedNames = new Set<string>();
			const names = new Set<string>();
			const value = replaceVariables(text, (name) => {
				names.add(name);
				const variable = scopes.lookup(name, at);
				if (!variable) undefinedNames.add(name);
				return variable?.value;
			});
			return { value, undefinedNames: [...undefinedNames], names: [...names] };
		},
		valueOf: (name, at) => scopes.lookup(name, at)?.value ?? undefined,
		isDeclared: (name, at) => scopes.lookup(name, at)?.kind,
	};
}
