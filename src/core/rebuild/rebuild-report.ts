import type { LoggedStep } from './log/build-log.ts';
import { findLoggedStep } from './log/match-log.ts';
import type { Rebuild, RebuildStep, Verdict } from './model.ts';

export interface ReportedStep extends RebuildStep {
	/** How long it took in the log of an earlier build. */
	readonly seconds?: number;
}

/** What `drydock rebuild` says. */
export interface RebuildReport {
	/** The Dockerfile, as it was named. */
	readonly file: string;
	readonly edited: readonly string[];
	/** How long the steps took that run again, where a log tells. */
	readonly seconds?: number | undefined;
	readonly steps: readonly ReportedStep[];
}

export function makeRebuildReport(
	{ steps }: Rebuild,
	file: string,
	edited: readonly string[],
	log?: readonly LoggedStep[],
): RebuildReport {
	const timed = steps.map((step): ReportedStep => {
		const seconds = log && findLoggedStep(step, log)?.seconds;
		return seconds === undefined ? step : { ...step, seconds: round(seconds) };
	});
	return { file, edited, steps: timed, seconds: log && sumSeconds(timed, 'again') };
}

/** The seconds of all steps with a verdict. */
export function sumSeconds(steps: readonly ReportedStep[], verdict: Verdict): number {
	return round(steps.reduce((sum, step) => sum + (step.verdict === verdict ? (step.seconds ?? 0) : 0), 0));
}

function round(seconds: number): number {
	return Math.round(seconds * 10) / 10;
}

/** `--format json`, version 1 of its shape. */
export function formatRebuildJson({ file, edited, seconds, steps }: RebuildReport): string {
	const report = {
		version: 1,
		file,
		edited,
		seconds,
		steps: steps.map((step) => ({
			line: step.line,
			stage: step.stage,
			text: step.text,
			verdict: step.verdict,
			why: step.why,
			seconds: step.seconds,
		})),
	};
	return `${JSON.stringify(report, null, 2)}\n`;
}
