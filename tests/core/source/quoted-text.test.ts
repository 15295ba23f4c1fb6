import { expect, test } from 'vitest';
import { formatMessage } from '#core/source/quoted-text.ts';

test('a message that quotes a file has one line, no control characters, and an end', () => {
	expect(formatMessage('a\nb\tc\u001b[31m')).toBe('a b c [31m');
	expect(formatMessage('x'.repeat(200))).toBe('x'.repeat(200));
	expect(formatMessage('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`);
});
