import { expect, test } from 'vitest';
import { omitUndefined } from '#core/omit-undefined.ts';

test('a field without a value is missing, every other value stays', () => {
	const made = omitUndefined({ a: undefined, b: null, c: 0, d: '', e: false });
	expect(made).toStrictEqual({ b: null, c: 0, d: '', e: false });
	expect('a' in made).toBe(false);
});
