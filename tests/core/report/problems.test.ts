import { expect, test } from 'vitest';
import { formatProblems } from '#core/report/problems.ts';

test('a problem reads place, code, sentence, frame, fix', () => {
	const problem = {
		code: 'claim-not-reported',
		path: 'content/examples/a/example.yaml',
		range: { start: { line: 5, column: 7 }, end: { line: 5, column: 9 } },
		detail: 'The before should break `a` on line 4.',
		frame: '4 | COPY\n  | ^^^^',
		fix: 'Remove the finding.',
	};
	const { range: _, frame: __, ...short } = problem;
	expect(formatProblems([problem, short])).toBe(`content/examples/a/example.yaml:5:7  claim-not-reported
  The before should break \`a\` on line 4.

    4 | COPY
      | ^^^^

  Fix: Remove the finding.

content/examples/a/example.yaml  claim-not-reported
  The before should break \`a\` on line 4.

  Fix: Remove the finding.
`);
});

test('a problem cannot act on the terminal, and its lines stay', () => {
	const problem = { code: 'x', path: 'a\u001b', detail: 'one\u001b[2J\ntwo', fix: 'three\u0007' };
	expect(formatProblems([problem])).toBe('a␛  x\n  one␛[2J\n  two\n\n  Fix: three␇\n');
});
