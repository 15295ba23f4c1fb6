import { expect, test } from 'vitest';
import { createRefutedProblem } from '#engine/problems.ts';
import type { SideEvidence } from '#examples/evidence/evidence.ts';
import { fakeExample } from './fake-example.ts';

const side = (value: number, details?: string[]): SideEvidence => ({
	measurements: { 'requests.failed': { unit: 'count', value, details } },
	layers: [],
	sessions: [],
	timelines: {},
});

test('a refuted claim shows both numbers, and why what failed has failed', () => {
	const claim = { id: 'none', says: 'None fails.', measure: 'requests.failed', after: 0 } as const;
	const verdict = { holds: false, explanation: '24 before, 1 after: the claim asks for 0 after.' };
	const run = { before: side(24), after: side(1, ['1 × 502: timed out']) };
	expect(createRefutedProblem(fakeExample('wrong'), { claim, verdict }, run).frame).toBe(
		'measured  requests.failed: 24 before, 1 after: the claim asks for 0 after.\nafter: 1 × 502: timed out',
	);
});
