import { expect, test } from 'vitest';
import { evaluateClaim } from '#examples/evidence/claims.ts';
import type { Measurement } from '#examples/evidence/evidence.ts';
import type { Claim } from '#examples/manifest.ts';

const claim = (rest: Partial<Claim>): Claim => ({
	id: 'a',
	says: 'It is so.',
	measure: 'build.x',
	after: 'smaller',
	...rest,
});
const bytes = (value: number): Measurement => ({ value, unit: 'bytes' });
const flag = (value: boolean): Measurement => ({ value, unit: 'boolean' });

test('exact values hold only when both sides give them', () => {
	const wanted = claim({ before: true, after: false });
	expect(evaluateClaim(wanted, flag(true), flag(false)).holds).toBe(true);
	expect(evaluateClaim(wanted, flag(true), flag(true))).toEqual({
		holds: false,
		explanation: 'true before, true after: the claim asks for true before and false after.',
	});
	expect(evaluateClaim(wanted, flag(false), flag(false)).holds).toBe(false);
});

test('an exact after alone leaves the before free', () => {
	const verdict = evaluateClaim(claim({ after: 0 }), bytes(7), bytes(0));
	expect(verdict).toEqual({
		holds: true,
		explanation: '7 bytes before, 0 bytes after: the claim asks for 0 after.',
	});
});

test('smaller by a share is measured against the before', () => {
	const half = claim({ after: 'smaller', by: '50%' });
	expect(evaluateClaim(half, bytes(100), bytes(50))).toEqual({
		holds: true,
		explanation: '100 bytes before, 50 bytes after: 50 % smaller, at least 50 % smaller asked.',
	});
	expect(evaluateClaim(half, bytes(100), bytes(51)).holds).toBe(false);
	expect(evaluateClaim(half, bytes(100), bytes(120))).toEqual({
		holds: false,
		explanation: '100 bytes before, 120 bytes after: 20 % larger, at least 50 % smaller asked.',
	});
});

test('larger by a factor needs that factor', () => {
	const triple = claim({ after: 'larger', by: '3x' });
	expect(evaluateClaim(triple, bytes(100), bytes(300)).holds).toBe(true);
	expect(evaluateClaim(triple, bytes(100), bytes(299))).toEqual({
		holds: false,
		explanation: '100 bytes before, 299 bytes after: 2.99 times larger, at least 3 times asked.',
	});
});

test('smaller by a factor down to nothing holds', () => {
	expect(evaluateClaim(claim({ by: '3x' }), bytes(100), bytes(0)).holds).toBe(true);
	expect(evaluateClaim(claim({ by: '3x' }), bytes(0), bytes(0)).holds).toBe(false);
});

test('without a margin any difference in the right direction holds, equality does not', () => {
	expect(evaluateClaim(claim({ after: 'larger' }), bytes(1), bytes(2)).holds).toBe(true);
	expect(evaluateClaim(claim({ after: 'larger' }), bytes(2), bytes(2)).holds).toBe(false);
	expect(evaluateClaim(claim({ after: 'smaller' }), bytes(2), bytes(3)).holds).toBe(false);
});

test('same compares whatever was measured', () => {
	const text = (value: string): Measurement => ({ value, unit: 'text' });
	expect(evaluateClaim(claim({ after: 'same' }), text('a'), text('a')).holds).toBe(true);
	expect(evaluateClaim(claim({ after: 'same' }), text('a'), text('b'))).toEqual({
		holds: false,
		explanation: '"a" before, "b" after: the claim asks for the same.',
	});
});

test('text cannot be smaller', () => {
	expect(evaluateClaim(claim({}), { value: 'a', unit: 'text' }, { value: 'b', unit: 'text' })).toEqual({
		holds: false,
		explanation: '"a" before, "b" after: only numbers can be smaller.',
	});
});
