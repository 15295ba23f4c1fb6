import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, encodeText } from '#workspace/decode-text.ts';

test('text comes through unchanged, a byte order mark included', () => {
	const text = '\ufeffFROM a\r\n# 🐳\0\n';
	expect(decodeText(Buffer.from(text))).toBe(text);
	expect(decodeText(new Uint8Array())).toBe('');
});

test('a byte that is part of no character is one character, and what stands around it is as it was', () => {
	const decoded = decodeText(
		Uint8Array.from([...Buffer.from('é🐳'), 0xe9, 0x41, 0xf0, 0x9f, ...Buffer.from('ü\n')]),
	);
	expect(decoded.replace(/[\udc80-\udcff](?<![\ud800-\udbff].)/g, '?')).toBe('é🐳?A??ü\n');
});

test('any bytes come back as they were', () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ maxLength: 60 }),
			fc.string({ unit: 'grapheme', maxLength: 8 }),
			(bytes, text) => {
				const all = Buffer.concat([bytes, Buffer.from(text), bytes]);
				expect(Buffer.from(encodeText(decodeText(all)))).toEqual(all);
			},
		),
		{ numRuns: 2_000 },
	);
});
