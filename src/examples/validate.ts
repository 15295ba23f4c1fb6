import type { Problem } from '#core/problem.ts';
import { makeSourceText } from '#workspace/typed/source-text.ts';
import { checkClaimWords } from './checks/claim-words.ts';
import { checkClaims } from './checks/claims.ts';
import { checkComponents } from './checks/components.ts';
import { checkCopiedFiles } from './checks/copied-files.ts';
import { checkRuleCoverage, checkRulePage } from './checks/coverage.ts';
import { checkDeclaredFindings } from './checks/declared-findings.ts';
import { checkEvidence, isAboutFreshness } from './checks/evidence.ts';
import { checkExercise, checkExerciseCoverage, checkExerciseNames } from './checks/exercises.ts';
import { checkFences } from './checks/fences.ts';
import { checkHeadings } from './checks/headings.ts';
import { checkLessonNumber } from './checks/lesson-number.ts';
import { checkLimits } from './checks/limits.ts';
import { checkLinks } from './checks/links.ts';
import { checkManifestNumbers } from './checks/manifest-numbers.ts';
import { checkMarkup } from './checks/markup.ts';
import { checkNames } from './checks/names.ts';
import { checkNote } from './checks/notes.ts';
import { checkNumbers } from './checks/numbers.ts';
import { checkPermalinks } from './checks/permalinks.ts';
import { checkPlantedSecrets, checkTextSecrets } from './checks/planted-secrets.ts';
import { checkTaughtRules } from './checks/taught-rules.ts';
import type { AnyPage, Content, LessonPage, LoadedExample, RulePage } from './content.ts';
import type { ContentPlace } from './content-place.ts';
import type { LoadedExercise } from './exercises/load-exercise.ts';
import { checkUnlessGood, type KnownGood } from './known-good.ts';
import { loadLayers } from './layers.ts';

export interface LoadOptions {
	/** Where the paths in messages start; the working folder unless told. */
	readonly root?: string;
}

export interface ValidateOptions {
	/** The folder whose `tests/` must have a test for every rule; without it, rules are not held to pages and tests, nor lessons to exercises. */
	readonly project?: string | undefined;
	/** Holds the pictures of the site: `public/`. Without it, nobody looks whether they are there. */
	readonly publicFolder?: string;
	/** What only the engine knows: whether the experiments, services and measures that `run` names are there. */
	readonly checkRun?: (example: LoadedExample) => readonly Problem[];
	/** Missing and stale evidence are warnings: for writing, not for publishing. */
	readonly isDraft?: boolean;
	/** When it is; no evidence is from later. */
	readonly now?: Date;
	/** Passes over what was good before. It knows nothing of another version of the checks or of `checkRun`. */
	readonly knownGood?: KnownGood | undefined;
}

export interface Validation {
	/** Sorted by place. */
	readonly problems: readonly Problem[];
	readonly warnings: readonly Problem[];
	readonly content: Content;
}

/** Reads content and holds everything in it to its word. Reports all that is wrong at once. */
export function validateContent(
	place: ContentPlace | string,
	{ root = process.cwd(), ...options }: LoadOptions & ValidateOptions = {},
): Validation {
	return validateLoaded(loadLayers(typeof place === 'string' ? { folder: place } : place, root), options);
}

/** The same for content that has been read already. */
export function validateLoaded(content: Content, options: ValidateOptions = {}): Validation {
	const problems = [
		...content.problems,
		...checkNames(content),
		...checkPermalinks(content),
		...[...content.examples.values()].flatMap((example) => checkExample(example, content, options)),
		...content.lessons.flatMap((page) => checkLesson(page, content, options)),
		...[...content.rulePages.values()].flatMap((page) => checkRule(page, content, options)),
		...[...content.ruleNotes.values()].flatMap((note) => [
			...checkNote(note, content),
			...checkPage(note, content, options),
		]),
		...checkLinks(content, options.publicFolder),
		...checkExerciseNames(content),
		...[...content.exercises.values()].flatMap((exercise) => checkWholeExercise(exercise, options)),
		...(options.project === undefined ? [] : checkOwn(content, options.project, options)),
	].sort(comparePlaces);
	const isWarning = (problem: Problem) => options.isDraft === true && isAboutFreshness(problem);
	return {
		problems: problems.filter((problem) => !isWarning(problem)),
		warnings: problems.filter(isWarning),
		content,
	};
}

/** What is asked of this project's own content, and not of a team's. */
function checkOwn(content: Content, project: string, { knownGood }: ValidateOptions): Problem[] {
	return [...checkRuleCoverage(content, project, knownGood), ...checkExerciseCoverage(content)];
}

function checkWholeExercise(exercise: LoadedExercise, { knownGood }: ValidateOptions): readonly Problem[] {
	const { path, source, broken, solution, context } = exercise;
	return checkUnlessGood(knownGood, [path, source.text, broken, solution, context], () => [
		...checkExercise(exercise),
		...[...Object.entries(broken), ...Object.entries(solution)].flatMap(([name, text]) =>
			checkTextSecrets(makeSourceText(`${path}/${name}`, text)),
		),
	]);
}

function checkExample(
	example: LoadedExample,
	content: Content,
	options: ValidateOptions,
): readonly Problem[] {
	const { signingKeys } = content.base?.examples.get(example.id) === example ? content.base : content;
	const { path, inputsHash, manifestSource, evidenceSource } = example;
	return checkUnlessGood(
		options.knownGood,
		[path, inputsHash, manifestSource.text, evidenceSource?.text, signingKeys],
		() => listExampleProblems(example, signingKeys, options),
	);
}

function listExampleProblems(
	example: LoadedExample,
	signingKeys: Content['signingKeys'],
	{ checkRun = () => [], now = new Date() }: ValidateOptions,
): Problem[] {
	const claims = checkClaims(example);
	const run = checkRun(example).filter(
		(problem) => !claims.some((claim) => comparePlaces(claim, problem) === 0),
	);
	const copies = checkCopiedFiles(example);
	const ignored = copies.filter(({ code }) => code === 'copy-source-ignored');
	// The rule `copy-ignored-file` sees the same; the check of the copies knows better what to do about it.
	const findings = checkDeclaredFindings(example).filter(
		(problem) => !ignored.some((copy) => comparePlaces(copy, problem) === 0),
	);
	// Mending a claim changes the inputs, so evidence is worth a look only once the claims can be judged.
	const evidence = claims.length + run.length > 0 ? [] : checkEvidence(example, { now, signingKeys });
	return [
		...findings,
		...copies,
		...checkTaughtRules(example),
		...checkLimits(example),
		...checkPlantedSecrets(example),
		...checkTextSecrets(example.manifestSource),
		...(example.evidenceSource === undefined ? [] : checkTextSecrets(example.evidenceSource)),
		...checkClaimWords(example),
		...checkManifestNumbers(example),
		...claims,
		...run,
		...evidence,
	];
}

function checkLesson(page: LessonPage, content: Content, options: ValidateOptions): Problem[] {
	return [...checkPage(page, content, options), ...checkLessonNumber(page, content), ...checkNumbers(page)];
}

function checkRule(page: RulePage, content: Content, options: ValidateOptions): Problem[] {
	return [...checkRulePage(page, content), ...checkPage(page, content, options)];
}

function checkPage(page: AnyPage, content: Content, { knownGood }: ValidateOptions): Problem[] {
	const { path, source } = page;
	return [
		...checkUnlessGood(knownGood, [path, source.text], () => [
			...checkHeadings(page),
			...checkMarkup(page),
			...checkFences(page),
			...checkTextSecrets(source),
		]),
		...checkComponents(page, content),
	];
}

function comparePlaces(a: Problem, b: Problem): number {
	if (a.path !== b.path) return a.path < b.path ? -1 : 1;
	return (
		(a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) ||
		(a.range?.start.column ?? 0) - (b.range?.start.column ?? 0)
	);
}
