import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { DEFAULT_SETTINGS } from '#core/lint/settings.ts';
import { rules } from '#core/rules/all-rules.ts';
import { first, left } from '../suppressed.ts';

const only = (text: string) => left(text, 'Dockerfile', []);

test('a suppression that silences nothing is reported for each rule that does not report', () => {
	const text = 'FROM a:1\n# drydock ignore=git-in-image,pin-base-image why\nRUN a\n';
	expect(left(text, 'Dockerfile', [first, ...rules.filter(({ id }) => id === 'pin-base-image')])).toEqual([
		'1 git-in-image',
		'2 unused-suppression: `pin-base-image` reports nothing on the line below. Remove it from this comment.',
	]);
});

test('a suppression without a reason silences nothing and says how to write one', () => {
	expect(left('# drydock ignore=git-in-image\nFROM a:1\n', 'Dockerfile', [first])).toEqual([
		'1 unused-suppression: This comment gives no reason, so it silences nothing. Write `# drydock ignore=git-in-image <reason>`.',
		'2 git-in-image',
	]);
});

test('an unknown rule is reported by the name as written', () => {
	expect(only('# drydock ignore=Git-In-Images why\nFROM a:1\n')).toEqual([
		'1 unused-suppression: There is no rule `Git-In-Images`. Write the name as the finding shows it.',
	]);
});

test.each([
	'drydock ignore git-in-image why',
	'drydock: ignore=git-in-image why',
	'drydock-ignore=git-in-image why',
	'drydock ignore= why',
	'drydock ignore',
])('`# %s` is meant as a suppression and is not understood', (comment) => {
	const found = only(`# ${comment}\nFROM a:1\n`);
	expect(found).toHaveLength(1);
	expect(found[0]).toMatch(
		/^1 unused-suppression: (This comment is not understood|There is no rule `why`|This comment gives)/,
	);
});

test('without `=` it is said how it is written', () => {
	expect(only('# drydock ignore git-in-image why\nFROM a:1\n')).toEqual([
		'1 unused-suppression: This comment is not understood. Write `# drydock ignore=<rule>[,<rule>] <reason>`.',
	]);
});

test('nothing is said where other rules alone are run', () => {
	const text = '# drydock ignore=git-in-image\nFROM a:1\n';
	expect(lint({ path: 'Dockerfile', text }, { rules: [first] }).map(({ rule }) => rule)).toEqual([
		'git-in-image',
	]);
});

test('other words about drydock are only words', () => {
	expect(only('# drydock checks this file\n# drydock ignores nothing\nFROM a:1\n')).toEqual([]);
});

test('a suppression at the end of a file has nothing below it', () => {
	expect(left('FROM a:1\n# drydock ignore=git-in-image why\n', 'Dockerfile', [first])).toEqual([
		'1 git-in-image',
		'2 unused-suppression: `git-in-image` reports nothing on the line below. Remove it from this comment.',
	]);
});

test('the second of two equal suppressions silences nothing', () => {
	const text = '# drydock ignore=git-in-image a\n# drydock ignore=git-in-image b\nFROM a:1\n';
	expect(left(text, 'Dockerfile', [first])).toEqual([
		'2 unused-suppression: `git-in-image` reports nothing on the line below. Remove it from this comment.',
	]);
});

test('a rule that did not run is not called unused', () => {
	const text = '# drydock ignore=git-in-image why\nFROM a:1\n';
	expect(only(text)).toEqual([]);
	const settings = { ...DEFAULT_SETTINGS, rules: { 'git-in-image': 'off' } } as const;
	expect(lint({ path: 'Dockerfile', text }, { settings }).map(({ rule }) => rule)).not.toContain(
		'unused-suppression',
	);
});

test('a syntax error cannot be silenced', () => {
	const found = lint({ path: 'Dockerfile', text: 'FROM a:1\n# drydock ignore=syntax why\nFOO bar\n' });
	expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
		'unused-suppression: A syntax error cannot be silenced. Remove `syntax` from this comment and mend the file.',
		expect.stringMatching(/^syntax: /),
	]);
});

test('it can be switched off', () => {
	const settings = { ...DEFAULT_SETTINGS, rules: { 'unused-suppression': 'off' } } as const;
	expect(lint({ path: 'Dockerfile', text: '# drydock ignore=x y\nFROM a:1\n' }, { settings })).toEqual([]);
});
