import { expect, test } from 'vitest';
import { findTellingClaim } from '#site/data/claims.ts';

const files = { id: 'files', difference: 12_800, isFelt: false };
const bytes = { id: 'bytes', difference: 106, isFelt: true };
const seconds = { id: 'seconds', difference: 3, isFelt: true };
const same = { id: 'same', difference: 0, isFelt: true };

test('of what was measured, bytes, seconds and requests lead, however large another ratio is', () => {
	expect(findTellingClaim([files, seconds, bytes])).toBe(bytes);
});

test('where none of these differs, the largest difference leads, and else the first claim', () => {
	expect(findTellingClaim([same, files])).toBe(files);
	expect(findTellingClaim([same])).toBe(same);
	expect(findTellingClaim([])).toBeUndefined();
});
