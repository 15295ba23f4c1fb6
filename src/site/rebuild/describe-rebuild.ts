import type { FileEdit } from '#core/rebuild/files/edit-entries.ts';
import type { Verdict } from '#core/rebuild/model.ts';
import type { RebuildReport, ReportedStep } from '#core/rebuild/rebuild-report.ts';
import { describeCounts, describeTime, formatDuration } from '#core/rebuild/words/rebuild-words.ts';

/** How a verdict is shown: a sign and words, so that no colour has to tell. */
export const VERDICTS: Readonly<Record<Verdict, { readonly sign: string; readonly words: string }>> = {
	again: { sign: '↻', words: 'runs again' },
	cached: { sign: '✓', words: 'from the cache' },
	unneeded: { sign: '–', words: 'not needed' },
	unsure: { sign: '?', words: 'unsure' },
};

export interface ShownStep extends ReportedStep {
	/** Empty where it is that of the step above. */
	readonly reason: string;
}

export interface ShownStage {
	readonly name: string;
	readonly steps: readonly ShownStep[];
}

/** The steps by their stages, in the order of the file. */
export function groupSteps(steps: readonly ReportedStep[]): ShownStage[] {
	const stages: { name: string; steps: ShownStep[] }[] = [];
	let reason = '';
	for (const step of steps) {
		if (stages.at(-1)?.name !== step.stage) {
			stages.push({ name: step.stage, steps: [] });
			reason = '';
		}
		stages.at(-1)?.steps.push({ ...step, reason: step.why === reason ? '' : step.why });
		reason = step.why;
	}
	return stages;
}

/** `3 steps run again, 1 comes from the cache. By the log, what runs again takes 41 s.` */
export function summarize(report: RebuildReport): string {
	return [describeCounts(report.steps), describeTime(report)]
		.filter((words) => words !== undefined)
		.join(' ');
}

/** What a better order moves, and what it leaves to be run. */
export function describeSuggestion(moved: readonly number[], steps: readonly ReportedStep[]): string {
	const lines = moved.length === 1 ? `line ${moved[0]}` : `lines ${moved.join(' and ')}`;
	return `A better order for this edit has ${lines} further down: ${describeCounts(steps)} The image stays the same.`;
}

/** What another order changes for the same edit. */
export function compareOrderWords(first: RebuildReport, now: RebuildReport): string {
	const [before, after] = [first, now].map(({ steps, seconds }) => {
		const again = steps.filter(({ verdict }) => verdict === 'again').length;
		const unsure = steps.filter(({ verdict }) => verdict === 'unsure').length;
		const time = seconds === undefined ? '' : `, ${formatDuration(seconds)}`;
		return `${again}${unsure > 0 ? ` and perhaps ${unsure} more` : ''}${time}`;
	});
	return `Steps that run again in the first order: ${before}. In this order: ${after}.`;
}

/** What a file can be done to, as the page offers it. */
export const EDIT_WORDS: Readonly<Record<FileEdit, string>> = {
	content: 'content edited',
	renamed: 'renamed',
	deleted: 'deleted',
	mode: 'mode changed',
};
