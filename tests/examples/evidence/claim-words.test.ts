import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findQuantities } from '#examples/evidence/quantities.ts';
import { validateContent } from '#examples/validate.ts';
import { writeContent } from '../content-copy.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-words-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const claim =
	'says: The image is half as large.\n      measure: build.image-bytes\n      after: smaller\n      by: 50%';
const quoted = (text: string) => JSON.stringify(text);

/** What `validate` says of a claim with this sentence, whose measure gave these values. */
function check(
	says: string,
	{
		asks = 'after: smaller\n      by: 50%',
		measure = 'build.image-bytes',
	}: { readonly asks?: string; readonly measure?: string } = {},
	forged: Record<string, unknown> = {},
): string[] {
	const content = writeContent(folder, {
		edit: {
			'examples/pinned/example.yaml': [
				claim,
				`says: ${quoted(says)}\n      measure: ${measure}\n      ${asks}`,
			],
		},
		measured: { [measure]: [2000, 1000] },
		forged,
	});
	rmSync(join(folder, 'never'), { force: true });
	const { problems } = validateContent(content, { root: folder });
	rmSync(content, { recursive: true });
	return problems
		.filter(({ code }) => code === 'claim-says-more' || code === 'number-without-evidence')
		.map(({ detail }) => detail);
}
const inSeconds = {
	'before/measurements/build.image-bytes': { value: 2000, unit: 'seconds' },
	'after/measurements/build.image-bytes': { value: 1000, unit: 'seconds' },
};

describe('the sentence of a claim', () => {
	test.each([
		'The image is half as large.',
		'The image is at least 50 % smaller.',
		'The image shrinks to at most half.',
		'The image is at least a third smaller.',
		'The image is smaller, and has no history.',
		'The image of the before is larger.',
		'Half the bytes are left.',
		'The bytes are halved.',
		'It has ½ of the bytes.',
		'The image is at least twice as small.',
	])('may say: %s', (says) => expect(check(says)).toEqual([]));

	test.each([
		['The image is 99 % smaller.', '`99 %` is more than the claim asks for with `by: 50%`.'],
		[
			'The image is ninety percent smaller.',
			'`ninety percent` is more than the claim asks for with `by: 50%`.',
		],
		['The image is ten times smaller.', '`ten times` is more than the claim asks for with `by: 50%`.'],
		[
			'The image shrinks a thousand times.',
			'`a thousand times` is more than the claim asks for with `by: 50%`.',
		],
		['The image is a tenth as large.', '`a tenth as large` is more than the claim asks for with `by: 50%`.'],
		['The image shrinks to a quarter.', '`to a quarter` is more than the claim asks for with `by: 50%`.'],
		[
			'The image is two thirds smaller.',
			'`two thirds smaller` is more than the claim asks for with `by: 50%`.',
		],
		['The image is triple the size.', '`triple the` is more than the claim asks for with `by: 50%`.'],
		['The image is **ten times** smaller.', '`ten times` is more than the claim asks for with `by: 50%`.'],
		['The image is 10x smaller.', '`10x` is more than the claim asks for with `by: 50%`.'],
		['The image is a third as large.', '`a third as large` is more than the claim asks for with `by: 50%`.'],
		['It has 1/10 of the bytes.', '`1/10 of the bytes` is more than the claim asks for with `by: 50%`.'],
		['What it holds is quartered.', '`quartered` is more than the claim asks for with `by: 50%`.'],
		[
			'It is an order of magnitude smaller.',
			'`order of magnitude` is more than the claim asks for with `by: 50%`.',
		],
		['It costs less.', '`costs less` is nothing that `build.image-bytes` measures.'],
		['It is secure.', '`secure` is nothing that `build.image-bytes` measures.'],
		['There is no downtime.', '`downtime` is nothing that `build.image-bytes` measures.'],
		['The build is faster.', '`faster` speaks of time, but `build.image-bytes` is measured in bytes.'],
		['The image is larger.', '`larger` says another direction than the claim, which asks for `smaller`.'],
		['It has no vulnerabilities.', '`vulnerabilities` is nothing that `build.image-bytes` measures.'],
		['It needs less memory.', '`memory` is nothing that `build.image-bytes` measures.'],
		[
			'It saves forty megabytes.',
			'`forty megabytes` is typed by hand, so nothing keeps it true: it is no setting of `run` and no value of a claim.',
		],
	])('may not say: %s', (says, detail) => expect(check(says)).toContain(detail));

	test('may not say 99 % smaller of a measure in seconds, and not what nothing measures', () => {
		const said = check('It is 99 % smaller, with no vulnerabilities.', {}, inSeconds);
		expect(said).toEqual([
			'`smaller` speaks of size, but `build.image-bytes` is measured in seconds.',
			'`vulnerabilities` is nothing that `build.image-bytes` measures.',
			'`99 %` is more than the claim asks for with `by: 50%`.',
		]);
	});

	test('may not give a ratio where the claim asks for none', () => {
		expect(check('It is 3 times smaller.', { asks: 'after: smaller' })).toEqual([
			'`3 times` is more than the claim asks for, which gives no `by`.',
		]);
	});

	test('may give a ratio that follows from the values it asks for', () => {
		const asks = 'before: 2000\n      after: 1000';
		expect(check('It is twice as small.', { asks })).toEqual([]);
		expect(check('It is three times smaller.', { asks })).toHaveLength(1);
	});
});

test.each([
	['title: Name the tag of the base', 'title: Save 40 megabytes', '40 megabytes'],
	['The after names a tag.', 'The after takes 12 minutes less.', '12 minutes'],
	['The after names a tag.', 'Ninety percent of it is gone.', 'Ninety percent'],
	['The after names a tag.', 'It takes a third of the time.', 'a third of the time'],
	['The after names a tag.', 'The image is halved.', 'halved'],
	['The after names a tag.', 'Three days are saved.', 'Three days'],
])('title and summary may not say what was measured: %s -> %s', (from, to, number) => {
	const content = writeContent(folder, { edit: { 'examples/pinned/example.yaml': [from, to] } });
	const { problems } = validateContent(content, { root: folder });
	expect(problems.map(({ detail }) => detail)).toEqual([expect.stringContaining(`\`${number}\``)]);
});

test('notes may name a setting of the run, and nothing else', () => {
	const withNote = (note: string) =>
		writeContent(folder, {
			edit: {
				'examples/pinned/example.yaml': [
					'run:\n',
					`notes: [${quoted(note)}]\nrun:\n  setup: { package-server: { host: x, bytesPerSecond: 3000000, packages: [{ name: a }] } }\n`,
				],
			},
		});
	const said = (note: string) => {
		const { problems } = validateContent(withNote(note), { root: folder });
		rmSync(join(folder, 'content'), { recursive: true });
		return problems.filter(({ code }) => code === 'number-without-evidence').length;
	};
	expect(said('Packages come at 3 MB a second.')).toBe(0);
	expect(said('Packages come at three million bytes a second.')).toBe(0);
	expect(said('Packages come at 4 MB a second.')).toBe(1);
});

describe('numbers with a unit are found', () => {
	test.each<[string, number, string]>([
		['forty megabytes', 40e6, 'bytes'],
		['ninety percent', 90, 'percent'],
		['ninety-five per cent', 95, 'percent'],
		['12 minutes', 720, 'seconds'],
		['40 megabytes', 40e6, 'bytes'],
		['**12** MB', 12e6, 'bytes'],
		['1,024 bytes', 1024, 'bytes'],
		['a 40-megabyte image', 40e6, 'bytes'],
		['a twelve-minute build', 720, 'seconds'],
		['half a minute', 30, 'seconds'],
		['half an hour', 1800, 'seconds'],
		['two hundred and forty gigabytes', 240e9, 'bytes'],
		['a dozen seconds', 12, 'seconds'],
		['3.5 GiB', 3.5 * 1024 ** 3, 'bytes'],
		['100ms', 0.1, 'seconds'],
		['1½ minutes', 90, 'seconds'],
		['two and a half minutes', 150, 'seconds'],
		['5 gigs', 5e9, 'bytes'],
		['10x', 10, 'times'],
		['90 pct', 90, 'percent'],
		['three weeks', 1_814_400, 'seconds'],
	])('%s', (text, value, unit) => {
		expect(findQuantities(text)).toEqual([expect.objectContaining({ value, unit })]);
	});

	test.each([
		['port 8080'],
		['node:24'],
		['the second stage'],
		['version 2.1'],
		['step 3 of 5'],
		['one byte-compiled file'],
		['a few seconds'],
		['sha256:12s'],
		['three stages'],
		['v1.0 s'],
	])('and none in: %s', (text) =>
		expect(findQuantities(text).filter(({ text: found }) => !/^one byte$/.test(found))).toEqual([]),
	);
});
