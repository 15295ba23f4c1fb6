import { expect, test } from 'vitest';
import type { Evidence, SideEvidence } from '#examples/evidence/evidence.ts';
import { chooseDrawings } from '#site/pictures/choose.ts';
import { drawDeploy } from '#site/pictures/deploy.ts';
import { computeTicks, formatPercent, formatVisiblePercent } from '#site/pictures/drawing.ts';
import { drawStepsPath } from '#site/pictures/growth.ts';
import { drawLayers, extractInstruction } from '#site/pictures/layers.ts';
import { listPathSteps } from '#site/pictures/paths.ts';
import { listPhases } from '#site/pictures/phases.ts';
import { drawPlaces } from '#site/pictures/places.ts';
import { drawStrips, listStretches } from '#site/pictures/strips.ts';

type Part = Partial<SideEvidence>;

function evidence(before: Part, after: Part): Evidence {
	const side = (part: Part): SideEvidence => ({
		measurements: {},
		layers: [],
		sessions: [],
		timelines: {},
		...part,
	});
	return { before: side(before), after: side(after) } as Evidence;
}

function kinds(before: Part, after: Part, claims: readonly object[] = []): string[] {
	const manifest = { run: { claims } } as never;
	return chooseDrawings({ evidence: evidence(before, after), manifest }).map(({ kind }) => kind);
}

const count = (value: number, details: string[] = []) => ({ value, unit: 'count', details }) as const;
const yes = (details: string[] = []) => ({ value: true, unit: 'boolean', details }) as const;
const no = { value: false, unit: 'boolean' } as const;
const own = (bytes: number, createdBy = 'COPY . .') => ({ bytes, createdBy, fromBase: false });

const REQUESTS = [
	{ at: 0, what: '20 requests answered', ok: true },
	{ at: 2, what: '10 requests answered', ok: true },
	{ at: 3, what: '5 requests failed', ok: false },
	{ at: 3.2, what: '`b` is taken away from 10.0.0.2' },
];

test('what is drawn follows from what was recorded', () => {
	expect(kinds({}, {})).toEqual([]);
	expect(kinds({ timelines: { requests: REQUESTS } }, { timelines: { requests: REQUESTS } })).toEqual([
		'strips',
	]);
	expect(
		kinds(
			{ measurements: { 'find-secret.in-layers': yes() } },
			{ measurements: { 'find-secret.in-layers': no } },
		),
	).toEqual(['places']);
	expect(kinds({ layers: [own(5_000_000)] }, { layers: [own(2000)] })).toEqual(['layers']);
});

test('where nothing else carries the lesson, the claims whose numbers differ are drawn', () => {
	const sides = (before: number, after: number) =>
		[{ measurements: { 'a.b': count(before) } }, { measurements: { 'a.b': count(after) } }] as const;
	const claims = [{ says: 'Fewer.', measure: 'a.b' }];
	expect(kinds(...sides(3, 1), claims)).toEqual(['numbers']);
	expect(kinds(...sides(2, 2), claims)).toEqual([]);
});

test('a start is drawn only where nothing else happens', () => {
	const start = [
		{ at: 0, what: '`a` started' },
		{ at: 2, what: 'first answer', ok: true },
	];
	const quiet = { timelines: { start, requests: REQUESTS.slice(0, 3) } };
	const moved = { timelines: { start, requests: REQUESTS } };
	expect(kinds(quiet, quiet)).toEqual(['phases', 'strips']);
	expect(kinds(moved, moved)).toEqual(['strips']);
});

test('stretches with one outcome are joined, and the last ends at the pace of the first', () => {
	expect(listStretches(REQUESTS.slice(0, 3))).toEqual([
		{ at: 0, until: 3, count: 30, ok: true },
		{ at: 3, until: 3.5, count: 5, ok: false },
	]);
});

test('a strip says how many failed and where on the axis they are', () => {
	const both = { timelines: { requests: REQUESTS.slice(0, 3) } };
	const [before] = drawStrips(evidence(both, both), 'requests')?.sides ?? [];
	expect(before?.total).toBe('30 answered, 5 failed');
	expect(before?.stretches[1]).toEqual({ x: '85.71%', width: '14.29%', ok: false });
});

test('a deploy names what begins, other time lines what has happened', () => {
	const events = [
		{ at: 0, what: 'pull' },
		{ at: 4, what: 'start' },
		{ at: 5, what: 'it answers', ok: true },
	];
	expect(listPhases(events, 'deploy').map(({ says, seconds }) => [says, seconds])).toEqual([
		['pull', 4],
		['start', 1],
	]);
	expect(listPhases(events, 'start')[1]?.says).toBe('until it answers');
});

test('the minutes of the post and the recorded seconds have one scale', () => {
	const took = (seconds: number) => ({
		timelines: {
			deploy: [
				{ at: 0, what: 'pull' },
				{ at: seconds, what: 'it answers', ok: true },
			],
		},
	});
	const drawing = drawDeploy(evidence(took(60), took(6)));
	expect(drawing?.whole.map(({ words, width }) => [words, width])).toEqual([
		['5 to 10 minutes', '50%'],
		['60 s', '10%'],
		['6 s', '1%'],
	]);
	expect(drawDeploy(evidence({}, {}))).toBeUndefined();
});

test('the name of a step and the history of a layer are the same instruction', () => {
	expect(extractInstruction('[stage-0 4/5] RUN --mount=type=cache,target=/root/.npm npm ci')).toBe(
		'RUN npm ci',
	);
	expect(extractInstruction('RUN |1 TOKEN=a /bin/sh -c npm ci # buildkit')).toBe('RUN npm ci');
	expect(extractInstruction('COPY --chown=app . . # buildkit')).toBe(extractInstruction('[3/4] COPY . .'));
});

test('a layer that the rebuild made again is told from one that was kept', () => {
	const side = (run: string[], cached: string[]): Part => ({
		layers: [own(900, 'RUN /bin/sh -c npm ci # buildkit'), own(100, 'COPY . . # buildkit')],
		measurements: {
			'edit.steps-run': count(run.length, run),
			'edit.steps-cached': count(cached.length, cached),
			'edit.new-bytes': count(100),
		},
	});
	const drawing = drawLayers(
		evidence(
			side(['[2/3] RUN npm ci', '[3/3] COPY . .'], []),
			side(['[3/3] COPY . .'], ['[2/3] RUN npm ci']),
		),
	);
	expect(drawing?.sides.map(({ bars }) => bars.map(({ state }) => state))).toEqual([
		['again', 'again'],
		['kept', 'again'],
	]);
	expect(drawing?.caption).toContain('`edit`');
});

test('the layer that holds a secret is marked, also when the file is gone from the container', () => {
	const found = yes(['layer 2 of 3, file /key, made by: COPY key /key']);
	const layers = [own(1), own(1), own(0)];
	const drawing = drawPlaces(
		evidence(
			{ layers, measurements: { 'find-secret.in-layers': found } },
			{ layers, measurements: { 'find-secret.in-layers': no } },
		),
	);
	expect(drawing?.sides[0]?.layers.map(({ isFound }) => isFound)).toEqual([false, true, false]);
	expect(drawing?.sides[1]?.total).toBe('found nowhere');
});

test('a request still goes to the address that the service has left, or follows it', () => {
	const run = (last: string, ok: boolean) =>
		listPathSteps(
			[
				{ at: 0, what: 'a → b', ok: true },
				{ at: 1, what: '`b` is taken away from 10.0.0.2' },
				{ at: 2, what: '`b` is back and healthy, at 10.0.0.3' },
				{ at: 2, what: last, ok },
			],
			['a 10.0.0.1', 'b 10.0.0.2'],
		);
	const stuck = run('a → 10.0.0.2', false).at(-1);
	expect(stuck?.arrows.map(({ to, ok }) => [to.name, to.addresses, ok])).toEqual([
		['gone', ['10.0.0.2'], false],
	]);
	const follows = run('a → b', true);
	expect(follows.at(-1)?.arrows.map(({ to, ok }) => [to.name, to.addresses, ok])).toEqual([
		['b', ['10.0.0.3'], true],
	]);
	expect(follows[1]?.arrows).toEqual([]);
	expect(follows[1]?.nodes.map(({ name }) => name)).toEqual(['a', 'gone']);
});

test('an axis has few, round marks, and nothing is wider than its whole or too thin to be seen', () => {
	expect(computeTicks(13.7)).toEqual([0, 5, 10]);
	expect(computeTicks(0.9)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
	expect(computeTicks(0)).toEqual([0]);
	expect(formatPercent(3, 2)).toBe('100%');
	expect([formatVisiblePercent(0, 10), formatVisiblePercent(0.001, 10)]).toEqual(['0%', '0.6%']);
	expect(drawStepsPath([50, 100], 100)).toBe('M0 100V50h1V0h1V100Z');
});
