import type { Evidence, TimelineEvent } from '#examples/evidence/evidence.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import {
	computeTicks,
	type Drawing,
	formatPercent,
	formatSeconds,
	formatVisiblePercent,
	nameSide,
} from './drawing.ts';

interface Stretch {
	readonly at: number;
	readonly until: number;
	readonly count: number;
	readonly ok: boolean;
}

export interface StripsDrawing extends Drawing {
	readonly kind: 'strips';
	readonly sides: readonly {
		readonly side: Side;
		readonly total: string;
		readonly stretches: readonly { readonly x: string; readonly width: string; readonly ok: boolean }[];
		readonly marks: readonly { readonly x: string; readonly seconds: string; readonly says: string }[];
	}[];
	readonly axis: readonly { readonly x: string; readonly text: string }[];
}

/** The requests of a time line as a strip for each side, on one axis of seconds. Nothing where no request was counted. */
export function drawStrips(evidence: Evidence, timeline: string): StripsDrawing | undefined {
	const stretchesBySide = SIDES.map((side) => {
		const events = evidence[side].timelines[timeline] ?? [];
		return { side, stretches: listStretches(events), marks: listMarks(events) };
	});
	if (stretchesBySide.some(({ stretches }) => stretches.length === 0)) return undefined;
	const end = Math.max(
		...stretchesBySide.flatMap(({ stretches, marks }) => [
			...stretches.map(({ until }) => until),
			...marks.map(({ at }) => at),
		]),
	);
	return {
		kind: 'strips',
		caption: `${timeline === 'stop' ? STOP : 'Requests over time, in seconds.'} Plain green: answered. Striped red, and lower: failed. The numbers above a strip are explained below it.`,
		axis: computeTicks(end).map((at) => ({ x: formatPercent(at, end), text: String(at) })),
		sides: stretchesBySide.map(({ side, stretches, marks }) => ({
			side,
			total: describeTotal(stretches, marks),
			stretches: stretches.map(({ at, until, ok }) => ({
				x: formatPercent(at, end),
				width: formatVisiblePercent(until - at, end),
				ok,
			})),
			marks: marks.map(({ at, what }) => ({
				x: formatPercent(at, end),
				seconds: formatSeconds(at),
				says: what,
			})),
		})),
		table: {
			head: ['Side', 'At', 'What'],
			rows: stretchesBySide.flatMap(({ side }) =>
				(evidence[side].timelines[timeline] ?? []).map(({ at, what }) => [
					nameSide(side),
					formatSeconds(at),
					what.replaceAll('`', ''),
				]),
			),
		},
	};
}

/** A program that hears the signal takes no new requests: those that fail while it stops are no loss. */
const STOP =
	'The stop from its begin to its end, in seconds, and new requests that were sent meanwhile. A program that hears the signal takes no new ones; what it had begun is counted apart.';

/** Whether a time line counts requests. */
export function hasRequestCounts(events: readonly TimelineEvent[]): boolean {
	return events.some((event) => parseRequestCount(event) !== undefined);
}

/** What happened beside the requests. */
export function listMarks(events: readonly TimelineEvent[]): TimelineEvent[] {
	return events.filter((event) => parseRequestCount(event) === undefined);
}

/**
 * From when to when requests were answered, or failed. The last stretch ends as the pace of the one before lets expect,
 * and not after the moment that ends the time line.
 */
export function listStretches(events: readonly TimelineEvent[]): Stretch[] {
	const starts = events.flatMap((event) => {
		const count = parseRequestCount(event);
		return count === undefined ? [] : [{ at: event.at, count, ok: event.ok === true }];
	});
	const [first, second] = starts;
	const pace = first === undefined || second === undefined ? 0 : (second.at - first.at) / first.count;
	const last = events.at(-1);
	const closes = last !== undefined && parseRequestCount(last) === undefined ? last.at : undefined;
	const merged: Stretch[] = [];
	for (const [index, start] of starts.entries()) {
		const until = starts[index + 1]?.at ?? closes ?? start.at + start.count * pace;
		const earlier = merged.at(-1);
		if (earlier?.ok === start.ok)
			merged[merged.length - 1] = { ...earlier, until, count: earlier.count + start.count };
		else merged.push({ ...start, until });
	}
	return merged;
}

function parseRequestCount({ what, ok }: TimelineEvent): number | undefined {
	const count = /^(\d+) requests? (?:answered|failed)$/.exec(what)?.[1];
	return count === undefined || ok === undefined ? undefined : Number(count);
}

function describeTotal(stretches: readonly Stretch[], marks: readonly TimelineEvent[]): string {
	const count = (isFine: boolean) =>
		stretches.filter(({ ok }) => ok === isFine).reduce((sum, one) => sum + one.count, 0);
	const end = marks.find(({ ok }) => ok !== undefined);
	const ended = end === undefined ? '' : `${formatSeconds(end.at)} until ${end.what}; `;
	return `${ended}${count(true)} answered, ${count(false)} failed`;
}
