import { describe, expect, test } from 'vitest';
import { computeFingerprints } from '#core/report/fingerprint.ts';
import { findingAt, lintedFile } from './sample.ts';

const of = (text: string, path = 'Dockerfile') =>
	computeFingerprints(lintedFile(path, text, [findingAt(text, 'git clone')]))[0];

describe('a fingerprint', () => {
	test('stays when lines come or go above, and when the line is indented anew', () => {
		expect(of('FROM a\nRUN git clone x\n')).toBe(of('# new\n\nFROM a:1\n  RUN   git clone x\r\nUSER b\n'));
	});

	test('changes with what its line says, and with nothing on other lines', () => {
		const first = of('FROM a\nRUN git clone x\nUSER b\n');
		expect(of('FROM b\nRUN git clone x\nUSER c\n')).toBe(first);
		expect(of('FROM a\nRUN git clone y\nUSER b\n')).not.toBe(first);
		expect(of('FROM a\nRUN git clone y')).toBe(of('FROM a\nRUN git clone y\n'));
	});

	test('differs between files, and between rules on the same line', () => {
		const text = 'RUN git clone x\n';
		expect(of(text)).not.toBe(of(text, 'other/Dockerfile'));
		const both = [findingAt(text, 'git'), findingAt(text, 'git', { rule: 'clone-in-build' })];
		expect(new Set(computeFingerprints(lintedFile('Dockerfile', text, both))).size).toBe(2);
	});

	test('is the same in every release, since others keep what they know of it', () => {
		expect(of('FROM a\nRUN git clone x\n')).toBe('d4a0beff533f7663a296b951bc79bb56');
	});

	test('counts findings that are alike in everything, so that none is lost', () => {
		const text = 'RUN git\nRUN git\n';
		const findings = [findingAt(text, 'git'), { ...findingAt(text, 'git'), span: { start: 12, end: 15 } }];
		expect(new Set(computeFingerprints(lintedFile('Dockerfile', text, findings))).size).toBe(2);
	});
});
