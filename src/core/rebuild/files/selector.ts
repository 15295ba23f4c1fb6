import { parseIgnoreFile } from '../../build-context/ignore-file.ts';
import { splitPath } from '../../source/split-path.ts';

/** What a step reads of a tree. */
export interface Selector {
	readonly path: string;
	/** `*`, `?` and `[a-z]` in the path match names. */
	readonly hasWildcard: boolean;
	readonly include: readonly string[];
	readonly exclude: readonly string[];
}

export function plainSelector(path: string): Selector {
	return { path, hasWildcard: false, include: [], exclude: [] };
}

export function isPlain({ hasWildcard, include, exclude }: Selector): boolean {
	return !hasWildcard && include.length === 0 && exclude.length === 0;
}

/** True where a path has `*`, `?` or `[` that no backslash takes the meaning from. */
export function hasWildcards(path: string): boolean {
	return /(?:^|[^\\])(?:\\\\)*[*?[]/.test(path);
}

/** The part of a path in front of its first wildcard: wildcards may match nothing, but that part has to be there. */
export function findFixedPath({ path, hasWildcard }: Pick<Selector, 'path' | 'hasWildcard'>): string[] {
	const parts = splitPath(path);
	const firstWild = hasWildcard ? parts.findIndex(hasWildcards) : -1;
	return firstWild === -1 ? parts : parts.slice(0, firstWild);
}

/** True for a path below the selected one that is taken. */
export type Filter = (inner: string) => boolean;

export function makeFilter({ include, exclude }: Pick<Selector, 'include' | 'exclude'>): Filter {
	const included = include.length === 0 ? undefined : matchPatterns(include);
	const excluded = exclude.length === 0 ? undefined : matchPatterns(exclude);
	return (inner) => (!included || included(inner)) && !excluded?.(inner);
}

/** The patterns of `--exclude` and `--parents` are matched as those of an ignore file are. */
function matchPatterns(patterns: readonly string[]): Filter {
	const file = parseIgnoreFile(patterns.join('\n'));
	return (inner) => inner !== '' && file.isIgnored(inner);
}
