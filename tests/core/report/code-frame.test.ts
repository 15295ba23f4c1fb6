import { describe, expect, test } from 'vitest';
import { renderCodeFrame } from '#core/report/code-frame.ts';
import { indexLines } from '#core/source/position.ts';

/** The frame of the first place where `marked` stands. */
function frameOf(text: string, marked: string, around = 0): string {
	const start = text.indexOf(marked);
	return renderCodeFrame(text, indexLines(text).rangeOf({ start, end: start + marked.length }), { around });
}

describe('a code frame', () => {
	test('shows the line with carets below the range', () => {
		expect(frameOf('FROM a\nRUN git clone x\r\n', 'clone')).toBe('2 | RUN git clone x\n  |         ^^^^^');
	});

	test('shows lines around, their numbers aligned', () => {
		const text = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n');
		expect(frameOf(text, 'ne 9', 1).split('\n')).toEqual([
			' 8 | line 8',
			' 9 | line 9',
			'   |   ^^^^',
			'10 | line 10',
		]);
	});

	test('marks a range over several lines in front of them', () => {
		expect(frameOf('a\nbc\nd\n', 'c\nd')).toBe('> 2 | bc\n> 3 | d');
	});

	test('cuts a range over many lines', () => {
		const text = 'x\n'.repeat(50);
		expect(frameOf(text, text).split('\n')).toHaveLength(9);
		expect(frameOf(text, text)).toMatch(/…$/);
	});

	test('shows as many lines as fit, and a sign only where some are left out', () => {
		const rows = (lines: number) => {
			const text = Array.from({ length: lines }, () => 'x').join('\n');
			return frameOf(text, text).split('\n');
		};
		expect(rows(8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((line) => `> ${line} | x`));
		expect(rows(9).slice(-2)).toEqual(['> 8 | x', '    …']);
	});

	test('leaves lines around a range over several lines without its mark', () => {
		expect(frameOf('a\nb\nc\nd\n', 'b\nc', 1)).toBe('  1 | a\n> 2 | b\n> 3 | c\n  4 | d');
	});

	test('does not reach into a line at whose start the range ends', () => {
		expect(frameOf('ab\ncd\n', 'b\n')).toBe('1 | ab\n  |  ^');
	});

	test.each([
		['whole', 'x'.repeat(96), 'x'.repeat(96)],
		['cut at its end', 'x'.repeat(97), `${'x'.repeat(96)}…`],
	])('a line is %s', (_, text, shown) => {
		expect(frameOf(text, 'x').split('\n')[0]).toBe(`1 | ${shown}`);
	});

	test('a line is cut at its beginning where the range stands at its end', () => {
		const [line = '', carets = ''] = frameOf(`${'x'.repeat(200)}HERE`, 'HERE').split('\n');
		expect(line).toBe(`1 | …${'x'.repeat(92)}HERE`);
		expect(carets).toBe(`  | ${' '.repeat(93)}^^^^`);
	});

	test('cuts long lines without carets at their end', () => {
		const long = (start: string) => `${start}${'x'.repeat(200)}`;
		const shown = (start: string) => `${start}${'x'.repeat(96 - start.length)}…`;
		expect(frameOf(`${long('a')}\n${' '.repeat(90)}HERE`, 'HERE', 1).split('\n')[0]).toBe(
			`1 | ${shown('a')}`,
		);
		expect(frameOf(`${long('a')}HERE\n${long('b')}`, 'HERE\nb')).toBe(
			`> 1 | ${shown('a')}\n> 2 | ${shown('b')}`,
		);
	});

	test('cuts a line of ten million characters around the range', () => {
		const text = `${'a'.repeat(5_000_000)}HERE${'b'.repeat(5_000_000)}`;
		const [line = '', carets = ''] = frameOf(text, 'HERE').split('\n');
		expect(line.length).toBeLessThan(120);
		expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('HERE');
	});

	test.each([
		['tabs', '\t\tgit', 'git', 8],
		['wide characters', '漢字 git', 'git', 5],
		['emoji', '🐳 git', 'git', 3],
		['combining marks', 'e\u0301 git', 'git', 2],
	])('keeps carets below the words behind %s', (_, text, marked, column) => {
		expect(frameOf(text, marked).split('\n')[1]).toBe(`  | ${' '.repeat(column)}^^^`);
	});

	test('shows no byte order mark, which would move the carets', () => {
		expect(frameOf('\uFEFFRUN git', 'git')).toBe('1 | RUN git\n  |     ^^^');
	});

	test('marks one column for an empty range, at the end of the text as well', () => {
		expect(renderCodeFrame('ab', { start: { line: 1, column: 3 }, end: { line: 1, column: 3 } })).toBe(
			'1 | ab\n  |   ^',
		);
		expect(renderCodeFrame('', { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } })).toBe(
			'1 |\n  | ^',
		);
	});
});
