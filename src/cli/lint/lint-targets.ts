import { lstatSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { BuildContext } from '#core/build-context/model.ts';
import { applyInputs, parseDockerfile } from '#core/dockerfile/parse.ts';
import { classifyFile, type FileKind, looksLikeCompose } from '#core/file-kind.ts';
import type { Finding, FixKind } from '#core/finding.ts';
import { fixAll } from '#core/lint/fix.ts';
import { lint } from '#core/lint/lint.ts';
import type { LintOptions as LintInputs } from '#core/lint/run-rules.ts';
import type { LintSettings } from '#core/lint/settings.ts';
import { detectOtherFormat } from '#core/other-format.ts';
import type { Problem } from '#core/problem.ts';
import type { LintedFile } from '#core/report/lint-report.ts';
import type { FixedText } from '#core/report/patch.ts';
import { looksLikeTemplate } from '#core/template.ts';
import { decodeText } from '#workspace/decode-text.ts';
import { isMadeUp } from '#workspace/links.ts';
import { listFilesBelow, readBuildContext } from '#workspace/read-build-context.ts';
import { readRegularFile, UnreadFileError } from '#workspace/read-regular-file.ts';
import {
	type GivenInputs,
	listBakeDockerfiles,
	listFileBuilds,
	listInlineDockerfiles,
	makeGivenInputs,
	type ReadContext,
} from './file-builds.ts';
import type { PassedOver } from './passed-over.ts';
import {
	createNoTargetProblem,
	createNotAFileProblem,
	createNotWrittenProblem,
	createTooLargeProblem,
	createTooManyInstructionsProblem,
	createUnknownKindProblem,
	createUnreadableProblem,
} from './problems.ts';
import type { ProgressLine } from './progress.ts';
import { replaceFile } from './replace-file.ts';
import type { Target } from './targets.ts';

const LARGEST_FILE = 64 * 1024 * 1024;
/** Far above what people or their tools write; to lint and report so many takes some ten seconds. */
const MOST_INSTRUCTIONS = 250_000;

export interface LintingOptions {
	/** The kinds of fixes to make. */
	readonly fix: readonly FixKind[];
	/** Makes them in memory only. */
	readonly isDiff: boolean;
	/** What a walk leaves out is no fault where it is named. */
	readonly forceExclude: boolean;
	readonly site?: string;
	readonly given: GivenInputs;
	stdin(): Promise<Uint8Array>;
	/** Takes what is left out on the way. */
	readonly passedOver: PassedOver;
	formatPath(file: string): string;
}

export interface Linted {
	readonly files: readonly LintedFile[];
	readonly problems: readonly Problem[];
	/** What the fixes would change, where they are only to be shown. */
	readonly patches: readonly FixedText[];
	/** What became of each; one that is missing was no file for the linter. */
	readonly outcomes: ReadonlyMap<Target, 'linted' | 'template' | 'other' | 'failed'>;
}

/** Lints each file, repairs it where asked, and goes on after one that cannot be read. */
export async function lintTargets(
	targets: readonly Target[],
	options: LintingOptions,
	progress: ProgressLine,
): Promise<Linted> {
	const files: LintedFile[] = [];
	const problems: Problem[] = [];
	const patches: FixedText[] = [];
	const outcomes = new Map<Target, 'linted' | 'template' | 'other' | 'failed'>();
	const fail = (target: Target, problem: Problem) => {
		problems.push(problem);
		outcomes.set(target, 'failed');
	};
	const readContext = makeContextReader(options);
	const { target: stage } = options.given;
	const stageByPath = new Map<string, boolean>();
	for (const [index, target] of targets.entries()) {
		progress.show(() => `Linting: ${index} of ${targets.length} files`);
		const bytes =
			target.file === undefined
				? await options.stdin()
				: readTarget(target.file, target.path, target.isWalked);
		if (!(bytes instanceof Uint8Array)) {
			fail(target, bytes);
			continue;
		}
		const text = decodeText(bytes);
		const mayBeAnything = !target.isWalked && !options.forceExclude;
		const kind = detectTargetKind(target, text, mayBeAnything);
		if (kind === undefined) {
			if (mayBeAnything) fail(target, createUnknownKindProblem(target.path));
			continue;
		}
		const instructions = kind === 'dockerfile' ? countInstructions(text) : 0;
		if (instructions > MOST_INSTRUCTIONS) {
			fail(target, createTooManyInstructionsProblem(target.path, instructions, MOST_INSTRUCTIONS));
			continue;
		}
		if (looksLikeTemplate(target.path, text, kind)) {
			options.passedOver.add('template', target.path);
			outcomes.set(target, 'template');
			continue;
		}
		const other = detectOtherFormat(target.path, text, kind);
		if (other !== undefined) {
			options.passedOver.add(other, target.path);
			outcomes.set(target, 'other');
			continue;
		}
		if (kind === 'dockerfile' && stage !== undefined) stageByPath.set(target.path, hasStage(text, stage));
		const result = lintOne(target, text, kind, options, readContext);
		files.push(result.file);
		if (result.patch) patches.push(result.patch);
		if (result.problem === undefined) outcomes.set(target, 'linted');
		else fail(target, result.problem);
	}
	const [without] = stageByPath.keys();
	if (stage !== undefined && without !== undefined && ![...stageByPath.values()].includes(true))
		problems.push(createNoTargetProblem(without, stage));
	return { files, problems, patches, outcomes };
}

/** Each stands on a line of its own, so only a file of so many lines is counted. */
function countInstructions(text: string): number {
	const mayHaveTooMany = text.split('\n', MOST_INSTRUCTIONS + 1).length > MOST_INSTRUCTIONS;
	return mayHaveTooMany ? parseDockerfile(text).dockerfile.instructions.length : 0;
}

function hasStage(text: string, stage: string): boolean {
	const inputs = { args: new Map(), target: stage, contexts: [] };
	return applyInputs(parseDockerfile(text), inputs).facts.stages.final !== undefined;
}

/** A context is read once, however many files are built from it: it may hold very many files. */
function makeContextReader({ passedOver, formatPath }: LintingOptions): ReadContext {
	const files = new Map<string, readonly string[]>();
	const listFiles = (folder: string) => getOrMake(files, folder, () => listFilesBelow(folder));
	const onUnread = (path: string, reason: 'link' | 'size') => passedOver.add(reason, formatPath(path));
	const contexts = new Map<string, BuildContext>();
	return (folder, dockerfile) => {
		const context = readBuildContext(folder, dockerfile, { listFiles, onUnread });
		return getOrMake(contexts, `${folder}\0${context.ignoreFile ?? ''}`, () => context);
	};
}

function getOrMake<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
	const known = values.get(key);
	if (known !== undefined) return known;
	const value = make();
	values.set(key, value);
	return value;
}

function readTarget(file: string, path: string, isWalked: boolean): Uint8Array | Problem {
	try {
		// What the shell hands over: `drydock lint <(…)`.
		if (file.startsWith('/dev/fd/')) return readFileSync(file);
		return !isWalked && isMadeUp(file) ? createNotAFileProblem(path) : readRegularFile(file, LARGEST_FILE);
	} catch (error) {
		if (error instanceof UnreadFileError)
			return error.reason === 'not-a-file'
				? createNotAFileProblem(path)
				: createTooLargeProblem(path, statSync(file).size, LARGEST_FILE);
		return createUnreadableProblem(path, error);
	}
}

/** A file named by hand, or by a build definition, may have any name: then its text tells what it is. */
function detectTargetKind(
	{ path, file, index }: Target,
	text: string,
	mayBeAnything: boolean,
): FileKind | undefined {
	if (file !== undefined && index && index.findBuilds(file).length > 0) return 'dockerfile';
	const kind = classifyFile(path, text);
	if (kind !== undefined || !mayBeAnything) return kind;
	if (/\.ya?ml$/.test(path)) return looksLikeCompose(text) ? 'compose' : undefined;
	return /^\s*FROM\s/im.test(text) ? 'dockerfile' : undefined;
}

interface LintedOne {
	readonly file: LintedFile;
	readonly problem?: Problem;
	readonly patch?: FixedText;
}

function lintOne(
	target: Target,
	text: string,
	kind: FileKind,
	options: LintingOptions,
	readContext: ReadContext,
): LintedOne {
	const { path, file } = target;
	const settings = resolveSettings(target, options.site);
	const makeBuildOptions = describeBuilds(target, kind, options.given, readContext);
	const check = (candidate: string): readonly Finding[] =>
		lint({ path, text: candidate, kind }, { settings, ...makeBuildOptions(candidate) });

	const findings = check(text);
	const asFound: LintedFile = { path, text, findings, settings, fixed: [] };
	const canFix = options.isDiff || file !== undefined;
	if (!canFix || !findings.some(({ fix }) => fix !== undefined && options.fix.includes(fix.kind)))
		return { file: asFound };

	// A link met on the way is read; the file it leads to is repaired where it stands itself.
	if (target.isWalked && file !== undefined && lstatSync(file).isSymbolicLink()) return { file: asFound };
	const repaired = fixAll(text, check, options.fix);
	if (repaired.text === text) return { file: asFound };
	if (options.isDiff || file === undefined)
		return { file: asFound, patch: { path, before: text, after: repaired.text } };
	try {
		replaceFile(file, text, repaired.text);
	} catch (error) {
		return { file: asFound, problem: createNotWrittenProblem(path, error) };
	}
	return { file: { path, settings, ...repaired } };
}

function resolveSettings({ configuration }: Target, site: string | undefined): LintSettings {
	return site === undefined ? configuration.settings : { ...configuration.settings, site };
}

/** How what stands in the file is built; a repair changes the file and not that. */
function describeBuilds(
	{ file, index }: Target,
	kind: FileKind,
	given: GivenInputs,
	readContext: ReadContext,
): (text: string) => Pick<LintInputs, 'builds' | 'context' | 'inline' | 'isPart' | 'readiness'> {
	if (kind === 'dockerfile') {
		const builds =
			file !== undefined && index
				? listFileBuilds(file, index, given, readContext)
				: [{ names: [], inputs: makeGivenInputs(given) }];
		return () => ({ builds });
	}
	if (file === undefined || !index) return () => ({});
	if (kind === 'bake') {
		const inline = listBakeDockerfiles(file, index, given, readContext);
		return () => (inline.length > 0 ? { inline } : {});
	}
	const context = readContext(dirname(file), basename(file));
	if (kind !== 'compose') return () => ({ context });
	const isPart = index.isPart(file);
	const readiness = index.readReadiness(file);
	return (text) => ({
		context,
		isPart,
		readiness,
		inline: listInlineDockerfiles(text, file, index, given, readContext),
	});
}
