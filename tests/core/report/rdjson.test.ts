import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Fix } from '#core/finding.ts';
import { formatRdjsonReport } from '#core/report/rdjson.ts';
import { findingAt, lintedFile, SITE, sample } from './sample.ts';

const position = z.strictObject({ line: z.int().min(1), column: z.int().min(1) });
const range = z.strictObject({ start: position, end: position });
const location = z.strictObject({ path: z.string().min(1), range });

/** The fields of reviewdog's DiagnosticResult; stricter than its own schema, which lets any other field pass. */
const diagnosticResult = z.strictObject({
	source: z.strictObject({ name: z.string(), url: z.url() }),
	diagnostics: z.array(
		z.strictObject({
			message: z.string().min(1),
			location,
			severity: z.enum(['ERROR', 'WARNING', 'INFO']),
			code: z.strictObject({ value: z.string(), url: z.url() }),
			suggestions: z.array(z.strictObject({ range, text: z.string() })).optional(),
			related_locations: z.array(z.strictObject({ message: z.string(), location })).optional(),
		}),
	),
});

const read = (report: string) => diagnosticResult.parse(JSON.parse(report)).diagnostics;

describe('the rdjson format', () => {
	test('has only fields of its schema, the address in code.url', () => {
		const diagnostics = read(formatRdjsonReport([sample()]));
		expect(diagnostics.map(({ code }) => code.url)).toEqual(
			['git-in-image', 'key-in-image', 'add-for-local-copy'].map((rule) => `${SITE}rules/${rule}/`),
		);
	});

	test('counts columns in bytes of UTF-8', () => {
		const text = '🐳 é git\n';
		const [diagnostic] = read(formatRdjsonReport([lintedFile('Dockerfile', text, [findingAt(text, 'git')])]));
		expect(diagnostic?.location.range.start.column).toBe(Buffer.from('🐳 é ').length + 1);
	});

	test('counts the bytes of a byte order mark, which is in the line that reviewdog reads', () => {
		const text = '\uFEFFRUN git\n';
		const [diagnostic] = read(formatRdjsonReport([lintedFile('Dockerfile', text, [findingAt(text, 'git')])]));
		expect(diagnostic?.location.range.start.column).toBe(Buffer.from('\uFEFFRUN ').length + 1);
	});

	test('counts columns on each line for itself, and tells the places that explain a finding', () => {
		const text = 'é a\né b\n';
		const [diagnostic] = read(
			formatRdjsonReport([
				lintedFile('Dockerfile', text, [
					findingAt(text, 'b', { related: [{ range: findingAt(text, 'a').range, message: 'There.' }] }),
				]),
			]),
		);
		expect(diagnostic?.location.range).toEqual({
			start: { line: 2, column: 4 },
			end: { line: 2, column: 5 },
		});
		expect(diagnostic?.related_locations).toEqual([
			{
				message: 'There.',
				location: {
					path: 'Dockerfile',
					range: { start: { line: 1, column: 4 }, end: { line: 1, column: 5 } },
				},
			},
		]);
	});

	test.each(['\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}'])(
		'counts the bytes of %j',
		(character) => {
			const text = `${character}git\n`;
			const [diagnostic] = read(formatRdjsonReport([lintedFile('a', text, [findingAt(text, 'git')])]));
			expect(diagnostic?.location.range.start.column).toBe(Buffer.byteLength(character) + 1);
		},
	);

	test('suggests nothing where there is no fix, or it changes nothing', () => {
		const text = 'RUN a\n';
		const fix: Fix = { title: 't', kind: 'safe', edits: [] };
		const found = [findingAt(text, 'RUN'), findingAt(text, 'RUN', { fix, related: [] })];
		for (const diagnostic of read(formatRdjsonReport([lintedFile('a', text, found)]))) {
			expect(diagnostic).not.toHaveProperty('suggestions');
			expect(diagnostic).not.toHaveProperty('related_locations');
		}
	});

	test('suggests the fix, several edits as one stretch', () => {
		const text = 'RUN a  b  c\n';
		const fix: Fix = {
			title: 't',
			kind: 'safe',
			edits: [
				{ span: { start: 9, end: 10 }, text: '' },
				{ span: { start: 5, end: 7 }, text: '_' },
			],
		};
		const [diagnostic] = read(
			formatRdjsonReport([lintedFile('Dockerfile', text, [findingAt(text, 'RUN', { fix })])]),
		);
		expect(diagnostic?.suggestions).toEqual([
			{ range: { start: { line: 1, column: 6 }, end: { line: 1, column: 11 } }, text: '_b ' },
		]);
	});
});
