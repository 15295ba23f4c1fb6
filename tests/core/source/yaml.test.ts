import { describe, expect, it } from 'vitest';
import { mergeEntries, parseYaml, toPlainData, type YamlMap, type YamlScalar } from '#core/source/yaml.ts';

describe('parseYaml', () => {
	it('gives every scalar the place of its content, without quotes', () => {
		const text = '\uFEFFa: plain\r\nb: "double"\r\nc: \'single\'\r\n"d": [x, {e: y}]\r\n';
		const map = root(text);
		expect(map.entries.map(({ key }) => slice(text, key))).toEqual(['a', 'b', 'c', 'd']);
		expect(map.entries.slice(0, 3).map(({ value }) => slice(text, value))).toEqual([
			'plain',
			'double',
			'single',
		]);
	});

	it('ends a collection at its last character, not behind the line ends below it', () => {
		const text = 'a:\r\n  - x\r\n  - y: z\r\n\r\n# end\r\nb:\n  c: d\n\n';
		expect(root(text).entries.map(({ value }) => slice(text, value))).toEqual(['- x\r\n  - y: z', 'c: d']);
	});

	it.each([
		['an escape', 'a: "x\\ty 10.0.0.1 z"'],
		['a doubled quote', "a: 'it''s 10.0.0.1 here'"],
		['a folded plain scalar', 'a: one\n  two   three\n\n  four 10.0.0.1'],
		['a literal block', 'a: |\n    one\n      two\n\n    at 10.0.0.1\n'],
		['a folded block', 'a: >-\n    one\n    two at\n    10.0.0.1\n'],
		['a block with its indentation given', 'a: |2\n   one\n  10.0.0.1\n'],
		['a double-quoted text over lines', 'a: "one\n  two \\\n  three\n\n  10.0.0.1"'],
		['CRLF line ends', 'a: |\r\n  one\r\n  10.0.0.1\r\n'],
	])('knows where each character stands behind %s', (_, text) => {
		const value = root(text).entries[0]?.value as YamlScalar;
		const at = value.text.indexOf('10.0.0.1');
		const offset = value.sourceOffset(at);
		expect(text.slice(offset, value.sourceOffset(at + 7) + 1)).toBe('10.0.0.1');
	});

	it.each([
		['a: one two', 'one two'],
		['a: "x\\ty \\u0041 z"', 'x\\y \\ z'],
		['a: "it\'\'s \\t x"', "it''s \\ x"],
		["a: |\n  it''s\n  x\n", "it''s\nxx"],
		["a: 'it''s one  two'", "it's one  two"],
		['a: one\n  two   three', 'one\ntwo   three'],
		['a: "one\n  two \\\n  three"', 'one\ntwo three'],
		['a: |\n  one\n    two\n  three\n', 'one\n  two\nthreee'],
		['a: >-\n  one\n  two\n', 'one\ntwo'],
		['a: |\n  one \\\n  two\n', 'one \\\ntwoo'],
	])('knows where each character of %j was written', (text, written) => {
		const value = root(text).entries[0]?.value as YamlScalar;
		const places = Array.from(value.text, (_, index) => value.sourceOffset(index));
		expect(places.map((place) => text[place]).join('')).toBe(written);
	});

	it('reads a scalar for what the core schema says it is, and else for a text', () => {
		const text = 'a: true\nb: 1.5\nc: yes\nd: null\ne: "1"\nf:\n';
		expect(toPlainData(root(text))).toEqual({ a: true, b: 1.5, c: 'yes', d: null, e: '1', f: null });
	});

	it('reads no more than 512 KB', () => {
		expect(parseYaml('#'.repeat(512 * 1024)).errors).toEqual([]);
		expect(parseYaml('#'.repeat(512 * 1024 + 1)).errors.map(({ message }) => message)).toEqual([
			'The file is longer than 512 KB and is not read.',
		]);
	});

	it.each([
		'['.repeat(20_000),
		'{ a: '.repeat(20_000),
		'- '.repeat(20_000),
		`${'{ a: '.repeat(4_000)}b${' }'.repeat(4_000)}`,
	])('says of collections that nest too deeply that they do', (text) => {
		expect(parseYaml(text).errors.map(({ message }) => message)).toEqual([
			'The file nests collections too deeply to be read.',
		]);
	});

	it('reports what is wrong from top to bottom', () => {
		const starts = parseYaml('a: 1\na: 2\nb: x\0\nb: y\0\n').errors.map(({ span }) => span.start);
		expect(starts).toEqual([5, 14, 16, 20]);
	});

	it.each([
		['lists', '['],
		['mappings', '{ a: '],
	])(
		'gives plain data of %s that nest deeper than any hand writes, without what is at their bottom',
		(_, open) => {
			const text = `a: ${open.repeat(100)}0${open
				.replace(/.*\{.*/, '}')
				.replace('[', ']')
				.repeat(100)}`;
			const data = JSON.stringify(toPlainData(root(text)));
			expect(data).toContain('null');
			expect(data).not.toContain('0');
		},
	);

	it('takes an alias for the anchor that stands before it', () => {
		expect(toPlainData(root('a: &x 1\nb: *x\nc: &x 2\nd: *x\n'))).toEqual({ a: 1, b: 1, c: 2, d: 2 });
	});

	it.each([
		['a duplicate key', 'a: 1\nb: 2\na: 3\n', 'The key `a` stands twice in the same mapping.', 'a', 10],
		['an alias inside its own anchor', 'a: &x [*x]', 'The alias `*x` stands inside what it names.', '*x', 7],
		[
			'a null byte',
			'a: x\0\0y',
			'A control character (U+0000) is not allowed in YAML. Remove it.',
			'\0\0',
			4,
		],
		['a list as key', '? [a]\n: b\n', 'A key must be a plain word, not a list or a mapping.', '[a]', 2],
	])('reports %s where it stands', (_, text, message, word, start) => {
		const { errors } = parseYaml(text);
		expect(errors).toEqual([{ message, span: { start, end: start + word.length } }]);
	});

	it('reports tabs, unknown aliases and open brackets', () => {
		for (const text of ['a:\n\t- b', 'a: *nothing', 'a: [1, 2', 'a: "open', ': :\n - ]']) {
			const messages = parseYaml(text).errors.map(({ message }) => message);
			expect(messages, text).not.toEqual([]);
			for (const message of messages) expect(message).toMatch(/[^.!?][.!?]$/);
		}
	});

	it.each([
		['a quoted text that is never closed', 'a: "open', 'open'],
		['a quote at the very end', 'a: "', ''],
		['a block of text without a line', 'a: |\nb: 1\n', '|'],
		['a block of text that ends with its mark', 'a: |', '|'],
		['a block of empty lines', 'a: >-\n\n  \nb: 1\n', '>'],
	])('knows the place of %s', (_, text, place) => {
		const [document] = parseYaml(text).documents;
		const value = document?.type === 'map' ? document.entries[0]?.value : undefined;
		expect(value && slice(text, value)).toBe(place);
		expect(value && value.span.end - value.span.start).toBe(place.length);
	});

	it('gives an alias the very data that it names', () => {
		const data = toPlainData(root('a: &x { b: [1] }\nc: *x\n')) as Record<string, unknown>;
		expect(data['c']).toBe(data['a']);
	});
});

describe('mergedEntries', () => {
	it('lets own keys win over merged ones, and earlier merges over later ones', () => {
		const text = 'x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2, <<: {d: 2}}\nz: {<<: [*x, *y], c: 3}\n';
		const z = root(text).entries[2]?.value as YamlMap;
		expect(
			Object.fromEntries(mergeEntries(z).map(({ key, value }) => [key.text, toPlainData(value)])),
		).toEqual({
			a: 1,
			b: 1,
			c: 3,
			d: 2,
		});
	});
});

it('follows no endless chain of merges', () => {
	const links = Array.from({ length: 300 }, (_, at) => `k${at}: &k${at} { n${at}: 1, <<: *k${at - 1} }\n`);
	const text = `k-1: &k-1 { n: 1 }\n${links.join('')}`;
	const last = root(text).entries.at(-1)?.value as YamlMap;
	const names = mergeEntries(last).map(({ key }) => key.text);
	expect(names.slice(0, 2)).toEqual(['n299', 'n298']);
	expect(names).toHaveLength(200);
});

function root(text: string): YamlMap {
	const { documents, errors } = parseYaml(text);
	expect(errors).toEqual([]);
	const [document] = documents;
	if (document?.type !== 'map') throw new Error('not a mapping');
	return document;
}

function slice(text: string, { span }: { span: { start: number; end: number } }): string {
	return text.slice(span.start, span.end);
}
