import { describe, expect, test } from 'vitest';
import { type Files, tellBuilds } from './tree-of-files.ts';

const build = (text: string) => ({ 'compose.yaml': `services:\n  a:\n    build: ${text}\n` });

describe('what `build` of a service says', () => {
	test.each<[said: string, told: string]>([
		['app', 'a: ./app'],
		['https://a.example/b.git', 'a: https://a.example/b.git'],
		['"$C"', 'a: ?'],
		['{context: app, dockerfile: D}', 'a: ./app dockerfile=D'],
		['{context: app, dockerfile_inline: "FROM x"}', 'a: ./app inline="FROM x"'],
		['{context: , target: }', 'a: ./'],
		['{target: 1.50}', 'a: ./ target=?'],
		['{target: 1_0}', 'a: ./ target=?'],
		['{target: 15}', 'a: ./ target=15'],
		['{target: [a]}', 'a: ./'],
		['{args: {A: b, C: , D: "$E", F: [x]}}', 'a: ./ args[A=b C=? D=?]'],
		['{args: [A=b, C, D=$E, "$F=x", {x: y}, G=h=i]}', 'a: ./ args[A=b C=? D=? G=h=i]'],
		[
			'{additional_contexts: [x=y, i=docker-image://z, u=$U]}',
			'a: ./ contexts[x=/p/y i=docker-image://z u=?]',
		],
		['{labels: {x: y}}', 'a: ./ labels[x=y]'],
	])('%s', (said, told) => {
		expect(tellBuilds(build(said))).toEqual([told]);
	});

	test.each(['', '[x]'])('nothing where it is %j', (said) => {
		expect(tellBuilds(build(said)).join()).not.toContain('dockerfile');
	});

	test('takes what an argument alone does not say from `.env`', () => {
		expect(tellBuilds({ ...build('{args: [A, B], target: "$A"}'), '.env': 'A=x\n' })).toEqual([
			'a: ./ target=x args[A=x B=?]',
		]);
	});
});

describe('what an override file changes', () => {
	const full = '{context: app, dockerfile: D, target: t, args: {A: b}, labels: {l: m}}';

	test.each<[over: string, told: string]>([
		['{args: {A: c, D: e}}', 'a: ./app dockerfile=D target=t args[A=c D=e] labels[l=m]'],
		['{dockerfile: !reset null}', 'a: ./app target=t args[A=b] labels[l=m]'],
		['{args: !override {X: y}}', 'a: ./app dockerfile=D target=t args[X=y] labels[l=m]'],
		['!override {context: other}', 'a: ./other'],
		['other', 'a: ./other dockerfile=D target=t args[A=b] labels[l=m]'],
	])('%s', (over, told) => {
		const files = { ...build(full), 'compose.override.yaml': build(over)['compose.yaml'] };
		expect(tellBuilds(files)).toEqual([told]);
	});

	test('`!reset` takes the build away', () => {
		const files = { ...build(full), 'compose.override.yaml': build('!reset null')['compose.yaml'] };
		expect(tellBuilds(files)).toEqual([]);
	});

	test('a service that says nothing of a build leaves it as it is', () => {
		const over = 'services:\n  a:\n    ports: ["80"]\n';
		expect(tellBuilds({ ...build('app'), 'compose.override.yaml': over })).toEqual(['a: ./app']);
	});
});

describe('which files Compose reads together', () => {
	test.each<[what: string, files: Files, told: readonly string[]]>([
		[
			'those that `COMPOSE_FILE` names',
			{
				'compose.one.yaml': svc('a', 'one'),
				'compose.two.yaml': svc('a', '{target: t}'),
				'.env': 'COMPOSE_FILE=compose.one.yaml:compose.two.yaml\n',
			},
			['a: ./one target=t'],
		],
		[
			'those that it names with another separator',
			{
				'compose.one.yaml': svc('a', 'one'),
				'compose.two.yaml': svc('a', '{target: t}'),
				'.env': 'COMPOSE_FILE=compose.one.yaml;compose.two.yaml\nCOMPOSE_PATH_SEPARATOR=;\n',
			},
			['a: ./one target=t'],
		],
		[
			'the main file is the first that Compose looks for',
			{ 'docker-compose.yaml': svc('old', 'old'), 'compose.yml': svc('a', 'one') },
			['a: ./one'],
		],
		[
			'an override file without a main one is a project of its own',
			{ 'compose.override.yaml': svc('a', 'one') },
			['a: ./one'],
		],
		[
			'a file with a service that has no source, over the main one',
			{
				'compose.yaml': svc('a', 'one'),
				'compose.dev.yaml': `${svc('b', 'two')}  a:\n    ports: ["80"]\n`,
			},
			['a: ./one', 'a: ./one', 'b: ./two'],
		],
		[
			'a file whose service has an image alone stays by itself',
			{ 'compose.yaml': svc('a', 'one'), 'compose.dev.yaml': 'services:\n  b:\n    image: x\n' },
			['a: ./one'],
		],
		[
			'a build without a context lies over the same service alone',
			{ 'compose.yaml': svc('a', 'one'), 'compose.dev.yaml': svc('b', '{target: t}') },
			['a: ./one', 'b: ./ target=t'],
		],
		[
			'a build with its context stays by itself',
			{
				'compose.yaml': svc('a', '{context: one, target: t}'),
				'compose.dev.yaml': svc('a', '{context: two}'),
			},
			['a: ./one target=t', 'a: ./two'],
		],
		[
			'a build in the short form stays by itself',
			{ 'compose.yaml': svc('a', '{context: one, target: t}'), 'compose.dev.yaml': svc('a', 'two') },
			['a: ./one target=t', 'a: ./two'],
		],
		[
			'a service that takes the rest from another stays by itself',
			{
				'compose.yaml': svc('a', 'one'),
				'compose.dev.yaml': 'services:\n  c:\n    build: two\n  b:\n    extends: c\n',
			},
			['a: ./one', 'c: ./two', 'b: ./two'],
		],
	])('%s', (_, files, told) => {
		expect(tellBuilds(files)).toEqual(told);
	});
});

describe('what `include` brings', () => {
	const part = svc('b', '{target: "$T"}');

	test.each<[what: string, files: Files, told: string]>([
		[
			'a path',
			{ 'compose.yaml': 'include: [sub/compose.yaml]\n', 'sub/compose.yaml': part, 'sub/.env': 'T=its\n' },
			'b: ./sub target=its',
		],
		[
			'a path in the long form',
			{ 'compose.yaml': 'include: [{path: sub/compose.yaml}]\n', 'sub/compose.yaml': part },
			'b: ./sub target=?',
		],
		[
			'several paths that lie over each other',
			{
				'compose.yaml': 'include: [{path: [sub/compose.yaml, sub/compose.two.yaml]}]\n',
				'sub/compose.yaml': part,
				'sub/compose.two.yaml': svc('b', '{target: two}'),
			},
			'b: ./sub target=two',
		],
		[
			'a folder of its own',
			{
				'compose.yaml': 'include: [{path: sub/compose.yaml, project_directory: other}]\n',
				'sub/compose.yaml': part,
				'other/.env': 'T=others\n',
			},
			'b: ./other target=others',
		],
		[
			'files of variables',
			{
				'compose.yaml': 'include: [{path: sub/compose.yaml, env_file: [x.env]}]\n',
				'sub/compose.yaml': part,
				'x.env': 'T=x\n',
				'sub/.env': 'T=its\n',
			},
			'b: ./sub target=x',
		],
		[
			'variables that the outer ones win over',
			{
				'compose.yaml': 'include: [sub/compose.yaml]\n',
				'sub/compose.yaml': part,
				'sub/.env': 'T=its\n',
				'.env': 'T=outer\n',
			},
			'b: ./sub target=outer',
		],
	])('%s', (_, files, told) => {
		expect(tellBuilds(files)).toEqual([told]);
	});

	test('nothing that is not on this disk', () => {
		const include = 'include: [https://a.example/b.git, "$X", {path: }]\n';
		expect(tellBuilds({ 'compose.yaml': `${include}${svc('a', 'app')}` })).toEqual(['a: ./app']);
	});
});

describe('what `extends` brings', () => {
	const common = svc('base', '{context: app, target: run}');

	test.each<[said: string, told: readonly string[]]>([
		['{file: sub/common.yaml, service: base}', ['a: ./sub/app target=run']],
		['{file: sub/common.yaml, service: none}', []],
		['{file: sub/common.yaml}', []],
		['{file: https://a.example/b, service: base}', []],
		['{file: "$F", service: base}', []],
		['{service: own}', ['a: ./own']],
		['own', ['a: ./own']],
		['[own]', []],
	])('%s', (said, told) => {
		const files = {
			'compose.yaml': `services:\n  a:\n    extends: ${said}\n  own:\n    build: own\n`,
			'sub/common.yaml': common,
		};
		expect(tellBuilds(files).filter((line) => line.startsWith('a:'))).toEqual(told);
	});
});

function svc(name: string, said: string): string {
	return `services:\n  ${name}:\n    build: ${said}\n`;
}
