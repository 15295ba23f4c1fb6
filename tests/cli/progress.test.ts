import { expect, test, vi } from 'vitest';
import { ProgressLine } from '#cli/lint/progress.ts';

function written(isTerminal: boolean, milliseconds: number): string {
	let text = '';
	const now = vi.spyOn(Date, 'now').mockReturnValue(0);
	const write = (more: string) => {
		text += more;
	};
	const progress = new ProgressLine({ isTerminal, columns: 12, write });
	now.mockReturnValue(milliseconds);
	for (const line of ['a long line of progress', 'soon after']) progress.show(() => line);
	progress.clear();
	now.mockRestore();
	return text;
}

test('progress is one short line, only on a terminal, only once it takes long, and goes away', () => {
	expect(written(true, 5000)).toBe('\r\u001b[Ka long line\r\u001b[K');
	expect(written(true, 100)).toBe('');
	expect(written(false, 5000)).toBe('');
});
