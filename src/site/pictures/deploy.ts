import type { Evidence } from '#examples/evidence.ts';
import { SIDES } from '#examples/manifest.ts';
import { type NumberTable, percent, secondsInWords, sideName, visible } from './drawing.ts';
import { endOf, type PhasesDrawing, phasesDrawing, phasesOf } from './phases.ts';

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
export function deployDrawing(evidence: Evidence): DeployDrawing | undefined {
	const phases = phasesDrawing(evidence, 'deploy');
	if (phases === undefined) return undefined;
	const most = POST.toMinutes * 60;
	const from = percent(POST.fromMinutes * 60, most);
	const recorded = SIDES.map((side) => {
		const seconds = endOf(phasesOf(evidence[side].timelines['deploy'] ?? [], 'deploy'));
		return {
			says: `${sideName(side)}, deploying an image`,
			words: secondsInWords(seconds),
			width: visible(seconds, most),
		};
	});
	const whole = [
		{
			says: `Then, configuring a machine (${POST.source})`,
			words: `${POST.fromMinutes} to ${POST.toMinutes} minutes`,
			width: from,
			more: { x: from, width: percent((POST.toMinutes - POST.fromMinutes) * 60, most) },
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
