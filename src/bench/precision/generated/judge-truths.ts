import type { BuildCandidate } from '../../fixes/list-candidates.ts';
import { createRandom } from '../../rebuild/random.ts';
import { type Judgement, judgeFiles } from '../judge-files.ts';
import { provideTruthBase } from './bases.ts';
import type { Truth } from './truth.ts';
import { TRUTHS } from './truths.ts';

/** What the context of the files has in it. */
export const TRUTH_FILES: Readonly<Record<string, string>> = {
	'app/main.txt': 'main\n',
	'app/notes.txt': 'notes\n',
	'setting.conf': 'on\n',
	'id_rsa.pub': 'public\n',
	id_rsa: '-----BEGIN OPENSSH PRIVATE KEY-----\n',
	'.git/HEAD': 'ref: refs/heads/main\n',
};

/** Builds as many different files for a rule and lets the images say whether it was right of each. */
export async function judgeTruth(
	rule: string,
	{ files, seed, context }: { readonly files: number; readonly seed: number; readonly context: string },
): Promise<Judgement> {
	const truth = TRUTHS[rule];
	if (!truth) throw new Error(`No truth is known for \`${rule}\`.`);
	const base = await provideTruthBase(truth.base);
	const candidates = generateTexts(truth, files, seed).map(
		(body): BuildCandidate => ({ name: body, text: body.replaceAll('$BASE', base), context }),
	);
	return judgeFiles(candidates, { [rule]: truth.isSo }, truth.reads);
}

function generateTexts({ generate }: Truth, files: number, seed: number): string[] {
	const texts = new Set<string>();
	for (let at = 0; texts.size < files && at < files * MOST_TRIES; at++)
		texts.add(generate(createRandom(seed + at)));
	return [...texts];
}

/** Equal files are built once; a generator that knows too few of them ends here. */
const MOST_TRIES = 50;
