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

	test('are the same in a text of many lines', () => {
		const lines = indexLines(`first\n${'a\n'.repeat(40_000)}last`);
		expect(lines.lineCount).toBe(40_002);
		expect(lines.positionAt(6)).toEqual({ line: 2, column: 1 });
		expect(lines.positionAt(6 + 80_000 + 2)).toEqual({ line: 40_002, column: 3 });
		expect(lines.lineSpan(40_001)).toEqual({ start: 80_004, end: 80_005 });
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
