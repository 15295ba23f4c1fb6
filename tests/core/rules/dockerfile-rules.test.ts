import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { rules } from '#core/rules/all-rules.ts';
import { dockerfileRules } from '#core/rules/dockerfile-rules.ts';

test('holds every rule that looks at Dockerfiles and the linter’s own, in teaching order', () => {
	const expected = rules.filter((rule) => rule.dockerfile || rule.topic === 'linter');
	expect(dockerfileRules.rules.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
});

test('knows the names of all others', () => {
	const others = rules.filter((rule) => !dockerfileRules.rules.includes(rule));
	expect([...dockerfileRules.silent].sort()).toEqual(others.map(({ id }) => id).sort());
	for (const { id, aliases = [] } of rules)
		for (const name of [id, ...aliases]) expect(dockerfileRules.idOf(name.toUpperCase())).toBe(id);
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
	const settings = { rules: { 'default-bridge': 'off' }, privateRegistries: [], site: '' } as const;
	const others = dockerfileRules.rules;
	expect(lint({ path: 'Dockerfile', text }, { settings })).toEqual([]);
	expect(lint({ path: 'Dockerfile', text }, { rules: others })).toEqual([]);
});
