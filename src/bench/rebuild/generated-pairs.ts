import type { BuildInput, ContextEntry } from '#core/rebuild/model.ts';
import { predictRebuild } from '#core/rebuild/predict-rebuild.ts';
import { generateDockerfile } from './generated-dockerfile.ts';
import { editPair } from './generated-edits.ts';
import { IGNORE_FILE, type PairSide } from './pair-side.ts';
import { createRandom, type Random } from './random.ts';

/** Two builds of one folder, the second after an edit. */
export interface BuildPair {
	readonly seed: number;
	readonly before: PairSide;
	readonly after: PairSide;
	/** What was done between the two. */
	readonly edits: readonly string[];
	/** How many folders were drawn before this one. */
	readonly draws: number;
}

const MOST_DRAWS = 500;
/** An edit of what no step reads shows little: of three pairs two are drawn anew until something runs again, if it can. */
const DRAWS_FOR_EFFECT = 60;

/**
 * A pair that no other shares anything with, so that the engine's cache cannot mix them up: each has a mark of its own. The
 * seed chooses the kind of edit, and folders are drawn until one comes that can be built and so edited.
 */
export function generatePair(seed: number, base: string, mark: string): BuildPair {
	const random = createRandom(seed);
	for (let draws = 0; draws < MOST_DRAWS; draws++) {
		const pair = drawPair(seed, random, base, mark);
		if (!pair || !canBuild(pair.before)) continue;
		const mayDoNothing = seed % 3 === 0 || draws > DRAWS_FOR_EFFECT;
		if (mayDoNothing || hasEffect(pair)) return { ...pair, draws };
	}
	throw new Error(`no folder can be edited as seed ${seed} wants it`);
}

/** A pair that was chosen before, whatever the model says of it today. */
export function redrawPair(seed: number, draws: number, base: string, mark: string): BuildPair {
	const random = createRandom(seed);
	for (let draw = 0; draw < draws; draw++) drawPair(seed, random, base, mark);
	const pair = drawPair(seed, random, base, mark);
	if (!pair) throw new Error(`seed ${seed} draws other folders than when it was recorded`);
	return { ...pair, draws };
}

/** A first build that fails shows nothing. */
function canBuild(side: PairSide): boolean {
	const input = toBuildInput(side);
	const { refusals, steps } = predictRebuild(input, input);
	return refusals.length === 0 && !steps.some(({ fails }) => fails);
}

function hasEffect({ before, after }: Pick<BuildPair, 'before' | 'after'>): boolean {
	const { steps } = predictRebuild(toBuildInput(before), toBuildInput(after));
	return steps.some(({ verdict }) => verdict === 'again' || verdict === 'unsure');
}

function drawPair(
	seed: number,
	random: Random,
	base: string,
	mark: string,
): Omit<BuildPair, 'draws'> | undefined {
	const before = drawSide(random, base, mark);
	const first = editPair(before, random, { base, mark: `${mark}e0` }, seed);
	if (!first) return undefined;
	const second = random.isOneIn(6)
		? editPair(first.side, random, { base, mark: `${mark}e1` }, random.below(1000))
		: undefined;
	const edits = second ? [first.what, second.what] : [first.what];
	return { seed, before, after: second?.side ?? first.side, edits };
}

function drawSide(random: Random, base: string, mark: string): PairSide {
	const context = generateContext(random, mark);
	const dockerfile = generateDockerfile(random, { base, mark, hasTarget: random.isOneIn(8) });
	const files = [
		...context,
		{ path: 'Dockerfile', content: dockerfile.text },
		...(random.isOneIn(3) ? [{ path: IGNORE_FILE, content: generateIgnoreFile(random) }] : []),
	];
	return {
		context: files,
		buildArgs: random.isOneIn(2) ? { VERSION: `1-${mark}` } : {},
		target: dockerfile.target,
	};
}

export function toBuildInput({ context, buildArgs, target }: PairSide): BuildInput {
	const read = (path: string) => context.find((entry) => entry.path === path)?.content;
	const ignoreFile = read(IGNORE_FILE);
	return {
		dockerfile: read('Dockerfile') ?? '',
		context,
		buildArgs,
		ignoreFile,
		target,
	};
}

function generateContext(random: Random, mark: string): ContextEntry[] {
	const files = [
		'a.txt',
		'b.txt',
		'package.json',
		'src/a.js',
		'src/b.js',
		'src/lib/c.js',
		'docs/x.md',
		'docs/deep/y.md',
	];
	const entries: ContextEntry[] = files.map((path) => ({
		path,
		content: `${mark} ${path}\n`,
		mode: random.isOneIn(4) ? 0o755 : 0o644,
	}));
	if (random.isOneIn(2)) entries.push({ path: 'link.txt', kind: 'link', content: 'a.txt' });
	if (random.isOneIn(2))
		entries.push({
			path: 'src/link.js',
			kind: 'link',
			content: random.pick(['a.js', '../b.txt', 'lib', 'gone']),
		});
	if (random.isOneIn(2))
		entries.push({ path: 'linked', kind: 'link', content: random.pick(['src', 'docs/deep', 'src/lib']) });
	if (random.isOneIn(3)) entries.push({ path: 'empty', kind: 'folder', mode: 0o755 });
	if (random.isOneIn(3)) entries.push({ path: 'src', kind: 'folder', mode: 0o700 });
	return entries;
}

function generateIgnoreFile(random: Random): string {
	const patterns = [
		'docs',
		'*.md',
		'**/*.md',
		'src/lib',
		'!docs/x.md',
		'Dockerfile',
		'.dockerignore',
		'b.txt',
		'# a comment',
		'src/*',
		'!src/a.js',
		'*',
		'!src',
		'!a.txt',
	];
	const count = 1 + random.below(3);
	return `${Array.from({ length: count }, () => random.pick(patterns)).join('\n')}\n`;
}
