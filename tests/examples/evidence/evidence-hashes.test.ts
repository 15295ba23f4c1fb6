import { expect, test } from 'vitest';
import { formatCanonicalJson } from '#examples/evidence/canonical-json.ts';
import { buildEvidenceInputs, computeInputsHash, type SideFiles } from '#examples/evidence/inputs-hash.ts';
import { computeSeal } from '#examples/evidence/seal.ts';
import { manifestSchema } from '#examples/manifest.ts';

const run = manifestSchema.shape.run.parse({
	experiments: [{ name: 'build' }],
	claims: [{ id: 'a', says: 'It is so.', measure: 'build.x', after: 'smaller' }],
});
const file = (path: string, text: string, mode: '644' | '755' = '644') => ({
	path,
	mode,
	bytes: new TextEncoder().encode(text),
});
const sides = (...before: ReturnType<typeof file>[]): SideFiles => ({
	before: { files: before },
	after: { files: [] },
});

test('the order of keys does not change canonical JSON, the order of a list does', () => {
	expect(formatCanonicalJson({ b: 1, a: [{ d: 1, c: undefined }] })).toBe('{"a":[{"d":1}],"b":1}');
	expect(formatCanonicalJson([1, 2])).not.toBe(formatCanonicalJson([2, 1]));
});

test('a file has its hash under its side and path', () => {
	expect(Object.keys(buildEvidenceInputs(run, sides(file('Dockerfile', 'FROM x\n'))).files)).toEqual([
		'before/Dockerfile',
	]);
});

test('path, mode, content and run each change the hash', () => {
	const original = computeInputsHash(run, sides(file('a', 'x')));
	expect(computeInputsHash({ ...run, needs: [] }, sides(file('a', 'x')))).toBe(original);
	for (const other of [file('b', 'x'), file('a', 'x', '755'), file('a', 'y')]) {
		expect(computeInputsHash(run, sides(other))).not.toBe(original);
	}
	expect(computeInputsHash({ ...run, needs: ['compose'] }, sides(file('a', 'x')))).not.toBe(original);
});

test('a claim may be worded better, but not asked for less, without a new run', () => {
	const claim = (change: object) => ({ ...run, claims: run.claims.map((each) => ({ ...each, ...change })) });
	expect(computeInputsHash(claim({ says: 'It is really so.' }), sides())).toBe(
		computeInputsHash(run, sides()),
	);
	expect(computeInputsHash(claim({ by: '5%' }), sides())).not.toBe(computeInputsHash(run, sides()));
});

test('a file that moves to the other side changes the hash', () => {
	const moved: SideFiles = { before: { files: [] }, after: { files: [file('a', 'x')] } };
	expect(computeInputsHash(run, moved)).not.toBe(computeInputsHash(run, sides(file('a', 'x'))));
});

test('the seal covers every number and not itself', () => {
	const evidence = {
		version: 1 as const,
		example: 'a',
		recorded: '2026-01-01T00:00:00Z',
		inputs: buildEvidenceInputs(run, sides()),
		engine: { docker: '1', buildkit: '1', buildx: '1', platform: 'linux/amd64', cpus: 2 },
		bases: [],
		before: {
			measurements: { 'build.x': { value: 1, unit: 'count' as const } },
			layers: [],
			sessions: [],
			timelines: {},
		},
		after: { measurements: {}, layers: [], sessions: [], timelines: {} },
		claims: [],
	};
	const seal = computeSeal(evidence);
	expect(computeSeal({ ...evidence, seal } as typeof evidence)).toBe(seal);
	const edited = {
		...evidence,
		before: { ...evidence.before, measurements: { 'build.x': { value: 2, unit: 'count' as const } } },
	};
	expect(computeSeal(edited)).not.toBe(seal);
});
