import { resolve } from 'node:path';
import { listCandidates } from './fixes/list-candidates.ts';
import { type Judgement, judgeFiles } from './precision/judge-files.ts';

const MOST_SHOWN = 5;

/** How often each rule was right of the files of a folder that can be built here: `npm run bench -- precision ../app`. */
export async function run([folder]: readonly string[]): Promise<Judgement | undefined> {
	if (folder === undefined) {
		console.error('Name a folder with Dockerfiles: npm run bench -- precision ../app');
		process.exitCode = 2;
		return undefined;
	}
	const judgement = await judgeFiles(listCandidates(resolve(folder)));
	printJudgement(judgement);
	return judgement;
}

/** What is so and was not reported may come from the base image, of which the rules say nothing. */
function printJudgement({ files, unbuildable, byRule }: Judgement): void {
	console.log(`\n${files} files, of which ${unbuildable.length} cannot be built here.`);
	console.log(`${'rule'.padEnd(30)}right  wrong  so, and not reported`);
	for (const [rule, { right, wrong, missed }] of Object.entries(byRule)) {
		const counts = [right, wrong, missed].map(({ length }) => String(length).padStart(5)).join('  ');
		console.log(`${rule.padEnd(30)}${counts}`);
		for (const name of wrong.slice(0, MOST_SHOWN)) console.log(`  wrong of ${name}`);
	}
}
