import { expect, test } from 'vitest';
import { isAtLeast } from '#engine/docker/connect.ts';

test.each([
	['28.5.2+dfsg4', '25.0', true],
	['0.9.1', '0.10', false],
	['0.13', '0.13.0', true],
	['2.40.3-3', '2.41', false],
])('%s is at least %s: %s', (version, wanted, expected) => {
	expect(isAtLeast(version, wanted)).toBe(expected);
});
