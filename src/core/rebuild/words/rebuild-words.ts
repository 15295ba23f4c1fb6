import { count } from '../../report/visible-text.ts';
import type { Verdict } from '../model.ts';
import { type RebuildReport, type ReportedStep, sumSeconds } from '../rebuild-report.ts';

const SAYINGS: readonly (readonly [Verdict, string, string])[] = [
	['again', 'step runs again', 'steps run again'],
	['unsure', 'is unsure', 'are unsure'],
	['cached', 'comes from the cache', 'come from the cache'],
	['unneeded', 'is not needed', 'are not needed'],
];

/** `3 steps run again, 1 comes from the cache.` */
export function describeCounts(steps: readonly ReportedStep[]): string {
	const parts = SAYINGS.flatMap(([verdict, one, many]) => {
		const amount = steps.filter((step) => step.verdict === verdict).length;
		return amount > 0 || verdict === 'again' ? [count(amount, one, many)] : [];
	});
	return `${parts.join(', ')}.`;
}

/** How long what runs again took in the log; `undefined` where there is none. */
export function describeTime({ steps, seconds }: RebuildReport): string | undefined {
	if (seconds === undefined) return undefined;
	const unsure = sumSeconds(steps, 'unsure');
	const more = unsure > 0 ? `, and ${formatDuration(unsure)} more if all that is unsure does` : '';
	return `By the log, what runs again takes ${formatDuration(seconds)}${more}.`;
}

/** `4.2 s`, `5 min 3 s`. */
export function formatDuration(seconds: number): string {
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
