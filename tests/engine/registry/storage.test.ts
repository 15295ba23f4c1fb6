import { expect, test } from 'vitest';
import { parseBlobSizes } from '#engine/registry/storage.ts';

test('every blob of the store counts, with its bytes', () => {
	expect(parseBlobSizes('120\n3\n')).toEqual({ bytes: 123, blobs: 2 });
});

test('an empty registry stores nothing', () => {
	expect(parseBlobSizes('')).toEqual({ bytes: 0, blobs: 0 });
});
