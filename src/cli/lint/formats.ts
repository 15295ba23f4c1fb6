import { omitUndefined } from '#core/omit-undefined.ts';
import type { OtherTool } from '#core/other-tools.ts';
import { formatGithubReport } from '#core/report/github.ts';
import { formatGitlabReport } from '#core/report/gitlab.ts';
import { formatJsonReportParts } from '#core/report/json.ts';
import type { LintedFile } from '#core/report/lint-report.ts';
import { formatRdjsonReport } from '#core/report/rdjson.ts';
import type { RuleTexts } from '#core/report/rule-texts.ts';
import { formatSarifReport } from '#core/report/sarif.ts';
import { formatTextReport, type TextReportOptions } from '#core/report/text.ts';
import { type Color, choosePaint, type Io } from '../io.ts';

/** What `--format` takes. The usage text is made from this list, and the README is held to it. */
export const FORMATS = ['text', 'json', 'sarif', 'github', 'gitlab', 'rdjson'] as const;
export type Format = (typeof FORMATS)[number];

/** What a copy of the linter carries with it. */
export interface LinterCopy {
	readonly version: string;
	ruleTexts(): RuleTexts;
	/** What the codes of other linters mean. */
	otherTools(): readonly OtherTool[];
}

/** Makes a report of what was found, in parts where it may be long. */
type FormatReport = (
	files: readonly LintedFile[],
	linter: LinterCopy,
	textOptions: TextReportOptions,
) => Iterable<string>;

const WIDEST = 100;

const REPORTS: Readonly<Record<Format, FormatReport>> = {
	text: (files, _, options) => [formatTextReport(files, options)],
	json: (files) => formatJsonReportParts(files),
	sarif: (files, { version, ruleTexts }) => [formatSarifReport(files, version, ruleTexts())],
	github: (files) => [formatGithubReport(files)],
	gitlab: (files) => [formatGitlabReport(files)],
	rdjson: (files) => [formatRdjsonReport(files)],
};

export function formatReport(
	format: Format,
	files: readonly LintedFile[],
	linter: LinterCopy,
	textOptions: TextReportOptions,
): Iterable<string> {
	return REPORTS[format](files, linter, textOptions);
}

/** Wrapped for a terminal only: what goes into a file or a log is searched line by line. */
export function getTerminalOptions({ stdout, env }: Io, color: Color): TextReportOptions {
	const width = stdout.isTerminal ? Math.min(stdout.columns ?? WIDEST, WIDEST) : undefined;
	return { paint: choosePaint(stdout, env, color), ...omitUndefined({ width }) };
}
