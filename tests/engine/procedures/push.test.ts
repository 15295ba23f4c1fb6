import { expect, test } from 'vitest';
import { parseDigest, stripProgress } from '#engine/procedures/push.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OUTPUT = `The push refers to repository [127.0.0.1:5000/tides]
111111111111: Preparing
222222222222: Preparing
222222222222: Waiting
222222222222: Layer already exists
111111111111: Pushed
1: digest: ${DIGEST} size: 739
`;

test('the digest of a push is in its last line', () => {
	expect(parseDigest(OUTPUT)).toBe(DIGEST);
	expect(parseDigest('denied')).toBe('');
});

test('a push is shown with what became of each layer, and says what is left out', () => {
	expect(stripProgress(OUTPUT).split('\n')).toEqual([
		'The push refers to repository [127.0.0.1:5000/tides]',
		'… 3 lines of progress left out …',
		'222222222222: Layer already exists',
		'111111111111: Pushed',
		`1: digest: ${DIGEST} size: 739`,
	]);
});
