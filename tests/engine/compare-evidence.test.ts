import { describe, expect, test } from 'vitest';
import { compareEvidence } from '#engine/compare-evidence.ts';
import { EXPERIMENTS } from '#engine/experiments/all-experiments.ts';
import { makePlan } from '#engine/plan.ts';
import type { ExampleRun } from '#engine/run-example.ts';
import { SERVICES } from '#engine/services/all-services.ts';
import { verify } from '#engine/verify.ts';
import type { Evidence, Measurement, Session } from '#examples/evidence/evidence.ts';
import { EXPERIMENT_KINDS, SERVICE_KINDS } from '#examples/run-kinds.ts';
import { fakeEngine } from './fake-engine.ts';
import { fakeExample } from './fake-example.ts';

const makeExperiments = () =>
	makePlan(
		fakeExample('any', {
			experiments: [
				{ name: 'build' },
				{ name: 'rebuild', with: { touch: true } },
				{ name: 'in-image', with: { file: 'x' } },
				{ name: 'replicas', with: { package: 'x', version: '1.0.0' } },
				{ name: 'request' },
				{ name: 'show', with: { id: 'greeting', run: ['echo'] } },
			],
			claims: [{ id: 'x', says: 'X.', measure: 'build.layers', after: 1 }],
		}),
	).experiments;

const base = (digest: string) => ({
	name: 'debian',
	origin: 'registry' as const,
	digest: `sha256:${digest.repeat(64)}`,
});
const session = (over: Partial<Session> = {}): Session => ({
	id: 'greeting',
	command: 'docker run any:before echo',
	output: 'one\ntwo',
	exitCode: 0,
	...over,
});
const side = (measurements: Record<string, Measurement>, sessions: Session[] = []) => ({
	measurements,
	layers: [],
	sessions,
	timelines: {},
});

/** What is said of the before, where the evidence has the first and the run the second. */
function compare(
	recorded: Record<string, Measurement>,
	fresh: Record<string, Measurement>,
	options: { readonly bases?: [string, string]; readonly sessions?: [Session[], Session[]] } = {},
): string[] {
	const [oldBase, newBase] = options.bases ?? ['a', 'a'];
	const [oldSessions, newSessions] = options.sessions ?? [[], []];
	const evidence = {
		bases: [base(oldBase)],
		before: side(recorded, oldSessions),
		after: side({}),
	} as unknown as Evidence;
	const run = { bases: [base(newBase)], before: side(fresh, newSessions), after: side({}), claims: [] };
	return compareEvidence(evidence, run as ExampleRun, { experiments: makeExperiments() });
}

const bytes = (value: number): Record<string, Measurement> => ({
	'build.own-bytes': { value, unit: 'bytes' },
});
const imageBytes = (value: number): Record<string, Measurement> => ({
	'build.image-bytes': { value, unit: 'bytes' },
});
const seconds = (value: number, ...runs: number[]): Record<string, Measurement> => ({
	'rebuild.seconds': { value, unit: 'seconds', runs: runs.length === 0 ? undefined : runs },
});

describe('a run and its record', () => {
	test('agree where they are the same', () => expect(compare(bytes(10), bytes(10))).toEqual([]));

	test('differ by a single byte of a file, and by more than other packages bring', () => {
		const fileBytes = (value: number): Record<string, Measurement> => ({
			'in-image.bytes': { value, unit: 'bytes' },
		});
		expect(compare(fileBytes(10_000_000), fileBytes(10_000_001))).toEqual([
			'before: in-image.bytes: recorded 10000000 bytes, now 10000001 bytes',
		]);
		expect(compare(bytes(10_000_000), bytes(10_000_001))).toEqual([]);
		expect(compare(bytes(10_000_000), bytes(11_000_000))).toHaveLength(1);
	});

	test('differ where other steps have made the layers, and not by an address in them', () => {
		const layersOf = (createdBy: string) => ({
			...side({}),
			layers: [{ bytes: 1, createdBy, fromBase: false }],
		});
		const compareLayers = (old: string, now: string) =>
			compareEvidence(
				{ bases: [], before: layersOf(old), after: side({}) } as unknown as Evidence,
				{ bases: [], before: layersOf(now), after: side({}), claims: [] } as unknown as ExampleRun,
				{ experiments: [] },
			);
		expect(compareLayers('RUN fetch 172.17.0.2', 'RUN fetch 172.17.0.13')).toEqual([]);
		expect(compareLayers('RUN audited by experts', 'RUN fetch')).toEqual([
			'before: layers: other steps have made them than the evidence says',
		]);
	});

	test('differ where a stand-in is made of something else, and not by what a machine trusts', () => {
		const standIn = (madeOf: string) => ({ ...base('a'), origin: 'stand-in' as const, madeOf });
		const compareBases = (old: string, now: string) =>
			compareEvidence(
				{ bases: [standIn(old)], before: side({}), after: side({}) } as unknown as Evidence,
				{ bases: [standIn(now)], before: side({}), after: side({}), claims: [] } as unknown as ExampleRun,
				{ experiments: [] },
			);
		expect(compareBases('Debian 12, and 2 certificate authorities of the machine.', 'Debian 12.')).toEqual(
			[],
		);
		expect(compareBases('The official image.', 'Debian 12.')).toEqual([
			'bases: debian is made of something else than the evidence says',
		]);
	});

	test('may differ in time as machines do, and not as a claim would', () => {
		expect(compare(seconds(10), seconds(25))).toEqual([]);
		expect(compare(seconds(0.2), seconds(2.5))).toEqual([]);
		expect(compare(seconds(1), seconds(600))).toHaveLength(1);
		expect(compare(seconds(600), seconds(1))).toHaveLength(1);
		expect(compare(seconds(1, 1, 1, 1), seconds(27, 27, 26, 28))).toHaveLength(1);
	});

	test('a time of one run may have met a pause of the engine', () => {
		expect(compare(seconds(1, 1), seconds(27, 27))).toEqual([]);
		expect(compare(seconds(1, 1), seconds(600, 600))).toHaveLength(1);
	});

	test('may differ in what the base holds, where the base is another', () => {
		expect(compare(imageBytes(100), imageBytes(110))).toHaveLength(1);
		expect(compare(imageBytes(100), imageBytes(110), { bases: ['a', 'b'] })).toEqual([]);
		expect(compare(imageBytes(100), imageBytes(500), { bases: ['a', 'b'] })).toHaveLength(1);
		expect(compare(bytes(100), bytes(110), { bases: ['a', 'b'] })).toHaveLength(1);
	});

	test('differ in unit, text and truth', () => {
		expect(compare(bytes(10), { 'build.own-bytes': { value: 10, unit: 'count' } })).toHaveLength(1);
		const answer = (value: string): Record<string, Measurement> => ({
			'replicas.first': { value, unit: 'text' },
		});
		expect(compare(answer('yes'), answer('no'))).toEqual([
			'before: replicas.first: recorded "yes", now "no"',
		]);
		const ok = (value: boolean): Record<string, Measurement> => ({
			'request.ok': { value, unit: 'boolean' },
		});
		expect(compare(ok(true), ok(false))).toHaveLength(1);
	});

	test('differ where the run does not give what is recorded, and not where it gives more', () => {
		expect(compare(bytes(10), {})).toEqual(['before: build.own-bytes: not given by the run']);
		expect(compare({}, bytes(10))).toEqual([]);
	});

	test('agree in a session that prints other ids, and differ in an invented one', () => {
		const printed = (output: string): [Session[], Session[]] => [[session()], [session({ output })]];
		expect(compare({}, {}, { sessions: printed('one\ntwo') })).toEqual([]);
		const ids: [Session[], Session[]] = [
			[session({ output: 'sha256:0123456789abcdef done in 1.2s' })],
			[session({ output: 'sha256:fedcba9876543210 done in 3.4s' })],
		];
		expect(compare({}, {}, { sessions: ids })).toEqual([]);
		expect(compare({}, {}, { sessions: printed('all is well\nno vulnerabilities') })).toHaveLength(1);
		expect(compare({}, {}, { sessions: [[session()], [session({ exitCode: 1 })]] })).toHaveLength(1);
		expect(compare({}, {}, { sessions: [[session()], [session({ command: 'docker run b' })]] })).toHaveLength(
			1,
		);
		expect(compare({}, {}, { sessions: [[session({ id: 'scan' })], []] })).toEqual([
			'before: session scan: not given by the run',
		]);
	});
});

test('`verify` without --record fails where the run is not what the evidence says', async () => {
	const example = fakeExample('recorded');
	const evidence = {
		bases: [],
		before: side({ 'show.exit-code': { value: 7, unit: 'count' } }),
		after: side({}),
	} as unknown as Evidence;
	const { outcomes } = await verify([{ ...example, evidence, isStale: false }], {
		engine: fakeEngine(),
		signal: new AbortController().signal,
		record: false,
		progress: { started() {}, step() {}, finished() {} },
	});
	const [problem] = outcomes[0]?.problems ?? [];
	expect(problem?.code).toBe('evidence-differs');
	expect(problem?.frame).toContain('before: show.exit-code: recorded 7, now 0');
});

test('the kinds that evidence is held to are those of the engine', () => {
	const basesOf = (kinds: readonly { readonly name: string; readonly bases?: readonly string[] }[]) =>
		Object.fromEntries(kinds.flatMap(({ name, bases }) => (bases === undefined ? [] : [[name, bases]])));
	const listed = (kinds: typeof EXPERIMENT_KINDS) =>
		Object.fromEntries(
			Object.entries(kinds).flatMap(([name, { bases }]) => (bases === undefined ? [] : [[name, bases]])),
		);
	expect(listed(SERVICE_KINDS)).toEqual(basesOf(SERVICES));
	expect(listed(EXPERIMENT_KINDS)).toEqual(basesOf(EXPERIMENTS));
});
