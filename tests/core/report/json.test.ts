import { expect, test } from 'vitest';
import type { FixKind } from '#core/finding.ts';
import { formatJsonReport } from '#core/report/json.ts';
import { findingAt, lintedFile, SITE } from './sample.ts';

test('the json format has exactly the promised shape', () => {
	const text = 'FROM debian:12\nRUN git clone x\n';
	const clean = lintedFile('b/Dockerfile', 'FROM a:1\n', []);
	const report = formatJsonReport([lintedFile('Dockerfile', text, [findingAt(text, 'git clone')]), clean]);
	expect(JSON.parse(report)).toStrictEqual({
		version: 1,
		files: [
			{
				path: 'Dockerfile',
				findings: [
					{
						rule: 'git-in-image',
						severity: 'warning',
						message: 'git ends up in the image.',
						range: { start: { line: 2, column: 5 }, end: { line: 2, column: 14 } },
						url: `${SITE}rules/git-in-image/`,
						fixable: false,
					},
				],
			},
			{ path: 'b/Dockerfile', findings: [] },
		],
		summary: { files: 2, errors: 0, warnings: 1, infos: 0 },
	});
});

test('only a safe fix counts as fixable', () => {
	const text = 'FROM a\n';
	const withFix = (kind: FixKind) => findingAt(text, 'FROM', { fix: { title: 't', kind, edits: [] } });
	const report = JSON.parse(
		formatJsonReport([lintedFile('Dockerfile', text, [withFix('safe'), withFix('offered')])]),
	);
	expect(report.files[0].findings.map((finding: { fixable: boolean }) => finding.fixable)).toEqual([
		true,
		false,
	]);
});

test('the json format is laid out as an editor would', () => {
	const file = lintedFile('Dockerfile', 'ADD a b\n', [findingAt('ADD a b\n', 'ADD')]);
	for (const files of [[], [file], [lintedFile('b', '', []), file, file]]) {
		const report = formatJsonReport(files);
		expect(report).toBe(`${JSON.stringify(JSON.parse(report), null, 2)}\n`);
	}
});

test.each([500, 501, 1_000])('%d findings of one file are all in the json format', (many) => {
	const findings = Array.from({ length: many }, () => findingAt('ADD a b\n', 'ADD'));
	const report = JSON.parse(formatJsonReport([lintedFile('Dockerfile', 'ADD a b\n', findings)]));
	expect(report.files[0].findings).toHaveLength(many);
});
