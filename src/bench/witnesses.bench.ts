import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeContextFiles } from './fixes/context-folder.ts';
import { judgeTruth, TRUTH_FILES } from './precision/generated/judge-truths.ts';
import { TRUTHS } from './precision/generated/truths.ts';
import type { Judgement } from './precision/judge-files.ts';

/** How many files for each rule, and the first of their seeds: other seeds look further. */
const FILES = Number(process.env['WITNESS_FILES'] ?? 60);
const SEED = Number(process.env['WITNESS_SEED'] ?? 1);
const MOST_SHOWN = 5;

/** Whether each rule is right of made-up files, both ways, by real builds: `npm run bench -- witnesses clone-in-build`. */
export async function run(rules: readonly string[]): Promise<Readonly<Record<string, Judgement>>> {
	const context = mkdtempSync(join(tmpdir(), 'drydock-witnesses-'));
	const results: Record<string, Judgement> = {};
	console.log(`${'rule'.padEnd(30)}right  silent, and not so  wrong  missed  not built`);
	try {
		writeContextFiles(context, TRUTH_FILES);
		for (const rule of Object.keys(TRUTHS)) {
			if (rules.length > 0 && !rules.includes(rule)) continue;
			const judgement = await judgeTruth(rule, { files: FILES, seed: SEED, context });
			results[rule] = judgement;
			printJudgement(rule, judgement);
		}
	} finally {
		rmSync(context, { recursive: true, force: true });
	}
	return results;
}

function printJudgement(rule: string, { byRule, unbuildable }: Judgement): void {
	const { right = [], silent = [], wrong = [], missed = [] } = byRule[rule] ?? {};
	const [rightly, silently, wrongly, missing, unbuilt] = [right, silent, wrong, missed, unbuildable].map(
		({ length }) => String(length),
	);
	console.log(
		`${rule.padEnd(30)}${rightly?.padStart(5)}${silently?.padStart(20)}${wrongly?.padStart(7)}${missing?.padStart(8)}${unbuilt?.padStart(11)}`,
	);
	for (const text of wrong.slice(0, MOST_SHOWN)) console.log(`wrong:\n${text}`);
	for (const text of missed.slice(0, MOST_SHOWN)) console.log(`missed:\n${text}`);
	for (const text of unbuildable.slice(0, MOST_SHOWN)) console.log(`not built:\n${text}`);
	if (wrong.length + missed.length > 0) process.exitCode = 1;
}
