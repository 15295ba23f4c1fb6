import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '#core/dockerfile/parse.ts';

/** The variables before the last instruction of a file. */
function atEnd(text: string) {
	const { dockerfile, facts } = parseDockerfile(`${text}\nRUN end\n`);
	const { variables } = facts;
	const at = dockerfile.instructions.at(-1);
	if (!at) throw new Error('an instruction expected');
	return {
		expand: (word: string) => variables.expand(word, at),
		worthOf: (name: string) => variables.valueOf(name, at),
		isDeclared: (name: string) => variables.isDeclared(name, at),
	};
}

describe('expand', () => {
	const { expand } = atEnd('FROM scratch\nENV a=foo.tar.gz b= c=x/y/x\nARG unset\nENV "q"="a b"');
	test.each<readonly [word: string, value: string | undefined]>([
		['plain', 'plain'],
		['$a', 'foo.tar.gz'],
		['${a}', 'foo.tar.gz'],
		['-$a-', '-foo.tar.gz-'],
		['\\$a', '$a'],
		["'$a'", '$a'],
		['"$a"', 'foo.tar.gz'],
		['"\\$a"', '$a'],
		['"\\n"', '\\n'],
		['a\\ b', 'a b'],
		['$', '$'],
		['${b:-d}', 'd'],
		['${b-d}', ''],
		['${a:-d}', 'foo.tar.gz'],
		['${a:+d}', 'd'],
		['${b:+d}', ''],
		['${b+d}', 'd'],
		['${b:-${a}}', 'foo.tar.gz'],
		['${b:-"x y"}', 'x y'],
		['${a#*.}', 'tar.gz'],
		['${a##*.}', 'gz'],
		['${a%.*}', 'foo.tar'],
		['${a%%.*}', 'foo'],
		['${a#?oo}', '.tar.gz'],
		['${a#nope}', 'foo.tar.gz'],
		['${c/x/z}', 'z/y/x'],
		['${c//x/z}', 'z/y/z'],
		['${c//\\//-}', 'x-y-x'],
		['${c/x*/z}', 'z'],
		['$unset', undefined],
		['${unset:+x}', undefined],
		['${a', undefined],
		['"$a', undefined],
		['$nobody', undefined],
	])('%s', (word, value) => {
		expect(expand(word).value).toBe(value);
	});

	test('names what is used and what nobody declares', () => {
		const { names, undefinedNames } = expand('$a${unset}${nobody:-$nowhere}');
		expect([names, undefinedNames]).toEqual([
			['a', 'unset', 'nowhere', 'nobody'],
			['nowhere', 'nobody'],
		]);
	});
});

describe('in scope is', () => {
	test.each<readonly [name: string, text: string, value: string | undefined, kind: string | undefined]>([
		['an ENV', 'FROM x\nENV v=1', '1', 'env'],
		['an ARG', 'FROM x\nARG v=1', '1', 'arg'],
		['the ENV behind an ARG', 'FROM x\nARG v=1\nENV v=2', '2', 'env'],
		['an ARG without a value, unknown', 'FROM x\nARG v', undefined, 'arg'],
		['no global ARG', 'ARG v=1\nFROM x', undefined, undefined],
		['a global ARG declared again', 'ARG v=1\nFROM x\nARG v', '1', 'arg'],
		['a global ARG declared again with another default', 'ARG v=1\nFROM x\nARG v=2', '2', 'arg'],
		['what the base stage has', 'FROM x AS a\nENV v=1\nFROM a', '1', 'env'],
		['what the base stage has at its end', 'FROM x AS a\nENV v=1\nENV v=2\nFROM a AS b\nFROM b', '2', 'env'],
		['nothing of another stage', 'FROM x AS a\nENV v=1\nFROM y', undefined, undefined],
		['a value made of another', 'FROM x\nENV w=1\nENV v=$w$w', '11', 'env'],
		['in one ENV, what was before it', 'FROM x\nENV w=1\nENV w=2 v=$w', '1', 'env'],
		['in one ARG, what came first', 'FROM x\nARG w=1 v=$w', '1', 'arg'],
		['a value in quotes', 'FROM x\nENV v="a b"', 'a b', 'env'],
		['the legacy form whole', 'FROM x\nENV v a b', 'a b', 'env'],
		['what an ONBUILD of the base stage sets', 'FROM x AS a\nONBUILD ENV v=1\nFROM a', '1', 'env'],
		['a declared platform argument, unknown', 'FROM x\nARG v=$TARGETARCH', '', 'arg'],
	])('%s', (_, text, value, kind) => {
		const { worthOf, isDeclared } = atEnd(text);
		expect([worthOf('v'), isDeclared('v')]).toEqual([value, kind]);
	});
});
