import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCompose } from '#core/compose/parse.ts';
import type { ConfigKind } from '#core/config/model.ts';
import { parseConfig } from '#core/config/parse.ts';
import { parseYaml } from '#core/source/yaml.ts';
import { processorSeconds } from '../../processor-seconds.ts';

const KINDS: readonly ConfigKind[] = ['daemon', 'buildkitd', 'registry'];
const many = (count: number, line: (index: number) => string) =>
	Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** Each is small as a text and large, deep or endless once read without care. */
const HOSTILE: Record<string, string> = {
	'a bomb of aliases': `a: &a0 [x, x, x, x, x, x, x, x, x]\n${many(30, (i) => `b${i}: &a${i + 1} [${Array(9).fill(`*a${i}`)}]`)}\nservices: {w: {image: x, labels: *a30, environment: *a30, command: *a30}}`,
	'services that all merge one large mapping': `x: &x\n${many(5_000, (i) => `  k${i}: v`)}\nservices:\n${many(3_000, (i) => `  s${i}: {<<: *x}`)}`,
	'services that all share one large environment': `x: &x\n${many(5_000, (i) => `  k${i}: v`)}\nservices:\n${many(3_000, (i) => `  s${i}: {environment: *x}`)}`,
	'services that all extend a large one': `services:\n  s:\n    environment:\n${many(5_000, (i) => `      k${i}: v`)}\n${many(3_000, (i) => `  s${i}: {extends: s, environment: {a: b}}`)}`,
	'a long chain of merges': `a0: &a0 {k: v}\n${many(6_000, (i) => `a${i + 1}: &a${i + 1} {<<: *a${i}, k${i}: v}`)}\nservices: {w: *a6000}`,
	'a long chain of lists in lists': `a0: &a0 [v]\n${many(6_000, (i) => `a${i + 1}: &a${i + 1} [*a${i}]`)}\nservices: {w: {image: x, labels: *a6000}}`,
	'a long chain of extends': `services:\n${many(3_000, (i) => `  s${i}: {extends: s${i + 1}, image: x}`)}`,
	'extends in a circle': 'services: {a: {extends: b}, b: {extends: {service: a}}}',
	'an anchor that holds itself': 'services: &a {w: {build: *a, <<: *a}}',
	'deep flow lists': '['.repeat(100_000),
	'deep flow mappings': '{a: '.repeat(50_000),
	'deep TOML lists': `a = ${'['.repeat(50_000)}`,
	'deep TOML tables': `a = ${'{b='.repeat(30_000)}`,
	'TOML tables with dots': many(5_000, (i) => `[a${i}.b.c.d.e]\nf = ${i}`),
	'deep block mappings': many(1_000, (i) => `${' '.repeat(i)}a:`),
	'five thousand documents': '---\na: 1\n'.repeat(5_000),
	'ten thousand equal keys': 'a: 1\n'.repeat(10_000),
	'commas only': `{${','.repeat(10_000)}`,
	'variables within variables': `services: {w: {image: "${('$' + '{A:-').repeat(20_000)}"}}`,
	'closed variables within variables': `services: {w: {image: "${('$' + '{A:-').repeat(5_000)}x${'}'.repeat(5_000)}"}}`,
	'an endless command': `services: {w: {command: "${"sh -c 'a && b' ".repeat(20_000)}"}}`,
	'a port of colons': `services: {w: {ports: ["${':'.repeat(100_000)}"]}}`,
	'null bytes': `services:\0\n  w:\0 {image: "\0"}\n`,
	'keys of objects':
		'services: {__proto__: {image: x, environment: {__proto__: a, constructor: b}, toString: {a: b}}}',
	'an odd tag': 'services: !!binary {w: !reset {image: x}}\n',
	'half a surrogate pair': 'services: {w: {image: "\uD83D", command: "\\uD83D \uDE00"}}',
	'a version directive': '%YAML 1.1\n%TAG ! tag:x,2000:\n---\nservices: {w: {image: yes}}\n',
};

describe('hostile input', () => {
	it.each(Object.entries(HOSTILE))(
		'is read without a crash and in bounded processor time: %s',
		(_, text) => {
			const seconds = processorSeconds(() => {
				parseCompose(text);
				for (const kind of KINDS) parseConfig(kind, text);
			});
			expect(seconds).toBeLessThan(5);
		},
		60_000,
	);

	it('gives every span inside the text, in order, for any text made of YAML parts', () => {
		const part = fc.constantFrom(
			...[
				'services:',
				'a:',
				' ',
				'  ',
				'\n',
				'\r\n',
				'- ',
				'"',
				"'",
				'{',
				'}',
				'[',
				']',
				',',
				': ',
				'&a ',
				'*a',
				'<<: ',
			],
			...[
				'|',
				'>-',
				'#',
				'---\n',
				'\t',
				'$',
				'$' + '{A:-b}',
				'image: x:1',
				'command: ',
				'ports: ',
				'10.0.0.1:80:80',
				'\0',
				'\uFEFF',
				'=',
				'\\',
			],
		);
		const text = fc.array(part, { maxLength: 60 }).map((parts) => `services:\n  w:\n    ${parts.join('')}`);
		fc.assert(
			fc.property(text, (source) => {
				const { compose, errors } = parseCompose(source);
				for (const span of [...spans(compose.services), ...spans(errors)]) {
					expect(span.start).toBeGreaterThanOrEqual(0);
					expect(span.end).toBeGreaterThanOrEqual(span.start);
					expect(span.end).toBeLessThanOrEqual(source.length);
				}
				for (const kind of KINDS) parseConfig(kind, source);
				parseYaml(source);
			}),
			{ numRuns: 1_000, examples: [['services:\n  w:\n    command: "\r\n\\---\n']] },
		);
	});
});

function spans(value: unknown): { start: number; end: number }[] {
	if (typeof value !== 'object' || value === null) return [];
	const found = Object.values(value).flatMap(spans);
	const { start, end } = value as { start?: unknown; end?: unknown };
	return typeof start === 'number' && typeof end === 'number' ? [{ start, end }, ...found] : found;
}
