import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { DockerfileFacts } from '#core/image/facts.ts';
import type { ShellCommand } from '#core/shell/command.ts';
import { listExecCommands, listScriptCommands } from '#core/shell/commands.ts';
import { makeScript } from '#core/shell/script.ts';
import { areAlternatives } from '#core/shell/surroundings.ts';
import { processorSeconds } from '../../processor-seconds.ts';

describe('the commands of a shell text', () => {
	test.each([
		['behind && and ||, and apart by ;', 'a b && c || d; e', ['a b', 'c', 'd', 'e']],
		[
			'in conditions, loops, cases and functions',
			'if a; then b; elif c; then d; else e; fi; for x in 1; do f; done; while g; do h; done; case i in i) j;; esac; k() { l; }',
			['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'l'],
		],
		['in what a pipe leads to', 'a | (b; c) | while d; do e; done', ['a', 'b', 'c', 'd', 'e']],
		['in subshells, groups and negations', '(a; b) && { c; } && ! d', ['a', 'b', 'c', 'd']],
		[
			'in substitutions of every kind',
			'a $(b c) `d` "e $(f)" <(g) ${h:-$(i)} $((1 + $(j)))',
			['a $(b c) `d` "e $(f)" <(g) ${h:-$(i)} $((1 + $(j)))', 'b c', 'd', 'f', 'g', 'i', 'j'],
		],
		['in the value of an assignment', 'A=$(b) && C=$(d) e', ['b', 'C=$(d) e', 'd']],
		['in backticks within backticks', 'a `b \\`c d\\``', ['a `b \\`c d\\``', 'b \\`c d\\`', 'c d']],
		[
			'in sh -c, bash -ec and su -c',
			'sh -c "a && b"; bash -ec \'c; d\'; su -c "e" user',
			['a', 'b', 'c', 'd', 'e'],
		],
		['in sh -c within sh -c', 'sh -c "a; bash -o pipefail -c \'b | c\'"', ['a', 'b', 'c']],
		['in a heredoc given to a shell', 'bash -e <<E\na\nb\nE\nc', ['bash -e <<E', 'a', 'b', 'c']],
		['not in a heredoc given to a shell that has a script', 'bash x.sh <<E\na\nE', ['bash x.sh <<E']],
		['in a substitution of a script, once', 'sh -c "a $(b)"', ['a $(b)', 'b']],
		['not in a heredoc given to another program', 'cat <<E\na\n$(b)\nE', ['cat <<E', 'b']],
		['not in comments, quotes and other words', '# a\nb "c; d" # e\n', ['b "c; d"']],
		['of a script for a shell', '#!/usr/bin/env bash\na\n', ['a']],
		['not of a script for something else', '#!/usr/bin/env python3\na\n', []],
		['before a line that nobody can read', 'a && b\n)', ['a', 'b']],
	] as const)('are found %s', (_, text, expected) => {
		expect(
			listScriptCommands(makeScript(text, 0)).map(({ span }) => text.slice(span.start, span.end)),
		).toEqual(expected);
	});

	test.each([
		['sudo -u root -E A=b apt-get update', 'apt-get', ['sudo']],
		['env -u X A=b /usr/bin/git clone', 'git', ['env']],
		['exec nice -n 5 time nohup node .', 'node', ['exec', 'nice', 'time', 'nohup']],
		['timeout -k 5 10 curl x', 'curl', ['timeout']],
		['a | xargs -n 1 -I {} rm {}', 'rm', ['xargs']],
		['command git', 'git', ['command']],
		['gosu app ./start.sh', 'start.sh', ['gosu']],
		['runuser -u app -- ./start.sh', 'start.sh', ['runuser']],
		['corepack pnpm install', 'pnpm', ['corepack']],
		['corepack enable', 'corepack', []],
		['php -d memory_limit=-1 /usr/bin/composer install', 'composer', ['php']],
		['php artisan serve', 'php', []],
		['sh -c "sudo git pull"', 'git', ['sh', 'sudo']],
		['command -v git', 'command', []],
		['sudo -l', 'sudo', []],
		['"$PROGRAM" install', undefined, []],
	] as const)('lose their wrappers: %s', (text, name, wrappers) => {
		const command = listScriptCommands(makeScript(text, 0)).at(-1);
		expect(command?.name).toBe(name);
		expect(command?.wrappers).toEqual(wrappers);
	});

	test('have words with and without a value that can be known', () => {
		const [command] = listScriptCommands(
			makeScript(`A=1 B=$C D+='e f' env G=h= run 'a b' "c"d e\\ f $G "\${H}" '$I' "\\$J" *.deb`, 0),
		);
		expect(command?.args.map(({ text }) => text)).toEqual([
			'a b',
			'cd',
			'e f',
			undefined,
			undefined,
			'$I',
			'$J',
			'*.deb',
		]);
		expect(command?.assignments).toEqual([
			{ name: 'A', raw: '1', value: '1' },
			{ name: 'B', raw: '$C', value: undefined },
			{ name: 'D', raw: "'e f'", value: 'e f' },
			{ name: 'G', raw: 'h=', value: 'h=' },
		]);
	});

	test.each([
		["pkgs='a b'; run $pkgs c", ['a', 'b', 'c']],
		['pkgs="a b" && run "$pkgs" x$pkgs', ['a b', 'xa', 'b']],
		['a=1 b=$a-2; run /opt/$b/${a}', ['/opt/1-2/1']],
		["export a='b c'; run $a", ['b', 'c']],
		['none=; run $none x', ['x']],
		['a=b; a=c; run $a', ['c']],
		['a=b; if x; then a=c; fi; run $a', [undefined]],
		['[ "$x" ] && a=c; run $a', [undefined]],
		['y || a=c; run $a', [undefined]],
		['a=b; a+=c; run $a', [undefined]],
		['a=b; read a; run $a', [undefined]],
		['for a in b c; do run $a x-$a; done', ['b', 'x-b', 'c', 'x-c']],
		["pkgs='b c'; for a in $pkgs d; do run $a; done", ['b', 'c', 'd']],
		["for a in 'b c' d; do run $a; done", ['b', 'c', 'd']],
		['for a in b $(c) d; do run $a; done', ['b', undefined, 'd']],
		['for a in b c; do for d in e f; do run $a$d; done; done', ['be', 'bf', 'ce', 'cf']],
		['for a; do run $a; done', [undefined]],
		['for a in b; do x; done; run $a', [undefined]],
		['f() { for a in "$@"; do run $a; done; }; f b c', ['b', 'c']],
		['f() { run "$@" $2; }; f a "b c"', ['a', 'b c', 'b', 'c']],
		['f() { shift; run "$@"; }; f a b c', ['b', 'c']],
		['f() { run $1 $*; }; f a "$b"', ['a', 'a', undefined]],
		['f() { run $1 x-$1; }; f "a b"', ['a', 'b', 'x-a', 'b']],
		['f() { "$@"; }; f true; f run a', ['a']],
		['f() { g d; run $1; }; g() { h; }; f a', ['a']],
		['run "$@" $1', [undefined, undefined]],
		['(a=b); run $a', [undefined]],
		['a=b run $a', [undefined]],
		['a=$(b); run $a', [undefined]],
		["a=b; run ${a:-c} \"$a'\" '$a'", [undefined, undefined, '$a']],
	] as const)('have the words that variables of the same text stand for: %s', (text, expected) => {
		const commands = listScriptCommands(makeScript(text, 0)).filter(({ name }) => name === 'run');
		expect(commands.flatMap(({ args }) => args.map((word) => word.text))).toEqual(expected);
	});

	test('are named by a variable of the same text, and all its words stand where the variable does', () => {
		const text = "get='apt-get install -y'; $get git";
		const [command] = listScriptCommands(makeScript(text, 0)).filter(({ name }) => name !== undefined);
		expect(command).toMatchObject({ name: 'apt-get', packageAction: { action: 'install' } });
		expect(command && wordsAt(command, text)).toBe('$get|$get|$get|git');
	});

	test('of a trap come last, and nothing calls them', () => {
		const text = "trap 'rm -rf /a \\\n /b; b' EXIT; trap - INT; trap '' TERM; c";
		const commands = listScriptCommands(makeScript(text, 0));
		expect(commands.map(({ name }) => name)).toEqual(['trap', 'trap', 'trap', 'c', 'rm', 'b', '-']);
		expect(wordsAt(commands[4] as ShellCommand, text)).toBe('rm|-rf|/a|/b');
		expect(commands.filter(({ surroundings }) => surroundings.isUncalled)).toHaveLength(3);
	});

	test('of a function come again at each call that tells it what to do, and stand where they are told', () => {
		const text =
			'f() { until "$@"; do a; done; }; g() { b; }; f apt-get update; g; f sh -c "c && d"; g; f f e';
		const commands = listScriptCommands(makeScript(text, 0));
		const words = commands.map((command) => wordsAt(command, text));
		expect(words.filter((word) => !/^[fg]/.test(word))).toEqual([
			'apt-get|update',
			'a',
			'b',
			'c',
			'd',
			'a',
			'e',
			'a',
			'a',
		]);
	});

	test('come in the order in which the shell first runs them, those of functions nobody calls last', () => {
		const text = 'a() { b; }; c() { d; }; e; a; f; a; c() { g; }';
		const commands = listScriptCommands(makeScript(text, 0));
		expect(commands.map(({ name }) => name)).toEqual(['e', 'a', 'b', 'f', 'a', 'd', 'g']);
		expect(commands.flatMap(({ name, surroundings }) => (surroundings.isUncalled ? [name] : []))).toEqual([
			'd',
			'g',
		]);
	});

	test.each([
		['isRepeated', 'while a; do b; done; c; for x in $(d); do e; done', ['a', 'b', 'd', 'e']],
		['isRepeated', 'a() { b; }; until c; do a; done', ['c', 'a', 'b']],
		['isBackground', 'a & b; (c; d) & e && f & g', ['a', 'c', 'd', 'e', 'f']],
		['isSubstituted', 'a $(b) `c` <(d) "$(e)"; f', ['b', 'c', 'd', 'e']],
	] as const)('know what they stand in: %s', (kind, text, expected) => {
		const commands = listScriptCommands(makeScript(text, 0));
		expect(commands.flatMap(({ name, surroundings }) => (surroundings[kind] ? [name] : []))).toEqual(
			expected,
		);
	});

	test.each([
		['if x; then a; else b; fi', true],
		['if x; then y; elif a; then z; else b; fi', false],
		['case x in 1) a;; *) b;; esac', true],
		['if x; then a; fi; if y; then b; fi', false],
		['if x; then a; b; fi', false],
		['if x; then if y; then a; fi; else b; fi', true],
		['a; b', false],
	] as const)('know whether the shell runs only one of two: %s', (text, expected) => {
		const commands = listScriptCommands(makeScript(text, 0));
		const [a, b] = ['a', 'b'].map((one) => commands.find(({ name }) => name === one)?.surroundings);
		expect(a && b && areAlternatives(a, b)).toBe(expected);
	});

	test('know what they are redirected to, and whom they are piped to', () => {
		const commands = listScriptCommands(makeScript('a < b | c 2>> "d e" ; f', 0));
		expect(
			commands.map(({ redirects }) => redirects.map(({ operator, target }) => [operator, target.text])),
		).toEqual([[['<', 'b']], [['>>', 'd e']], []]);
		expect(commands.map(({ pipeline }) => pipeline)).toEqual([0, 0, 1]);
	});

	test('know the groups whose output goes elsewhere', () => {
		const commands = listScriptCommands(
			makeScript('{ a; { b; } 2> "$(c)"; } > d; for x in y; do e; done >> f; g', 0),
		);
		const targets = commands.map(({ name, surroundings }) => [
			name,
			surroundings.groups.map(({ redirects }) => redirects.map(({ target }) => target.raw).join()).join(),
		]);
		expect(targets).toEqual([
			['a', 'd'],
			['b', 'd,"$(c)"'],
			['c', 'd'],
			['e', 'f'],
			['g', ''],
		]);
	});
});

describe('the commands of an instruction', () => {
	test.each([
		[
			'continuations with comments and empty lines',
			'RUN apt-get \\\n  # c\n\n  update && git cl\\\none x\n',
			['apt-get|update', 'git|cl\\\none|x'],
		],
		['another escape character', '# escape=`\nFROM a\nRUN a `\n  b && c\n', ['a|b', 'c']],
		['a heredoc alone', 'RUN <<EOF\napt-get update\ngit x\nEOF\n', ['apt-get|update', 'git|x']],
		['a heredoc with tabs and CRLF', 'RUN <<-EOF\r\n\tapt-get update\r\n\tEOF\r\n', ['apt-get|update']],
		['a heredoc for a shell among other commands', 'RUN bash <<EOF && b\na\nEOF\n', ['bash', 'a', 'b']],
		['two heredocs', 'RUN sh <<A && sh <<B\na\nA\nb\nB\n', ['sh', 'a', 'sh', 'b']],
		['a heredoc for Python', 'RUN python3 <<EOF\nimport os\nEOF\n', ['python3']],
		['a heredoc with its own interpreter', 'RUN <<EOF\n#!/usr/bin/python3\nimport os\nEOF\n', []],
		['JSON form', 'RUN ["git", "clone", "x y"]\n', ['"git"|"clone"|"x y"']],
		[
			'JSON form of sh -c, through escapes',
			'RUN ["sh", "-c", "a \\"b c\\" && d\\u0065"]\n',
			['a|\\"b c\\"', 'd\\u0065'],
		],
		[
			'CMD, ENTRYPOINT and HEALTHCHECK',
			'CMD a\nENTRYPOINT ["b"]\nHEALTHCHECK --interval=5s CMD c || exit 1\n',
			['a', '"b"', 'c', 'exit|1'],
		],
		['flags before the command', 'RUN --mount=type=cache,target=/x --network=none a\n', ['a']],
		['a BOM', '\uFEFFRUN a\n', ['a']],
		['SHELL that is a shell', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a\n', ['a']],
		[
			'SHELL that is none',
			'SHELL ["powershell", "-Command"]\nRUN Get-Item\nSHELL ["/bin/sh", "-c"]\nRUN a\n',
			['a'],
		],
		[
			'SHELL of the stage below',
			'FROM a AS b\nSHELL ["cmd", "/S", "/C"]\nFROM b\nRUN dir\nFROM c\nRUN a\n',
			['a'],
		],
		['other instructions', 'COPY a b\nENV a=b\nONBUILD RUN c\n', []],
	] as const)('stand where the source says: %s', (_, body, expected) => {
		const text = body.includes('FROM')
			? body
			: body.startsWith('\uFEFF')
				? `\uFEFFFROM x\n${body.slice(1)}`
				: `FROM x\n${body}`;
		const facts = new DockerfileFacts(parseDockerfile(text).facts);
		const found = facts.dockerfile.instructions.flatMap((instruction) => facts.listCommands(instruction));
		expect(found.map((command) => wordsAt(command, text))).toEqual(expected);
	});

	test('of a compose list stand where their words do', () => {
		const source = 'command: [sh, -c, a && b]';
		const word = (raw: string) => {
			const start = source.indexOf(raw);
			return { ...makeScript(raw, start), raw, span: { start, end: start + raw.length } };
		};
		const commands = listExecCommands([word('sh'), word('-c'), word('a && b')]);
		expect(commands.map((command) => wordsAt(command, source))).toEqual(['a', 'b']);
	});
});

describe('no input', () => {
	const deep = 20_000;
	test.each([
		['nested substitutions', `${'$('.repeat(deep)}a${')'.repeat(deep)}`],
		['nested subshells', '('.repeat(deep * 10)],
		['nested conditions', 'if a; then '.repeat(deep)],
		['open quotes', '"'.repeat(deep * 10 + 1)],
		['nested sh -c', 'sh -c "'.repeat(deep)],
		['escaped backticks', `echo \`${'\\`x\\` '.repeat(deep)}\``],
		[
			'variables that double each other',
			`a0=xx; ${Array.from({ length: deep }, (_, i) => `a${i + 1}="$a${i}$a${i}"`).join('; ')}`,
		],
		['a long variable in many places', `a='${'x '.repeat(2000)}'; ${'run $a; '.repeat(deep)}`],
		['traps in traps', "trap '".repeat(deep)],
		['a trap in each of many functions', `f() { trap "g" 0; }; f; `.repeat(deep / 4)],
		['loops in loops', `${'for a in x $a y $a; do '.repeat(500)}run $a${'; done'.repeat(500)}`],
		['a function that calls itself', 'f() { f "$@"; f "$1" x; g() { f "$@"; }; }; f a; g b'],
		['a function called many times', `f() { run "$@"; }; ${'f a b; '.repeat(deep)}`],
		[
			'functions that call each other twice',
			`${Array.from({ length: 60 }, (_, i) => `f${i}() { f${i + 1} "$@"; f${i + 1} "$@"; }`).join('\n')}\nf0 a`,
		],
		['functions in functions', `${'f() { '.repeat(500)}a${'; }'.repeat(500)}; f`],
		['many functions', Array.from({ length: deep }, (_, i) => `f${i}() { f${i + 1}; }`).join('\n')],
		['ten megabytes', 'apt-get install -y a && '.repeat(420_000)],
	])('takes it down: %s', (_, text) => {
		expect(processorSeconds(() => listScriptCommands(makeScript(text, 0)))).toBeLessThan(20);
	});
});

/** The texts under the spans, which are the words as the source has them. */
function wordsAt({ nameSpan, args }: ShellCommand, text: string): string {
	return [nameSpan, ...args.map(({ span }) => span)]
		.map(({ start, end }) => text.slice(start, end))
		.join('|');
}
