import type { Problem } from '#core/problem.ts';
import type { Example } from '#examples/example.ts';
import { findExampleBreaches } from '#examples/limits/example-limits.ts';
import { isTrusted, type TrustedLimit } from '#examples/limits/limit.ts';
import { formatExampleFolder, type Plan } from './plan.ts';

export interface LimitOptions {
	/** The reader trusts what examples declare: `--trust`. */
	readonly isTrusting: boolean;
	/** Nothing but the side itself is run: what experiments do is no question. */
	readonly isSideAlone?: boolean;
}

/** What keeps an example from being run, found before anything is started. */
export function checkRunLimits(
	example: Example,
	{ experiments }: Pick<Plan, 'experiments'>,
	{ isTrusting, isSideAlone = false }: LimitOptions,
): Problem[] {
	const path = `${formatExampleFolder(example)}/example.yaml`;
	const declared = listDeclaredLimits(example);
	const breaches = findExampleBreaches(example, formatExampleFolder(example));
	const refused = breaches.filter(({ limit }) => !isTrusted(limit) || !declared.has(limit));
	if (refused.length > 0) return refused.map(({ problem }) => problem);

	const users = isSideAlone ? [] : experiments;
	const needed = new Set([
		...breaches.map(({ limit }) => limit).filter(isTrusted),
		...users.flatMap(({ experiment }) => experiment.exceeds ?? []),
	]);
	const undeclared = users.flatMap(({ name, experiment: { exceeds = [] } }) =>
		exceeds
			.filter((limit) => !declared.has(limit))
			.map((limit) => createUndeclaredProblem(path, name, limit)),
	);
	if (undeclared.length > 0) return undeclared;
	const unneeded = isSideAlone ? [] : [...declared].filter((limit) => !needed.has(limit));
	if (unneeded.length > 0) return unneeded.map((limit) => createUnneededProblem(path, limit));
	return needed.size === 0 || isTrusting ? [] : [createTrustNeededProblem(path, example, [...needed])];
}

export function listDeclaredLimits({ manifest }: Pick<Example, 'manifest'>): ReadonlySet<TrustedLimit> {
	return new Set(Object.keys(manifest.trust).filter(isTrustedName));
}

function isTrustedName(name: string): name is TrustedLimit {
	return isTrusted(name as TrustedLimit);
}

function createUndeclaredProblem(path: string, experiment: string, limit: TrustedLimit): Problem {
	return {
		code: 'limit-exceeded',
		path,
		detail: `The experiment \`${experiment}\` goes beyond the limits of a run (\`${limit}\`), and the example does not declare it.`,
		fix: `Add \`trust: { ${limit}: <why> }\`. The example then runs with \`--trust\` only, and its page says why.`,
	};
}

function createUnneededProblem(path: string, limit: TrustedLimit): Problem {
	return {
		code: 'trust-unneeded',
		path,
		detail: `The example declares \`trust: ${limit}\`, but nothing in it goes beyond that limit.`,
		fix: 'Remove the line.',
	};
}

function createTrustNeededProblem(
	path: string,
	{ id, manifest }: Example,
	needed: readonly TrustedLimit[],
): Problem {
	return {
		code: 'trust-needed',
		path,
		detail: `${id} goes beyond the limits of a run, so it runs with \`--trust\` only.`,
		frame: needed.map((limit) => `${limit}: ${manifest.trust[limit] ?? ''}`).join('\n'),
		fix: 'Read what it does. If you trust it as you trust your own programs, add `--trust`.',
	};
}
