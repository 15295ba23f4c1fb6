import { expect, test } from 'vitest';
import type { Example } from '#examples/example.ts';
import { findTellingClaim, listClaimViews } from '#site/data/examples/claims.ts';

const files = { id: 'files', difference: 12_800, isSaving: false };
const bytes = { id: 'bytes', difference: 106, isSaving: true };
const seconds = { id: 'seconds', difference: 3, isSaving: true };
const same = { id: 'same', difference: 0, isSaving: false };

test('of what was measured, bytes, seconds and requests lead, however large another ratio is', () => {
	expect(findTellingClaim([files, seconds, bytes])).toBe(bytes);
});

test('where there is less of none of these, the first difference leads, and else the first claim', () => {
	expect(findTellingClaim([same, files])).toBe(files);
	expect(findTellingClaim([same])).toBe(same);
	expect(findTellingClaim([])).toBeUndefined();
});

test('what one version loses and the other does not is more telling than what both keep', () => {
	const side = (meanwhile: number) => ({
		measurements: {
			'requests.failed': { unit: 'count', value: 0 },
			'requests.failed-meanwhile': { unit: 'count', value: meanwhile },
		},
	});
	const claims = ['requests.failed', 'requests.failed-meanwhile'].map((measure) => ({
		id: measure,
		says: '',
		measure,
	}));
	const example = {
		evidence: { before: side(34), after: side(0) },
		manifest: { teaches: [], run: { claims } },
	} as unknown as Example;
	expect(findTellingClaim(listClaimViews(example))?.id).toBe('requests.failed-meanwhile');
});
