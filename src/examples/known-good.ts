import type { Problem } from '#core/problem.ts';

/** What had no problem in an earlier run, by all that it was judged by. */
export interface KnownGood {
	has(from: string): boolean;
	add(from: string): void;
}

/** Checks what is not known to be good. Problems are never kept: whatever is wrong is told again each time. */
export function checkUnlessGood(
	known: KnownGood | undefined,
	judgedBy: readonly unknown[],
	check: () => readonly Problem[],
): readonly Problem[] {
	if (known === undefined) return check();
	const from = JSON.stringify(judgedBy);
	if (known.has(from)) return [];
	const problems = check();
	if (problems.length === 0) known.add(from);
	return problems;
}
