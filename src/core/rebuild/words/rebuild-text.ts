import { type Paint, plain } from '../../report/paint.ts';
import { escapeControlCharacters } from '../../report/visible-text.ts';
import type { Verdict } from '../model.ts';
import type { RebuildReport, ReportedStep } from '../rebuild-report.ts';
import { describeCounts, describeTime, formatDuration } from './rebuild-words.ts';

export interface RebuildTextOptions {
	readonly paint?: Paint;
	/** Of the terminal. Longer instructions are cut there. */
	readonly width?: number | undefined;
}

const MARK = '>';
const INDENT = '            ';
const SHORTEST_TEXT = 20;

/** A table of the stages and their steps: the first step that runs again is marked, and each has its reason below it unless it is that of the step above. */
export function formatRebuildText(report: RebuildReport, options: RebuildTextOptions = {}): string {
	const { paint = plain } = options;
	const first = report.steps.find(({ verdict }) => verdict === 'again');
	const lines: string[] = [];
	let stage: string | undefined;
	let reason: string | undefined;
	for (const step of report.steps) {
		if (step.stage !== stage)
			lines.push(...(stage === undefined ? [] : ['']), paint.strong(escapeControlCharacters(step.stage)));
		stage = step.stage;
		lines.push(...formatStep(step, step === first, step.why === reason, options));
		reason = step.why;
	}
	return `${[...lines, '', ...formatSummary(report, first, paint)].join('\n')}\n`;
}

function formatStep(
	step: ReportedStep,
	isFirst: boolean,
	hasReasonAbove: boolean,
	{ paint = plain, width }: RebuildTextOptions,
): string[] {
	const { verdict, line, text, why, seconds } = step;
	const time = seconds === undefined ? '' : `  (${formatDuration(seconds)})`;
	const head = `${isFirst ? MARK : ' '} ${verdict.padEnd(8)} ${String(line).padStart(4)}  `;
	const room =
		width === undefined
			? Number.POSITIVE_INFINITY
			: Math.max(SHORTEST_TEXT, width - head.length - time.length);
	const whole = escapeControlCharacters(text);
	const shown = whole.length > room ? `${whole.slice(0, room - 1)}…` : whole;
	const row = `${paintVerdict(head, verdict, paint)}${shown}${time}`;
	return verdict === 'cached' || hasReasonAbove
		? [row]
		: [row, paint.quiet(`${INDENT}     ${escapeControlCharacters(why)}`)];
}

function paintVerdict(text: string, verdict: Verdict, paint: Paint): string {
	if (verdict === 'again') return paint.warning(text);
	return verdict === 'unsure' ? paint.info(text) : paint.quiet(text);
}

function formatSummary(report: RebuildReport, first: ReportedStep | undefined, paint: Paint): string[] {
	const lines = [paint.strong(describeCounts(report.steps))];
	if (first) lines.push(`It begins on line ${first.line}: ${escapeControlCharacters(first.why)}`);
	const time = describeTime(report);
	return time === undefined ? lines : [...lines, time];
}
