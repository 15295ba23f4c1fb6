import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { DEFAULT_SETTINGS } from '#core/lint/settings.ts';
import { findRule, rules } from '#core/rules/all-rules.ts';

const rulesOf = (path: string, text: string) => lint({ path, text }).map(({ rule }) => rule);

test('a finding has the range and the span of what the rule marks', () => {
	const text = 'FROM debian:12 AS a\nFROM debian:12\nRUN --mount=type=ssh git clone x:y\n';
	const [found] = lint(
		{ path: 'Dockerfile', text },
		{ rules: rules.filter(({ id }) => id === 'clone-in-build') },
	);
	expect(found).toMatchObject({
		rule: 'clone-in-build',
		severity: 'warning',
		range: { start: { line: 3, column: 22 }, end: { line: 3, column: 31 } },
		span: { start: 56, end: 65 },
	});
});

test('findings come in order of place, then of rule', () => {
	const text = 'FROM debian:12\nARG TOKEN\nRUN git clone https://$TOKEN@h/x\nADD . /x\n';
	const found = lint({ path: 'Dockerfile', text });
	const places = found.map(({ span }) => span.start);
	expect(places.length).toBeGreaterThan(3);
	expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('a file that cannot be parsed has a syntax error and no build checks', () => {
	const text = 'from debian:12 As x\nFOO bar\nARG TOKEN\nCOPY id_rsa /root/.ssh/\n';
	expect(rulesOf('Dockerfile', text)).toEqual(['syntax', 'key-in-image']);
	expect(lint({ path: 'Dockerfile', text })[0]).toMatchObject({ rule: 'syntax', severity: 'error' });
});

test.each([
	['Dockerfile', ''],
	['compose.yaml', 'services: [\n'],
	['daemon.json', '{ "insecure-registries": [ }'],
	['buildkitd.toml', '[registry\n'],
	['.dockerignore', 'a\n[b\n'],
])('a broken %s is a syntax error', (path, text) => {
	expect(rulesOf(path, text)).toContain('syntax');
});

test('a file of another kind has no findings, unless its kind is told', () => {
	expect(lint({ path: 'notes.txt', text: 'FOO' })).toEqual([]);
	expect(lint({ path: '-', text: 'FOO', kind: 'dockerfile' }).map(({ rule }) => rule)).toContain('syntax');
});

test('settings change a severity or switch a rule off', () => {
	const text = 'FROM debian:12\nRUN git pull\n';
	const severities = (rule: 'info' | 'off') =>
		lint(
			{ path: 'Dockerfile', text },
			{ settings: { ...DEFAULT_SETTINGS, rules: { 'clone-in-build': rule } } },
		)
			.filter((finding) => finding.rule === 'clone-in-build')
			.map(({ severity }) => severity);
	expect(severities('info')).toEqual(['info']);
	expect(severities('off')).toEqual([]);
});

test('every rule has a name of its own, and every alias leads to one rule', () => {
	const names = rules.flatMap(({ id, aliases = [] }) => [id, ...aliases]).map((name) => name.toLowerCase());
	expect(new Set(names).size).toBe(names.length);
	expect(findRule('secretsusedinargorenv')?.id).toBe('secret-in-arg-or-env');
});

test('every message is made of sentences', () => {
	for (const { messages } of rules)
		for (const message of Object.values(messages)) expect(message).toMatch(/^([A-Z`{].*[.?`]|\{reason\})$/);
});
