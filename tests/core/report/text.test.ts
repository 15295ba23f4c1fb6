import { describe, expect, test } from 'vitest';
import { ansi } from '#core/report/paint.ts';
import { formatTextReport } from '#core/report/text.ts';
import { findingAt, lintedFile, SITE, sample } from './sample.ts';

const sampleAdd = () => [findingAt('ADD a b\n', 'ADD', { rule: 'add-for-local-copy', severity: 'info' })];

describe('the text format', () => {
	test('puts place, severity, rule and address on one line, then the sentence and the source', () => {
		const text = 'FROM debian\nRUN apt-get update \\\n    && apt-get install -y git\n';
		const report = formatTextReport([lintedFile('api/Dockerfile', text, [findingAt(text, 'git')])]);
		expect(report).toBe(`api/Dockerfile:3:27  warning  git-in-image  ${SITE}rules/git-in-image/
  git ends up in the image.

    3 |     && apt-get install -y git
      |                           ^^^

rule          findings  files
git-in-image         1      1

1 finding in 1 file: 1 warning.
`);
	});

	test('shows the other places that explain a finding, and the fix that --fix makes', () => {
		const report = formatTextReport([sample()]);
		expect(report).toContain(
			'Dockerfile,x:1:1  The stage begins here.\n\n    1 | FROM debian:12\n      | ^^^^\n',
		);
		expect(report).toContain('Fix: Write COPY. (`drydock lint --fix` does it)');
		expect(report).toMatch(
			/\n3 findings in 1 file: 1 error, 1 warning, 1 info\. `drydock lint --fix` can repair 1\.\n$/,
		);
	});

	test('counts only the severities that there are', () => {
		const report = formatTextReport([lintedFile('a', 'ADD a b\n', sampleAdd())]);
		expect(report).toMatch(/\n1 finding in 1 file: 1 info\.\n$/);
	});

	test('says how many files were passed over, where there are any', () => {
		const files = [lintedFile('a', 'FROM a:1\n', [])];
		expect(formatTextReport(files, { passedOver: 2 })).toBe('No findings in 1 file. 2 files passed over.\n');
		expect(formatTextReport(files)).toBe('No findings in 1 file.\n');
	});

	test('ends with how often each rule reports something, the most frequent first', () => {
		const report = formatTextReport([sample(), lintedFile('b', 'ADD a b\n', sampleAdd())], {
			isSummary: true,
		});
		expect(report).toBe(`rule                findings  files
add-for-local-copy         2      2
git-in-image               1      1
key-in-image               1      1

4 findings in 2 files: 1 error, 1 warning, 2 infos. \`drydock lint --fix\` can repair 1.
`);
	});

	test('says which repairs are only offered', () => {
		const fix = { title: 'Leave it out', kind: 'offered', edits: [] } as const;
		const report = formatTextReport([
			lintedFile('Dockerfile', 'FROM a\n', [findingAt('FROM a\n', 'a', { fix })]),
		]);
		expect(report).toContain('Fix: Leave it out (`drydock lint --fix=all` does it)');
		expect(report).toContain('`--fix=all` can repair 1: look at each before it is built.');
	});

	test('says what was fixed, file by file, and how much is left for each kind of repair', () => {
		const safe = { title: 'Write COPY', kind: 'safe', edits: [] } as const;
		const offered = { title: 'Leave it out', kind: 'offered', edits: [] } as const;
		const text = 'ADD a b\n';
		const file = lintedFile('a', text, [
			findingAt(text, 'a', { fix: safe }),
			findingAt(text, 'b', { fix: offered }),
		]);
		const fixed = { ...file, fixed: [findingAt(text, 'ADD', { rule: 'add-for-local-copy', fix: safe })] };
		const report = formatTextReport([fixed, lintedFile('b', text, [])]);
		expect(report).toContain('\na  fixed\n  add-for-local-copy  Write COPY\n');
		expect(report).not.toContain('b  fixed');
		expect(report).toMatch(
			/2 warnings\. 1 finding fixed\. `drydock lint --fix` can repair 1\. `--fix=all` can repair 1 more: look at each before it is built\.\n$/,
		);
	});

	test('wraps sentences where a width is given', () => {
		const finding = findingAt('FROM a\n', 'a', { message: 'one two three four five' });
		const report = formatTextReport([lintedFile('Dockerfile', 'FROM a\n', [finding])], { width: 12 });
		expect(report).toContain('/\n  one two\n  three four\n  five\n\n    1 | FROM a\n');
	});

	test('shows no secret that a finding points at, under whichever finding its line stands', () => {
		const text = 'FROM a\nRUN git clone https://me:canary@h/x\n';
		const secret = { start: text.indexOf('me:'), end: text.indexOf('@') };
		const report = formatTextReport([
			lintedFile('Dockerfile', text, [
				findingAt(text, 'git'),
				findingAt(text, 'https://', { secrets: [secret] }),
			]),
		]);
		expect(report).not.toContain('canary');
		expect(report.match(/RUN git clone https:\/\/•{9}@h\/x\n/g)).toHaveLength(2);
	});

	test('says so when there is nothing to report', () => {
		expect(formatTextReport([lintedFile('Dockerfile', 'FROM a:1\n', [])])).toBe('No findings in 1 file.\n');
	});

	test('has no control characters without colour, whatever the file says', () => {
		const text = 'FROM a\u001b[31m\u202e\u0007b\n';
		const { range } = findingAt(text, 'FROM');
		const report = formatTextReport([
			lintedFile('x\u001b', text, [
				findingAt(text, 'a', { message: 'a\u001b[2J', related: [{ range, message: 'b\u0007' }] }),
			]),
		]);
		expect(report.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
		expect(report).toContain('a␛[31m');
	});

	test('with colours says the same words', () => {
		const bare = formatTextReport([sample()], { paint: ansi }).replace(/\u001b\[\d+m/g, '');
		expect(bare).toBe(formatTextReport([sample()]));
	});
});
