import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { unusedSuppression } from '#core/lint/suppressions/unused-suppression.ts';
import { cloneInBuild } from '#core/rules/git-in-containers/clone-in-build.ts';

const MARK = '# drydock ignore=clone-in-build the history is wanted';
const rules = [cloneInBuild, unusedSuppression];

function report(body: string, instruction = 'RUN <<EOF') {
	const text = `FROM tides:1\n${instruction}\nset -e\n${body}\nEOF\n`;
	return lint({ path: 'Dockerfile', text }, { rules }).map(
		({ rule, range }) => `${range.start.line} ${rule}`,
	);
}

describe('a suppression inside a heredoc of RUN', () => {
	test('silences the command below it', () => {
		expect(report('git clone https://tides.example/x /x')).toEqual(['4 clone-in-build']);
		expect(report(`${MARK}\ngit clone https://tides.example/x /x`)).toEqual([]);
		expect(report(`\t${MARK}\ntrue && \\\n  git clone https://tides.example/x /x`)).toEqual([]);
	});

	test('silences nothing further below, and is then reported', () => {
		expect(report(`${MARK}\ntrue\ngit clone https://tides.example/x /x`)).toEqual([
			'4 unused-suppression',
			'6 clone-in-build',
		]);
	});

	test('is pointed at where it stands', () => {
		const text = `FROM tides:1\nRUN <<EOF\n  ${MARK} \ntrue\nEOF\n`;
		const [{ range } = {}] = lint({ path: 'Dockerfile', text }, { rules });
		expect(range).toEqual({ start: { line: 3, column: 1 }, end: { line: 3, column: 3 + MARK.length } });
	});

	test('is a line of the file where COPY writes it', () => {
		expect(report(MARK, 'COPY <<EOF /srv/build.sh')).toEqual([]);
	});
});
