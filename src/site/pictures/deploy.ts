import type { Evidence } from '#examples/evidence/evidence.ts';
import { SIDES } from '#examples/manifest.ts';
import { formatPercent, formatSeconds, formatVisiblePercent, type NumberTable, nameSide } from './drawing.ts';
import { computePhasesEnd, drawPhases, listPhases, type PhasesDrawing } from './phases.ts';

/** What the post says a deploy took before there were images: from so many minutes to so many. */
const POST = { source: 'Kevin Brown, 2017', fromMinutes: 5, toMinutes: 10 } as const;

export interface DeployDrawing {
	/** All on the scale of the post's longest time. */
	readonly whole: readonly {
		readonly says: string;
		readonly words: string;
		readonly width: string;
		/** The part that some took and others did not. */
		readonly more?: { readonly x: string; readonly width: string };
	}[];
	readonly caption: string;
	readonly table: NumberTable;
	readonly phases: PhasesDrawing;
}

/** The post's minutes against the recorded seconds, then those phase by phase. Nothing without a recorded deploy. */
export function drawDeploy(evidence: Evidence): DeployDrawing | undefined {
	const phases = drawPhases(evidence, 'deploy');
	if (phases === undefined) return undefined;
	const longestSeconds = POST.toMinutes * 60;
	const from = formatPercent(POST.fromMinutes * 60, longestSeconds);
	const recorded = SIDES.map((side) => {
		const seconds = computePhasesEnd(listPhases(evidence[side].timelines['deploy'] ?? [], 'deploy'));
		return {
			says: `${nameSide(side)}, deploying an image`,
			words: formatSeconds(seconds),
			width: formatVisiblePercent(seconds, longestSeconds),
		};
	});
	const whole = [
		{
			says: `Then, configuring a machine (${POST.source})`,
			words: `${POST.fromMinutes} to ${POST.toMinutes} minutes`,
			width: from,
			more: { x: from, width: formatPercent((POST.toMinutes - POST.fromMinutes) * 60, longestSeconds) },
		},
		...recorded,
	];
	return {
		whole,
		caption: `All bars have one scale, ${POST.toMinutes} minutes wide. Striped: some took so much longer. The minutes are the post’s; the seconds are recorded.`,
		table: { head: ['Deploy', 'Takes'], rows: whole.map(({ says, words }) => [says, words]) },
		phases,
	};
}
