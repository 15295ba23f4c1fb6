import type { Dockerfile } from '../model.ts';
import { substitute } from './substitution.ts';

/** Values of the `ARG`s before the first `FROM`: `undefined` without a default, `null` where unknown. */
export type GlobalArgs = ReadonlyMap<string, string | null | undefined>;

/** Set by BuildKit for every build; their values depend on the machine. */
export const PLATFORM_ARGS: readonly string[] = [
	'BUILDPLATFORM',
	'BUILDOS',
	'BUILDOSVERSION',
	'BUILDARCH',
	'BUILDVARIANT',
	'TARGETPLATFORM',
	'TARGETOS',
	'TARGETOSVERSION',
	'TARGETARCH',
	'TARGETVARIANT',
	'TARGETSTAGE',
];

/** A value longer than this is not followed: texts that double with each line would fill the memory. */
export const LONGEST_VALUE = 65_536;

const PLATFORM_VALUES = PLATFORM_ARGS.map((name): [string, null] => [name, null]);

/** What every `FROM` can use. */
export function resolveGlobalArgs({
	globalArgs: args,
	escape: escaper,
	inputs,
}: Pick<Dockerfile, 'globalArgs' | 'escape' | 'inputs'>): GlobalArgs {
	const values = new Map<string, string | null | undefined>(PLATFORM_VALUES);
	for (const name of inputs?.unknownNames ?? []) values.set(name, null);
	for (const { key, value } of args.flatMap(({ pairs }) => pairs)) {
		const given = inputs?.args.get(key.text);
		if (given !== undefined) values.set(key.text, given);
		else if (value) values.set(key.text, expandValue(value.text, values, escaper));
		// Without a default an `ARG` only says that the name may be given; what it had before stays.
		else if (!values.has(key.text)) values.set(key.text, undefined);
	}
	return values;
}

function expandValue(text: string, values: GlobalArgs, escaper: string): string | null {
	const value = substitute(text, (name) => values.get(name), { escape: escaper }).value ?? null;
	return value === null || value.length > LONGEST_VALUE ? null : value;
}
