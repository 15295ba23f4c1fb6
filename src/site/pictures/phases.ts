import type { Evidence, TimelineEvent } from '#examples/evidence/evidence.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { type Drawing, formatPercent, formatSeconds, formatVisiblePercent, nameSide } from './drawing.ts';

export interface Phase {
	readonly says: string;
	readonly at: number;
	readonly seconds: number;
	readonly ok: boolean;
}

export interface PhasesDrawing extends Drawing {
	readonly kind: 'phases';
	readonly sides: readonly {
		readonly side: Side;
		readonly total: string;
		readonly bars: readonly {
			readonly says: string;
			readonly seconds: string;
			readonly x: string;
			readonly width: string;
			readonly ok: boolean;
		}[];
	}[];
}

/** The parts of a time line one below the other, each where it began, on one scale. Nothing where a side has none. */
export function drawPhases(evidence: Evidence, timeline: string): PhasesDrawing | undefined {
	const phasesBySide = SIDES.map((side) => ({
		side,
		phases: listPhases(evidence[side].timelines[timeline] ?? [], timeline),
	}));
	if (phasesBySide.some(({ phases }) => phases.length === 0)) return undefined;
	const end = Math.max(...phasesBySide.map(({ phases }) => computePhasesEnd(phases)));
	const hasFailed = phasesBySide.some(({ phases }) => phases.some(({ ok }) => !ok));
	return {
		kind: 'phases',
		caption: `${TITLES[timeline] ?? 'What took how long'}. Each bar begins where the one above it ends; both versions have one scale.${hasFailed ? ' Striped red: it did not succeed.' : ''}`,
		sides: phasesBySide.map(({ side, phases }) => ({
			side,
			total: formatSeconds(computePhasesEnd(phases)),
			bars: phases.map(({ says, at, seconds, ok }) => ({
				says,
				seconds: formatSeconds(seconds),
				x: formatPercent(Math.min(at, end * 0.994), end),
				width: formatVisiblePercent(seconds, end),
				ok,
			})),
		})),
		table: {
			head: ['Side', 'Part', 'Begins at', 'Takes'],
			rows: phasesBySide.flatMap(({ side, phases }) =>
				phases.map(({ says, at, seconds }) => [
					nameSide(side),
					says.replaceAll('`', ''),
					formatSeconds(at),
					formatSeconds(seconds),
				]),
			),
		},
	};
}

const TITLES: Readonly<Record<string, string>> = {
	deploy: 'One of the recorded deploys of an update, from the pull until the new version was recognised',
	start: 'From `docker compose up` to the first answer',
	'start-bridge': 'A start, with the network',
	'start-none': 'A start, with the network cut',
};

/** A deploy's time line names what begins; the others name what has happened, so the part before it is named after it. */
export function listPhases(events: readonly TimelineEvent[], timeline: string): Phase[] {
	return events.slice(1).flatMap((event, index) => {
		const before = events[index];
		if (before === undefined) return [];
		const seconds = Number((event.at - before.at).toFixed(2));
		const says = timeline === 'deploy' ? before.what : `until ${event.what}`;
		return [{ says, at: before.at, seconds, ok: event.ok !== false }];
	});
}

export function computePhasesEnd(phases: readonly Phase[]): number {
	const last = phases.at(-1);
	return last === undefined ? 0 : Number((last.at + last.seconds).toFixed(2));
}
