import type { Evidence, TimelineEvent } from '#examples/evidence/evidence.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { type Drawing, formatSeconds, nameSide } from './drawing.ts';

export interface Node {
	readonly name: string;
	readonly addresses: readonly string[];
	/** In percent of the picture's width. */
	readonly x: number;
	readonly width: number;
	/** The service that moves stands in the upper row before it moves, in the lower row after it. */
	readonly row: 'middle' | 'upper' | 'lower';
	/** The address that the service has left. */
	readonly isEmpty: boolean;
}

export interface Arrow {
	readonly from: Node;
	readonly to: Node;
	readonly ok: boolean;
}

export interface PathStep {
	readonly seconds: string;
	readonly says: string;
	readonly nodes: readonly Node[];
	readonly arrows: readonly Arrow[];
}

export interface PathsDrawing extends Drawing {
	readonly kind: 'paths';
	readonly sides: readonly { readonly side: Side; readonly steps: readonly PathStep[] }[];
}

/** Who talked to whom, step by step, before and after a service moved. Nothing where the way was not followed. */
export function drawPaths(evidence: Evidence): PathsDrawing | undefined {
	const sides = SIDES.map((side) => {
		const { timelines, measurements } = evidence[side];
		return {
			side,
			steps: listPathSteps(timelines['steps'] ?? [], measurements['requests.path']?.details ?? []),
		};
	});
	if (sides.some(({ steps }) => steps.length === 0)) return undefined;
	return {
		kind: 'paths',
		caption:
			'Who talks to whom, as the kernel listed it in each container. An arrow with a cross is tried and fails; a dashed box is the address that the service has left.',
		sides,
		table: {
			head: ['Side', 'Step', 'At', 'What'],
			rows: sides.flatMap(({ side, steps }) =>
				steps.map(({ seconds, says }, at) => [
					nameSide(side),
					String(at + 1),
					seconds,
					says.replaceAll('`', ''),
				]),
			),
		},
	};
}

/** The steps of one side. `addressLines` are `service address and address`, as they were before anything moved. */
export function listPathSteps(events: readonly TimelineEvent[], addressLines: readonly string[]): PathStep[] {
	const [first] = events;
	const ways = events.filter(({ what }) => what.includes(' → '));
	const moved = events.flatMap(({ what }) => parseMovements(what));
	const leaves = moved.find(({ how }) => how === 'taken');
	const returns = moved.find(({ how }) => how === 'back');
	if (first === undefined || ways.length < 2 || leaves === undefined || returns === undefined) return [];
	const services = first.what.split(' → ');
	const width = Math.floor(Math.min(30, 84 / services.length));
	const place = (at: number) =>
		services.length === 1 ? 0 : Math.round((at * (100 - width)) / (services.length - 1));
	const standing = services.flatMap((name, at): Node[] =>
		name === leaves.service
			? []
			: [
					{
						name,
						addresses: listAddresses(name, addressLines),
						x: place(at),
						width,
						row: 'middle',
						isEmpty: false,
					},
				],
	);
	const x = place(services.indexOf(leaves.service));
	const old: Node = {
		name: leaves.service,
		addresses: [leaves.address],
		x,
		width,
		row: 'upper',
		isEmpty: false,
	};
	const gone: Node = { ...old, name: 'gone', isEmpty: true };
	const back: Node = { ...old, addresses: [returns.address], row: 'lower' };
	let there: readonly Node[] = [old];
	return events.map((event) => {
		const [movement] = parseMovements(event.what);
		if (movement?.how === 'taken') there = [gone];
		if (movement?.how === 'back') there = [gone, back];
		const nodes = [...standing, ...there];
		return {
			seconds: formatSeconds(event.at),
			says: describeEvent(event),
			nodes,
			arrows: movement === undefined ? drawArrows(event, nodes) : [],
		};
	});
}

/** From each name of the way to the next. A name is a service that is there, or the address that one has left. */
function drawArrows({ what, ok }: TimelineEvent, nodes: readonly Node[]): Arrow[] {
	const way = what
		.split(' → ')
		.flatMap(
			(name) =>
				nodes.find((node) => (node.isEmpty ? node.addresses.includes(name) : node.name === name)) ?? [],
		);
	return way.slice(1).flatMap((to, at) => {
		const from = way[at];
		const isLast = at === way.length - 2;
		return from === undefined ? [] : [{ from, to, ok: ok === true || (!isLast && !to.isEmpty) }];
	});
}

function describeEvent({ what, ok }: TimelineEvent): string {
	if (ok === undefined) return what;
	return `${what}: ${ok ? 'answered' : 'failed'}`;
}

interface Moved {
	readonly service: string;
	readonly address: string;
	readonly how: 'taken' | 'back';
}

function parseMovements(what: string): Moved[] {
	const [, service, how, address] =
		/^`(.+)` is (taken away from|back and healthy, at) (.+)$/.exec(what) ?? [];
	if (service === undefined || address === undefined) return [];
	return [{ service, address, how: how === 'taken away from' ? 'taken' : 'back' }];
}

function listAddresses(service: string, lines: readonly string[]): string[] {
	const line = lines.find((one) => one.startsWith(`${service} `));
	return line === undefined ? [] : line.slice(service.length + 1).split(' and ');
}
