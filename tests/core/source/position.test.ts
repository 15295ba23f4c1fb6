import { describe, expect, test } from 'vitest';
import { indexLines } from '#core/source/position.ts';

describe('positions', () => {
	test('count from 1, in UTF-16 units, with neither \\n nor \\r\\n part of a line', () => {
		const lines = indexLines('🐳 a\r\nb\n');
		expect(lines.lineCount).toBe(3);
		expect(lines.positionAt(3)).toEqual({ line: 1, column: 4 });
		expect(lines.lineSpan(1)).toEqual({ start: 0, end: 4 });
		expect(lines.positionAt(99)).toEqual({ line: 3, column: 1 });
		expect(lines.offsetAt({ line: 2, column: 99 })).toBe(7);
	});

	test('do not depend on a byte order mark before the first line', () => {
		const text = '\uFEFFFROM a\nRUN b\n';
		const lines = indexLines(text);
		expect(lines.positionAt(text.indexOf('a'))).toEqual({ line: 1, column: 6 });
		expect(lines.offsetAt({ line: 1, column: 6 })).toBe(text.indexOf('a'));
		expect(lines.lineSpan(1)).toEqual({ start: 1, end: 7 });
		expect(lines.positionAt(text.indexOf('b'))).toEqual({ line: 2, column: 5 });
		expect(lines.positionAt(0)).toEqual({ line: 1, column: 1 });
	});
});
