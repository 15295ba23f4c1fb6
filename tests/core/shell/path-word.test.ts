import { expect, test } from 'vitest';
import { listPathPatterns } from '#core/shell/path-word.ts';

const VALUES: Readonly<Record<string, string>> = {
	$A: '/a b',
	'${A}': '/a b',
	$GLOB: '*.txt',
	$BRACES: '{x,y}',
};

/** What a shell makes of a word; `?` at the end where the rest is not known, `~` in front of a pattern. */
const read = (raw: string, shell: string | undefined = 'sh') =>
	listPathPatterns(
		{ raw, text: undefined, span: { start: 0, end: raw.length } },
		{ shell, home: '/root', expand: (reference) => VALUES[reference] },
	).map(({ text, isPattern, isKnown }) => `${isPattern ? '~' : ''}${text}${isKnown ? '' : '?'}`);

test.each<[string, string[]]>([
	['/a/b', ['/a/b']],
	['"/a b"', ['/a b']],
	["'/a b'", ['/a b']],
	['/a\\ b', ['/a b']],
	['"/a\\"b"', ['/a"b']],
	['"/a\\$b"', ['/a$b']],
	['"/a\\xb"', ['/a\\xb']],
	["'/a\\b'", ['/a\\b']],
	["'$A'", ['$A']],
	['$A/c', ['/a b/c']],
	['"${A}/c"', ['/a b/c']],
	['$B/c', ['?']],
	['/x/$B/c', ['/x/?']],
	['/x/$(date)', ['/x/?']],
	['/x/`date`', ['/x/?']],
	['/x/$', ['/x/?']],
	['~/a', ['/root/a']],
	['~', ['/root']],
	['"~/a"', ['~/a']],
	['a~/b', ['a~/b']],
	['~app/a', ['~app/a']],
	['$HOME/a', ['/root/a']],
	['${HOME}/a', ['/root/a']],
	['/a/*.txt', ['~/a/*.txt']],
	['/a/?', ['~/a/?']],
	['/a/[bc]', ['~/a/[bc]']],
	['"/a/*.txt"', ['/a/*.txt']],
	['/a/\\*.txt', ['/a/*.txt']],
	['"/a*"/*.txt', ['~/a\\*/*.txt']],
	['/a/$GLOB', ['~/a/*.txt']],
	['"/a/$GLOB"', ['/a/*.txt']],
	['/a/{b,c}', ['/a/{b,c}']],
	['~/[*]', ['~/root/[*]']],
])('sh makes of %s: %j', (raw, paths) => {
	expect(read(raw)).toEqual(paths);
});

test.each<[string, string[]]>([
	['/a/{b,c}', ['/a/b', '/a/c']],
	['"/a/{b,c}"', ['/a/{b,c}']],
	['/a/$BRACES', ['/a/{x,y}']],
	['/a/{b,*.c}', ['/a/b', '~/a/*.c']],
])('bash makes of %s: %j', (raw, paths) => {
	expect(read(raw, 'bash')).toEqual(paths);
});

test('where no shell reads a word, its value is a path', () => {
	const reader = { shell: undefined, home: '/root', expand: () => undefined };
	const word = { raw: '"/a/*"', span: { start: 0, end: 6 } };
	expect(listPathPatterns({ ...word, text: '/a/*' }, reader)).toEqual([
		{ text: '/a/*', isPattern: false, isKnown: true },
	]);
	expect(listPathPatterns({ ...word, text: undefined }, reader)).toMatchObject([{ isKnown: false }]);
});
