import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { DEFAULT_SETTINGS } from '#core/lint/settings.ts';
import { findRule, rules } from '#core/rules/all-rules.ts';

test('the list holds each rule that a file defines, once, under the topic of its folder', () => {
	const folder = 'src/core/rules';
	const defined = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.includes('/') && path.endsWith('.ts'))
		.filter((path) => / = defineRule\(/.test(readFileSync(join(folder, path), 'utf8')))
		.map((path) => path.slice(0, -'.ts'.length));
	const listed = rules.filter(({ topic }) => topic !== 'linter').map(({ id, topic }) => `${topic}/${id}`);
	expect(listed.toSorted()).toEqual(defined.toSorted());
	expect(defined.map((path) => basename(path))).toContain('default-bridge');
});

test('every rule of a topic looks at some kind of file', () => {
	const idle = rules.filter(
		({ topic, dockerfile, compose, config }) => topic !== 'linter' && !(dockerfile ?? compose ?? config),
	);
	expect(idle.map(({ id }) => id)).toEqual([]);
});

test('no two rules share a name', () => {
	const names = rules.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((name) => name.toLowerCase()));
	expect(new Set(names).size).toBe(names.length);
	expect(findRule('stagenamecasing')?.id).toBe('stage-name-casing');
});

const suppressed = (rule: string, image: string) =>
	lint({ path: 'Dockerfile', text: `# drydock ignore=${rule} as agreed\n${image}\n` }).map(
		({ message }) => message,
	);

test('a suppression of a rule for other files silences nothing here, and is no unknown name', () => {
	const nothing = '`default-bridge` reports nothing on the line below. Remove it from this comment.';
	expect(suppressed('default-bridge', 'FROM debian:13')).toContain(nothing);
	expect(suppressed('default-bridge', 'FROM')).not.toContain(nothing);
});

test('a suppression of a rule that was not run is left alone', () => {
	const text = '# drydock ignore=default-bridge as agreed\nFROM debian:13\n';
	const settings = { ...DEFAULT_SETTINGS, rules: { 'default-bridge': 'off' } } as const;
	const others = rules.filter(({ id }) => id !== 'default-bridge');
	expect(lint({ path: 'Dockerfile', text }, { settings })).toEqual([]);
	expect(lint({ path: 'Dockerfile', text }, { rules: others })).toEqual([]);
});
