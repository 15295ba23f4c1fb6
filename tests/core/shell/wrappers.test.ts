import { describe, expect, test } from 'vitest';
import { extractProgramName, findScriptArgument, isShell, unwrap } from '#core/shell/wrappers.ts';

/** Words as a shell has them; one that starts with `$` cannot be known. */
const split = (text: string) =>
	text.split(' ').map((word) => ({ text: word.startsWith('$') ? undefined : word }));

test.each([
	['git', 'git'],
	['/usr/bin/git', 'git'],
	['C:\\Tools\\GIT.EXE', 'GIT'],
	['a.exe', 'a'],
	['.exe', ''],
	['axexe', 'axexe'],
	['a.sh', 'a.sh'],
])('the program that %j names is %j', (path, name) => {
	expect(extractProgramName(path)).toBe(name);
});

describe('behind a wrapper', () => {
	test.each<readonly [text: string, program: number | undefined, assignments: readonly number[]]>([
		['git clone', undefined, []],
		['sudo git', 1, []],
		['sudo -u root git', 3, []],
		['sudo -E -- git', 3, []],
		['sudo -E git', 2, []],
		['sudo A=b C=d git', 3, [1, 2]],
		['sudo -- -E git', 2, []],
		['sudo', undefined, []],
		['sudo -u', undefined, []],
		['env -u A B=c git', 4, [3]],
		['env $A git', 1, []],
		['timeout 10 git', 2, []],
		['timeout -k 5 10 git', 4, []],
		['timeout 10', undefined, []],
		['corepack npm install', 1, []],
		['corepack enable', undefined, []],
		['nice A=b git', 1, []],
		['command -v git', undefined, []],
		['toString git', undefined, []],
	])('of %j stands word %s', (text, program, assignments) => {
		const words = split(text);
		expect(unwrap(words[0]?.text, words, 0)).toEqual(
			program === undefined ? undefined : { program, assignments },
		);
	});
});

describe('the script', () => {
	test.each<readonly [text: string, at: number, script: number | undefined]>([
		['sh -c a', 0, 2],
		['x sh -c a', 1, 3],
		['sh a', 0, undefined],
		['sh -e a', 0, undefined],
		['sh -ec a', 0, 2],
		['bash -o pipefail -c a', 0, 4],
		['bash -eo pipefail -c a', 0, 4],
		['bash +o posix -c a', 0, 4],
		['bash +c a', 0, undefined],
		['bash -c -e a', 0, 3],
		['bash -c -- a', 0, 3],
		['bash -- a', 0, undefined],
		['bash --norc -c a', 0, 3],
		['bash --rcfile b -c a', 0, 4],
		['bash --init-file b -c a', 0, 4],
		['sh -c $a b', 0, 2],
		['sh - -c', 0, undefined],
		['sh -c', 0, undefined],
		['eval a', 0, 1],
		['x eval a', 1, 2],
		['eval a b', 0, undefined],
		['su -c a', 0, 2],
		['su me --command a', 0, 3],
		['-c su me', 1, undefined],
		['runuser -u me -c a', 0, 4],
		['node -c a', 0, undefined],
	])('of %j is the word behind its option', (text, at, script) => {
		const words = split(text);
		expect(findScriptArgument(words[at]?.text, words, at)).toBe(script);
	});
});

test('a shell is one whose language is that of sh', () => {
	expect(['sh', 'bash', 'dash', 'pwsh', 'fish', undefined].map(isShell)).toEqual([
		true,
		true,
		true,
		false,
		false,
		false,
	]);
});
