import { expect, test } from 'vitest';
import { decodeUtf8 } from '#workspace/decode-utf8.ts';

test('text comes through unchanged, a byte order mark included', () => {
	const text = '\ufeffFROM a\r\n# 🐳\0\n';
	expect(decodeUtf8(Buffer.from(text)).text).toBe(text);
});

test.each([
	[[0x41, 0x0a, 0x0a, 0xe9, 0x0a], 'line 3'],
	[[0xff, 0xfe, 0x41, 0x00], 'UTF-16'],
	[[0xc3], 'line 1'],
])('bytes %j are no text, and the reason says where', (bytes, reason) => {
	const decoded = decodeUtf8(new Uint8Array(bytes));
	expect(decoded.text).toBeUndefined();
	expect(decoded).toHaveProperty('reason', expect.stringContaining(reason));
});
