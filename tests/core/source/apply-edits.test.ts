import { describe, expect, test } from 'vitest';
import { applyEdits } from '#core/source/apply-edits.ts';

const edit = (start: number, end: number, text: string) => ({ span: { start, end }, text });

describe('edits', () => {
	test('are made in whatever order they come', () => {
		expect(applyEdits('0123456789', [edit(8, 9, 'B'), edit(0, 2, 'AA'), edit(5, 5, '+')])).toBe(
			'AA234+567B9',
		);
	});

	test('put in what is new before what takes the place of the text there, and reach to the end', () => {
		expect(applyEdits('0123', [edit(2, 4, 'B'), edit(2, 2, '+')])).toBe('01+B');
	});

	test('leave everything else byte for byte', () => {
		expect(applyEdits('\ufeffa\r\n🐳\tb\r\n', [edit(6, 7, 'c')])).toBe('\ufeffa\r\n🐳cb\r\n');
	});

	test('that overlap, or lie outside, are refused', () => {
		expect(applyEdits('0123', [edit(0, 2, ''), edit(1, 3, '')])).toBeUndefined();
		expect(applyEdits('0123', [edit(3, 5, '')])).toBeUndefined();
		expect(applyEdits('0123', [edit(3, 2, '')])).toBeUndefined();
	});
});
