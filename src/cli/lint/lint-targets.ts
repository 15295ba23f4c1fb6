import { lstatSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { BuildContext } from '#core/build-context/model.ts';
import { classifyFile, type FileKind } from '#core/file-kind.ts';
import type { Finding } from '#core/finding.ts';
import { fixAll } from '#core/lint/fix.ts';
import { lint } from '#core/lint/lint.ts';
import type { LintSettings } from '#core/lint/settings.ts';
import { omitUndefined } from '#core/omit-undefined.ts';
import type { Problem } from '#core/problem.ts';
import type { LintedFile } from '#core/report/lint-report.ts';
import { decodeText } from '#workspace/decode-text.ts';
import { isMadeUp } from '#workspace/links.ts';
import { readBuildContext } from '#workspace/read-build-context.ts';
import { readRegularFile, UnreadFileError } from '#workspace/read-regular-file.ts';
import type { PassedOver } from './passed-over.ts';
import {
	createNotAFileProblem,
	createNotWrittenProblem,
	createTooLargeProblem,
	createUnknownKindProblem,
	createUnreadableProblem,
} from './problems.ts';
import type { Progress } from './progress.ts';
import { replaceFile } from './replace-file.ts';
import type { Target } from './targets.ts';

const LARGEST_FILE = 64 * 1024 * 1024;

export interface LintOptions {
	readonly fix: boolean;
	readonly site?: string;
	stdin(): Promise<Uint8Array>;
	/** Takes what is left out on the way. */
	readonly passedOver: PassedOver;
	formatPath(file: string): string;
}

export interface Linted {
	readonly files: readonly LintedFile[];
	readonly problems: readonly Problem[];
}

/** Lints each file, repairs it where asked, and goes on after one that cannot be read. */
export async function lintTargets(
	targets: readonly Target[],
	options: LintOptions,
	progress: Progress,
): Promise<Linted> {
	const files: LintedFile[] = [];
	const problems: Problem[] = [];
	for (const [index, target] of targets.entries()) {
		progress.show(() => `Linting: ${index} of ${targets.length} files`);
		const bytes =
			target.file === undefined
				? await options.stdin()
				: readTarget(target.file, target.path, isFromWalk(target));
		if (!(bytes instanceof Uint8Array)) {
			problems.push(bytes);
			continue;
		}
		const text = decodeText(bytes);
		const kind = detectTargetKind(target.path, text);
		if (kind === undefined) {
			if (!isFromWalk(target)) problems.push(createUnknownKindProblem(target.path));
			continue;
		}
		const result = lintOne(target, text, kind, options);
		files.push(result.file);
		if (result.problem !== undefined) problems.push(result.problem);
	}
	return { files, problems };
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

/** A file named by hand may have any name: then its text tells what it is. */
function detectTargetKind(path: string, text: string): FileKind | undefined {
	const kind = classifyFile(path, text);
	if (kind !== undefined) return kind;
	if (/\.ya?ml$/.test(path)) return /^services:/m.test(text) ? 'compose' : undefined;
	return /^\s*FROM\s/im.test(text) ? 'dockerfile' : undefined;
}

/** A walk also brings files that only may be ours, such as any `config.yml`. */
function isFromWalk({ contextFolder }: Target): boolean {
	return contextFolder !== undefined;
}

interface LintedOne {
	readonly file: LintedFile;
	readonly problem?: Problem;
}

function lintOne(target: Target, text: string, kind: FileKind, options: LintOptions): LintedOne {
	const { path, file } = target;
	const settings = resolveSettings(target, options.site);
	const context = readTargetContext(target, options);
	const check = (candidate: string): readonly Finding[] =>
		lint({ path, text: candidate, kind }, { settings, ...omitUndefined({ context }) });

	const findings = check(text);
	const asFound: LintedFile = { path, text, findings, settings, fixed: [] };
	if (!options.fix || file === undefined || !findings.some(({ fix }) => fix?.kind === 'safe'))
		return { file: asFound };

	// A link met on the way is read; the file it leads to is repaired where it stands itself.
	if (isFromWalk(target) && lstatSync(file).isSymbolicLink()) return { file: asFound };
	const repaired = fixAll(text, check);
	if (repaired.text === text) return { file: asFound };
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

function readTargetContext(
	{ file, contextFolder }: Target,
	{ passedOver, formatPath }: LintOptions,
): BuildContext | undefined {
	if (file === undefined || contextFolder === undefined) return undefined;
	return readBuildContext(contextFolder, basename(file), {
		onUnread: (path, reason) => passedOver.add(reason, formatPath(path)),
	});
}
