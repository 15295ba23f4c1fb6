import { lint } from '#core/lint/lint.ts';
import { readBuildContext } from '#workspace/read-build-context.ts';
import { type BuiltImage, buildAndReadImage, type Reading } from '../fixes/built-image.ts';
import type { BuildCandidate } from '../fixes/list-candidates.ts';
import { WITNESSES, type Witness } from './witnesses.ts';

/** How a rule did: what it reported and was so, what was not, and what was so without a word of it. */
export interface Verdicts {
	readonly right: string[];
	readonly wrong: string[];
	readonly missed: string[];
	readonly silent: string[];
}

export interface Judgement {
	readonly files: number;
	/** Their base, or what they download, cannot be had here. */
	readonly unbuildable: readonly string[];
	readonly byRule: Readonly<Record<string, Verdicts>>;
}

const AT_ONCE = 2;

/** Builds each file and lets the image say of each rule whether it was right. */
export async function judgeFiles(
	candidates: readonly BuildCandidate[],
	witnesses: Readonly<Record<string, Witness>> = WITNESSES,
	reads: readonly Reading[] = ['tree'],
): Promise<Judgement> {
	const byRule = Object.fromEntries(
		Object.keys(witnesses).map((rule): [string, Verdicts] => [
			rule,
			{ right: [], wrong: [], missed: [], silent: [] },
		]),
	);
	const unbuildable: string[] = [];
	const waiting = [...candidates];
	const work = async () => {
		for (let candidate = waiting.pop(); candidate; candidate = waiting.pop()) {
			const image = await buildAndReadImage({ ...candidate, reads });
			if (typeof image === 'string') unbuildable.push(candidate.name);
			else judgeFile(candidate, image, witnesses, byRule);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return { files: candidates.length, unbuildable, byRule };
}

function judgeFile(
	{ name, text, context }: BuildCandidate,
	image: BuiltImage,
	witnesses: Readonly<Record<string, Witness>>,
	byRule: Readonly<Record<string, Verdicts>>,
): void {
	const options = { context: readBuildContext(context, 'Dockerfile') };
	const reported = new Set(
		lint({ path: 'Dockerfile', text, kind: 'dockerfile' }, options).map(({ rule }) => rule),
	);
	for (const [rule, { right, wrong, missed, silent }] of Object.entries(byRule)) {
		const isSo = witnesses[rule]?.(image) === true;
		if (reported.has(rule)) (isSo ? right : wrong).push(name);
		else (isSo ? missed : silent).push(name);
	}
}
