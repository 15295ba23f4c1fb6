import type { FixKind } from '#core/finding.ts';
import { fixAll } from '#core/lint/fix.ts';
import { lint } from '#core/lint/lint.ts';
import { readBuildContext } from '#workspace/read-build-context.ts';
import { buildAndReadImage } from './built-image.ts';
import { listImageDifferences } from './compare-images.ts';
import type { BuildCandidate } from './list-candidates.ts';

/** A fix that did more than its rule announces. */
export interface BrokenFix {
	readonly name: string;
	readonly rules: readonly string[];
	readonly what: readonly string[];
	readonly before: string;
	readonly after: string;
}

export interface FixProof {
	readonly files: number;
	/** Nothing in them can be repaired. */
	readonly unchanged: number;
	/** Here they cannot be built even as they are. */
	readonly unbuildable: number;
	readonly compared: number;
	readonly fixesByRule: Readonly<Record<string, number>>;
	readonly broken: readonly BrokenFix[];
}

const AT_ONCE = 3;

/** Repairs each file, builds it on both sides, and compares the images. */
export async function proveFixes(
	candidates: readonly BuildCandidate[],
	kinds: readonly FixKind[],
	onProgress: (done: number) => void = () => {},
): Promise<FixProof> {
	const fixesByRule: Record<string, number> = {};
	const broken: BrokenFix[] = [];
	let [unchanged, unbuildable, compared, done] = [0, 0, 0, 0];
	const waiting = [...candidates];
	const work = async () => {
		for (let candidate = waiting.pop(); candidate; candidate = waiting.pop()) {
			const answer = await judgeFile(candidate, kinds);
			if (answer === 'unchanged') unchanged++;
			else if (answer === 'unbuildable') unbuildable++;
			else {
				compared++;
				for (const rule of answer.rules) fixesByRule[rule] = (fixesByRule[rule] ?? 0) + 1;
				if (answer.what.length > 0) broken.push(answer);
			}
			onProgress(++done);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return { files: candidates.length, unchanged, unbuildable, compared, fixesByRule, broken };
}

async function judgeFile(
	{ name, text, context }: BuildCandidate,
	kinds: readonly FixKind[],
): Promise<BrokenFix | 'unchanged' | 'unbuildable'> {
	const found = readBuildContext(context, 'Dockerfile');
	const check = (one: string) =>
		lint({ path: 'Dockerfile', text: one, kind: 'dockerfile' }, { context: found });
	const { text: repaired, fixed } = fixAll(text, check, kinds);
	if (repaired === text) return 'unchanged';
	const before = await buildAndReadImage({ text, context });
	if (typeof before === 'string') return 'unbuildable';
	const after = await buildAndReadImage({ text: repaired, context });
	const rules = fixed.map(({ rule }) => rule);
	const what =
		typeof after === 'string'
			? [`fails: ${after.split('\n').at(-1)}`]
			: listImageDifferences(before, after, new Set(rules));
	return { name, rules, what, before: text, after: repaired };
}
