import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { classifyFile } from '#core/file-kind.ts';
import type { FindingsByFile } from '#core/finding.ts';
import { lint } from '#core/lint/lint.ts';
import type { Problem } from '#core/problem.ts';
import { parseTyped, readSource } from '#workspace/typed/load-typed.ts';
import type { PlacedData } from '#workspace/typed/placed-data.ts';
import { createPathProblem, type SourceText } from '#workspace/typed/source-text.ts';
import { type Exercise, exerciseSchema, type Texts } from './exercise.ts';
import { makeTextContext } from './text-context.ts';

/** An exercise, what the linter says of it, and the texts that its problems point into. */
export interface LoadedExercise extends Exercise {
	/** Its folder, as messages show it. */
	readonly path: string;
	readonly source: SourceText;
	readonly yaml: PlacedData;
	readonly findings: { readonly broken: FindingsByFile; readonly solution: FindingsByFile };
}

const MANIFEST = 'exercise.yaml';
const SOLUTION = 'solution/';

/** One folder of `content/exercises/`, or the problems that stopped it. */
export function loadExercise(
	folder: string,
	path: string,
	id: string,
): { exercise?: LoadedExercise; problems: readonly Problem[] } {
	const problems: Problem[] = [];
	const texts = readTexts(folder, path, problems);
	const source = texts.get(MANIFEST);
	const exerciseTexts = [...texts].filter(([name]) => name !== MANIFEST && !name.startsWith(SOLUTION));
	const broken = orderTexts(exerciseTexts.filter(([name]) => isRepaired(name)));
	const solution = orderTexts(
		[...texts].flatMap(([name, text]) =>
			name.startsWith(SOLUTION) ? [[name.slice(SOLUTION.length), text] as const] : [],
		),
	);
	if (source === undefined) problems.push(createMissingManifestProblem(path));
	if (Object.keys(broken).length === 0) problems.push(createNothingToRepairProblem(path));
	problems.push(...checkSolutionFiles(path, Object.keys(broken), Object.keys(solution)));
	if (source === undefined || problems.length > 0) return { problems };

	const loaded = parseTyped(source, exerciseSchema, { code: 'exercise-invalid' });
	if (loaded.file === undefined) return { problems: loaded.problems };
	const { value: manifest, places: yaml } = loaded.file;
	const context = orderTexts(exerciseTexts.filter(([name]) => !isRepaired(name)));
	let findings: LoadedExercise['findings'] | undefined;
	return {
		exercise: {
			id,
			path,
			source,
			yaml,
			manifest,
			broken,
			solution,
			context,
			// Not everybody who reads content asks for them.
			get findings() {
				findings ??= { broken: lintTexts(broken, context), solution: lintTexts(solution, context) };
				return findings;
			},
		},
		problems: [],
	};
}

/** Files that the linter reads, at the root of the folder; what lies deeper is part of the build context. */
function isRepaired(name: string): boolean {
	return !name.includes('/') && classifyFile(name) !== undefined;
}

/** In the order in which a reader sees them: the Dockerfile first, what only supports it last. */
function orderTexts(sources: readonly (readonly [string, SourceText])[]): Texts {
	const rankText = ([name]: readonly [string, SourceText]) =>
		classifyFile(name) === 'dockerfile' ? 0 : name.startsWith('.') ? 2 : 1;
	const ordered = [...sources].sort((a, b) => rankText(a) - rankText(b));
	return Object.fromEntries(ordered.map(([name, { text }]) => [name, text]));
}

function lintTexts(files: Texts, context: Texts): FindingsByFile {
	const whole = makeTextContext({ ...context, ...files });
	return new Map(
		Object.entries(files).map(([path, text]) => [path, lint({ path, text }, { context: whole })]),
	);
}

/** Every file below the folder by its path in it, sorted; a link is no file. What is not text is a problem. */
function readTexts(folder: string, path: string, problems: Problem[]): Map<string, SourceText> {
	const names = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
	const texts = new Map<string, SourceText>();
	for (const name of names) {
		const source = readSource(join(folder, name), `${path}/${name}`);
		if ('code' in source) problems.push(source);
		else texts.set(name, source);
	}
	return texts;
}

/** The names of the folders in `exercises/`, sorted. */
export function listExerciseNames(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
		.map(({ name }) => name)
		.sort();
}

function checkSolutionFiles(path: string, broken: readonly string[], solution: readonly string[]): Problem[] {
	const missing = broken.filter((name) => !solution.includes(name));
	const surplus = solution.filter((name) => !broken.includes(name));
	return [
		...missing.map((name) =>
			createPathProblem(`${path}/solution/${name}`, {
				code: 'solution-missing',
				detail: `The exercise has no repaired \`${name}\`.`,
				fix: `Write this file: \`${name}\` as it should be, clean under all rules.`,
			}),
		),
		...surplus.map((name) =>
			createPathProblem(`${path}/solution/${name}`, {
				code: 'solution-of-nothing',
				detail: `The solution has a \`${name}\`, but the exercise has none that a reader could repair.`,
				fix: `Add \`${path}/${name}\` as the reader finds it, or remove this file. A solution holds only what is repaired.`,
			}),
		),
	];
}

function createMissingManifestProblem(path: string): Problem {
	return createPathProblem(path, {
		code: 'exercise-without-manifest',
		detail: 'This exercise has no `exercise.yaml`.',
		fix: 'Write one with `title`, `task`, `findings`, `keep`, `hints` and `questions`, or remove the folder.',
	});
}

function createNothingToRepairProblem(path: string): Problem {
	return createPathProblem(path, {
		code: 'exercise-without-file',
		detail: 'This exercise has nothing to repair: no Dockerfile, compose file or `.dockerignore`.',
		fix: 'Add the broken `Dockerfile`, or the compose file that the lesson is about.',
	});
}
