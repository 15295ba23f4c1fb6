import { describe, expect, test } from 'vitest';
import { type Files, tellBuilds } from './tree-of-files.ts';

const bake = (text: string) => ({ 'docker-bake.hcl': text });

describe('what a target says', () => {
	test.each<[said: string, told: string]>([
		['', 'a: ./'],
		['context = "app"', 'a: ./app'],
		['context = "https://a.example/b.git"', 'a: https://a.example/b.git'],
		['context = NOBODY', 'a: ?'],
		['context = null', 'a: ./'],
		['dockerfile = "D"\n  target = "t"', 'a: ./ dockerfile=D target=t'],
		['dockerfile = NOBODY', 'a: ./ dockerfile=?'],
		['target = null', 'a: ./'],
		['args = { A = "b", C = NOBODY, D = null, E = 1, F = true }', 'a: ./ args[A=b C=? E=1 F=true]'],
		['args = "no mapping"', 'a: ./'],
		[
			'contexts = { x = "y", i = "docker-image://z", t = "target:u", n = NOBODY }',
			'a: ./ contexts[x=/p/y i=docker-image://z t=target:u n=?]',
		],
		['labels = { x = "y" }', 'a: ./ labels[x=y]'],
		['dockerfile-inline = "FROM x"', 'a: ./ inline="FROM x"'],
		['dockerfile-inline = ""', 'a: ./'],
		['dockerfile-inline = null', 'a: ./'],
		['dockerfile-inline = "FROM ${NOBODY}:${1 + NOBODY}"', 'a: ./ inline="FROM ${NOBODY}:${BAKE}"'],
		['dockerfile-inline = NOBODY', 'a: ./ inline=undefined'],
	])('%s', (said, told) => {
		expect(tellBuilds(bake(`target "a" {\n  ${said}\n}\n`))).toEqual([told]);
	});
});

describe('what a target inherits', () => {
	const base =
		'target "_b" {\n  context = "app"\n  target = "t"\n  args = { A = "b" }\n  dockerfile-inline = "FROM x"\n}\n';

	test.each<[said: string, told: string]>([
		['inherits = ["_b"]', 'a: ./app inline="FROM x" target=t args[A=b]'],
		[
			'inherits = ["_b"]\n  target = "u"\n  args = { A = "c", D = "e" }',
			'a: ./app inline="FROM x" target=u args[A=c D=e]',
		],
		['inherits = ["_b"]\n  dockerfile-inline = ""', 'a: ./app target=t args[A=b]'],
		['inherits = ["none", NOBODY]', 'a: ./'],
		['inherits = "_b"', 'a: ./'],
	])('%s', (said, told) => {
		const [first] = tellBuilds(bake(`${base}target "a" {\n  ${said}\n}\n`)).filter((line) =>
			line.startsWith('a:'),
		);
		expect(first).toBe(told);
	});

	test('through several, in their order', () => {
		const text =
			'target "_x" {\n  target = "x"\n  dockerfile = "X"\n}\ntarget "_y" {\n  inherits = ["_x"]\n  target = "y"\n}\ntarget "a" {\n  inherits = ["_y", "_x"]\n}\n';
		expect(tellBuilds(bake(text))).toEqual(['a: ./ dockerfile=X target=x']);
	});

	test('from the block that says so last, where two have one name', () => {
		const text = `${base}target "_c" {\n  target = "c"\n}\ntarget "a" {\n  inherits = ["_b"]\n}\n`;
		const over = 'target "a" {\n  inherits = ["_c"]\n}\ntarget "a" {\n  dockerfile = "D"\n}\n';
		expect(tellBuilds(bake(text + over))).toEqual(['a: ./ dockerfile=D target=c']);
	});
});

describe('which targets there are', () => {
	test.each<[what: string, files: Files, told: readonly string[]]>([
		[
			'one for each value of a matrix',
			bake('target "a" {\n  matrix = { v = ["1", "2"] }\n  name = "a-${v}"\n  target = v\n}\n'),
			['a-1: ./ target=1', 'a-2: ./ target=2'],
		],
		['one where a matrix is not known', bake('target "a" {\n  matrix = NOBODY\n}\n'), ['a: ./']],
		[
			'one of no known name for each value where the name is not known',
			bake('target "a" {\n  matrix = { v = ["1", "2"] }\n  name = NOBODY\n  target = v\n}\n'),
			['a-0: ./ target=1', 'a-1: ./ target=2'],
		],
		['none that begins with a line below', bake('target "_a" {}\ntarget "b" {}\n'), ['b: ./']],
		[
			'one that a group names, although it begins so',
			bake('group "default" {\n  targets = ["_a"]\n}\ntarget "_a" {}\n'),
			['_a: ./'],
		],
		[
			'those of a matrix whose group is named, although others inherit from them',
			bake(
				'group "default" {\n  targets = ["a"]\n}\ntarget "a" {\n  matrix = { v = ["1"] }\n  name = "a-${v}"\n}\ntarget "b" {\n  inherits = ["a-1"]\n}\n',
			),
			['a-1: ./', 'b: ./'],
		],
		[
			'those of the override file as well',
			{
				...bake('target "a" {\n  target = "t"\n}\n'),
				'docker-bake.override.hcl': 'target "a" {\n  target = "u"\n}\n',
			},
			['a: ./ target=u'],
		],
		[
			'another Bake file by itself',
			{ ...bake('target "a" {}\n'), 'other-bake.hcl': 'target "a" {\n  target = "o"\n}\n' },
			['a: ./', 'a: ./ target=o'],
		],
		[
			'a service of the compose file beside it, with what the target says over it',
			{
				'compose.yaml':
					'services:\n  a:\n    build: {context: app, dockerfile: D, target: t, args: {A: b}}\n',
				...bake('target "a" {\n  target = "u"\n}\n'),
			},
			['a: ./app dockerfile=D target=t args[A=b]', 'a: ./app dockerfile=D target=u args[A=b]'],
		],
		[
			'a service as the files say that Compose reads by itself',
			{
				'compose.yaml': 'services:\n  a:\n    build: {context: app, target: t}\n',
				'compose.test.yaml': 'services:\n  a:\n    build: {target: test}\n',
				...bake('target "a" {}\n'),
			},
			['a: ./app target=t', 'a: ./app target=test', 'a: ./app target=t'],
		],
		[
			'none of a compose file in another folder',
			{
				'y/compose.yaml': 'services:\n  a:\n    build: {context: app, target: t}\n',
				'x/docker-bake.hcl': 'target "a" {}\n',
			},
			['a: ./y/app target=t', 'a: ./x'],
		],
		[
			'a service that another Bake file does not see',
			{ 'compose.yaml': 'services:\n  a:\n    build: {context: app}\n', 'other-bake.hcl': 'target "a" {}\n' },
			['a: ./app', 'a: ./'],
		],
	])('%s', (_, files, told) => {
		expect(tellBuilds(files)).toEqual(told);
	});

	test('in JSON, blocks in a list and one alone', () => {
		const text = JSON.stringify({
			target: { a: [{ target: 't' }, { dockerfile: 'D' }], b: { target: 'u' }, c: 3 },
		});
		expect(tellBuilds({ 'docker-bake.json': text })).toEqual([
			'a: ./ dockerfile=D target=t',
			'b: ./ target=u',
		]);
	});
});
