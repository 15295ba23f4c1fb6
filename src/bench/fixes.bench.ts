import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeContextFiles } from './fixes/context-folder.ts';
import { generateFixable } from './fixes/generated-files.ts';
import { type BuildCandidate, listCandidates } from './fixes/list-candidates.ts';
import { type FixProof, proveFixes } from './fixes/prove-fixes.ts';
import { provideSmallBase } from './fixes/small-base.ts';

/** How many files are made up, and the first of their seeds: other seeds look further. */
const FILES = Number(process.env['FIX_FILES'] ?? 500);
const SEED = Number(process.env['FIX_SEED'] ?? 1);
const MOST_SHOWN = 20;

/** Whether safe fixes leave the image as it is, for made-up files or for those of a folder: `npm run bench -- fixes ../app`. */
export async function run(args: readonly string[]): Promise<FixProof> {
	const [folder] = args;
	const work = mkdtempSync(join(tmpdir(), 'drydock-fixes-'));
	const onProgress = (done: number) => {
		if (done % 50 === 0) console.log(`${done} files`);
	};
	try {
		if (folder === undefined) await provideSmallBase((step) => console.log(step));
		const candidates = folder === undefined ? makeGenerated(work) : listCandidates(resolve(folder));
		const proof = await proveFixes(candidates, ['safe'], onProgress);
		printProof(proof);
		if (proof.broken.length > 0) process.exitCode = 1;
		return proof;
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

function makeGenerated(context: string): BuildCandidate[] {
	writeContextFiles(context);
	return Array.from({ length: FILES }, (_, index) => ({
		name: `seed ${SEED + index}`,
		text: generateFixable(SEED + index),
		context,
	}));
}

function printProof({ files, unchanged, unbuildable, compared, fixesByRule, broken }: FixProof): void {
	console.log(
		`\n${files} files: ${unchanged} with nothing to repair, ${unbuildable} that cannot be built here, ${compared} built on both sides, ${broken.length} where more changed than the rule says.`,
	);
	for (const [rule, times] of Object.entries(fixesByRule).sort()) console.log(`  ${rule}: ${times} fixes`);
	for (const { name, rules, what } of broken.slice(0, MOST_SHOWN))
		console.log(`  ${name} (${[...new Set(rules)].join(', ')}): ${what.slice(0, 5).join('; ')}`);
}
