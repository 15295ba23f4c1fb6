import fc from 'fast-check';

/** Dockerfiles that a person might write, in odd forms, most of them accepted by BuildKit, some spoilt at a few places. */
export function dockerfiles(): fc.Arbitrary<string> {
	return fc
		.record({
			head,
			globals: fc.array(globalArg, { maxLength: 2 }),
			stages: fc.array(stage, { minLength: 1, maxLength: 3 }),
			ending: fc.constantFrom('\n', '\n', '\r\n'),
			spoils: fc.oneof(
				{ weight: 5, arbitrary: fc.constant<Spoil[]>([]) },
				{ weight: 1, arbitrary: fc.array(spoil, { maxLength: 3 }) },
			),
			isCut: fc.boolean(),
		})
		.map(({ head, globals, stages, ending, spoils, isCut }) => {
			const text = `${head}${[...globals, ...stages.flat()].join('\n')}${isCut ? '' : '\n'}`;
			return spoils.reduce(apply, text).replaceAll('\n', ending);
		});
}

interface Spoil {
	readonly at: number;
	readonly text: string;
	readonly drops: number;
}

const spoil: fc.Arbitrary<Spoil> = fc.record({
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	text: fc.constantFrom(
		'',
		' ',
		'\n',
		'\\',
		'"',
		"'",
		'$',
		'{',
		'}',
		'=',
		'#',
		'<<',
		'-',
		',',
		'[',
		']',
		':',
		'/',
		'`',
		'\t',
		'\\\n',
		'é',
		'\u00a0',
	),
	drops: fc.nat(3),
});

function apply(text: string, { at, text: put, drops }: Spoil): string {
	const index = Math.floor(at * text.length);
	return text.slice(0, index) + put + text.slice(index + drops);
}

const head = fc.oneof(
	{ weight: 12, arbitrary: fc.constant('') },
	fc.constantFrom(
		'\ufeff',
		'# escape=\\\n',
		'#escape = `\n',
		'# a comment\n\n',
		'# check=skip=StageNameCasing,UndefinedVar\n',
		'# check=skip=all\n',
		'#!/usr/bin/env docker\n',
		'\n\n',
		'# escape=\\\n# check=skip=WorkdirRelativePath\n',
		'# foo=bar\n# escape=`\n',
		'  # escape=`\n',
		'#!/bin/sh\n# check=skip=StageNameCasing;error=false;skip=UndefinedVar\n',
		'  # check=skip=all\n',
		'# check=skip=WorkdirRelativePath; error=false\n',
		'# escape=`\n# escape=`\n',
	),
);

const NAMES = ['x', 'y', 'FOO', 'BAR_2', 'fooo', 'PATH', 'TARGETVARIANT'];
const name = fc.constantFrom(...NAMES);
const plain = fc.constantFrom('a', 'b1', '/srv', 'foo.txt', '1', 'é', 'a.b', '-', '.', './', 'x=y', '0');
const variable = fc.oneof(
	name.map((one) => `$${one}`),
	name.map((one) => `\${${one}}`),
	fc
		.tuple(name, fc.constantFrom(':-', ':+', '-', '+', '#', '##', '%', '%%'), plain)
		.map(([one, op, word]) => `\${${one}${op}${word}}`),
	fc.tuple(name, name).map(([one, other]) => `\${${one}:-\${${other}}}`),
	fc.tuple(name, fc.constantFrom('/', '//')).map(([one, op]) => `\${${one}${op}a*/b}`),
	fc
		.tuple(name, fc.constantFrom('#', '%%', '/', '//'), fc.constantFrom('?', '\\*', '\\}', '"a"', '$y', ''))
		.map(([one, op, pattern]) => `\${${one}${op}${pattern}${op.startsWith('/') ? '/$y' : ''}}`),
	fc
		.tuple(name, fc.constantFrom(':-', '-', ':+', '+'), fc.constantFrom('"a b"', "'}'", '\\}', '{', '$'))
		.map(([one, op, word]) => `\${${one}${op}${word}}`),
	fc.constantFrom('\\$x', '$', '$1', '$$', '"$x"', "'$x'"),
);
const quoted = fc.constantFrom('"a b"', "'a b'", '"a\\"b"', 'a\\ b', '""', '"$x y"', "'it'");
const value = fc.oneof(
	{ weight: 9, arbitrary: plain },
	{ weight: 3, arbitrary: variable },
	{ weight: 1, arbitrary: quoted },
);
/** Stays in one piece where words are cut at blanks. */
const path = fc.oneof(
	{ weight: 6, arbitrary: plain },
	{ weight: 2, arbitrary: name.map((one) => `$${one}`) },
);
const compound = fc.array(value, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(''));

const gap = fc.oneof(
	{ weight: 12, arbitrary: fc.constant(' ') },
	fc.constantFrom(
		'  ',
		'\t',
		' \\\n',
		' \\\n  ',
		' \\\n# c\n',
		' \\\n\n',
		' \\  \n',
		'\\\n ',
		' \\\n  # c \\\n\n  ',
	),
);

function spaced(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
	return fc
		.tuple(fc.tuple(...parts), fc.array(gap, { minLength: parts.length, maxLength: parts.length }))
		.map(([words, gaps]) =>
			words.map((word, index) => (index === 0 || word === '' ? word : `${gaps[index]}${word}`)).join(''),
		);
}

function some(word: fc.Arbitrary<string>, maxLength = 3): fc.Arbitrary<string> {
	return fc
		.tuple(fc.array(word, { minLength: 1, maxLength }), fc.array(gap, { minLength: maxLength, maxLength }))
		.map(([words, gaps]) => words.map((one, index) => (index === 0 ? one : `${gaps[index]}${one}`)).join(''));
}

function keyword(upper: string): fc.Arbitrary<string> {
	const mixed = upper.charAt(0) + upper.slice(1).toLowerCase();
	return fc.oneof(
		{ weight: 10, arbitrary: fc.constant(upper) },
		{ weight: 2, arbitrary: fc.constant(upper.toLowerCase()) },
		{ weight: 1, arbitrary: fc.constant(mixed) },
	);
}

const maybe = (flag: fc.Arbitrary<string>): fc.Arbitrary<string> =>
	fc.oneof({ weight: 6, arbitrary: fc.constant('') }, { weight: 1, arbitrary: flag });

const json = fc
	.array(fc.constantFrom('"a"', '"b c"', '"\\u0041"', '""', '"$x"', '"a\\\\b"'), { maxLength: 3 })
	.map((items) => `[${items.join(', ')}]`);
const oddJson = fc.constantFrom(
	'["a",]',
	"['a']",
	'["a"] b',
	'[1]',
	'["a", null]',
	'[a',
	'[ "a" , "b" ]',
	'[["a"]]',
);
const shell = some(fc.oneof(value, fc.constantFrom('&&', '|', 'echo', '>', '# x', ';')), 4);
const command = fc.oneof(
	{ weight: 3, arbitrary: shell },
	{ weight: 2, arbitrary: json },
	{ weight: 1, arbitrary: oddJson },
);

const pair = fc
	.tuple(
		fc.oneof({ weight: 6, arbitrary: name }, fc.constantFrom('"k"', 'a.b', '$x')),
		fc.oneof({ weight: 6, arbitrary: compound }, fc.constant('')),
	)
	.map(([key, val]) => `${key}=${val}`);
const pairs = fc.oneof(
	{ weight: 4, arbitrary: some(pair) },
	{ weight: 1, arbitrary: spaced(name, compound, compound) },
);

const globalArg = spaced(keyword('ARG'), some(fc.oneof(pair, name), 2));

const image = fc.oneof(
	{ weight: 30, arbitrary: fc.constant('scratch') },
	{ weight: 1, arbitrary: fc.constantFrom('s0', 's1', 'S0') },
	fc.constantFrom('$x', '${x:-scratch}', '"scratch"', 'UPPER', 'a:b:c', 'scratch${y}', '${FOO:+x}scratch'),
);
const stageName = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom('s0', 's1', 's2') },
	fc.constantFrom('S1', 'linux-x', 'context', 'scratch', 'a-', '1a', 'amd64', 's.1_x'),
);
const platform = fc
	.constantFrom(
		'$TARGETPLATFORM',
		'$BUILDPLATFORM',
		'linux/amd64',
		'linux/arm/v7',
		'foo',
		'${x:-linux}',
		'$x',
		'',
		'arm64',
		'"linux/amd64"',
		'windows/amd64',
		'${TARGETPLATFORM:-x}',
		'linux/$FOO',
	)
	.map((one) => `--platform=${one}`);
const from = spaced(keyword('FROM'), maybe(platform), image).chain((start) =>
	fc.oneof(
		{
			weight: 2,
			arbitrary: fc
				.tuple(keyword('AS'), stageName, gap)
				.map(([as, one, between]) => `${start}${between}${as} ${one}`),
		},
		{ weight: 1, arbitrary: fc.constant(start) },
	),
);

const mount = fc
	.array(
		fc.oneof(
			{
				weight: 3,
				arbitrary: fc.constantFrom(
					'type=bind',
					'type=cache',
					'type=tmpfs',
					'type=secret',
					'type=ssh',
					'target=/x',
					'target=/y/z',
				),
			},
			fc.constantFrom(
				'target=',
				'dst=/',
				'id=a',
				'id=$x',
				'ro',
				'rw=false',
				'from=s0',
				'from=s1',
				'from=scratch',
				'from=$x',
				'source=/a',
				'required',
				'required=true',
				'sharing=locked',
				'sharing=x',
				'mode=0600',
				'mode=9',
				'uid=1',
				'gid=x',
				'size=10m',
				'size=q',
				'env=A',
				'foo=1',
				'TYPE=cache',
				'"target=/q"',
				'target=..',
				'target=//',
				'size=1e3',
				'ro=1',
				'src=$y',
			),
		),
		{ minLength: 1, maxLength: 4 },
	)
	.map((fields) => `--mount=${fields.join(',')}`);
const runFlag = fc.oneof(
	{ weight: 4, arbitrary: mount },
	fc.constantFrom(
		'--network=none',
		'--network=x',
		'--foo',
		'--',
		'--network="host"',
		'--network=n\\one',
		'-x',
	),
);
const copyFlag = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.constantFrom('--from=s0', '--from=s1', '--from=0', '--from=1', '--from=scratch'),
	},
	fc.constantFrom(
		'--from=$x',
		'--from=-',
		'--link',
		'--link=false',
		'--link=x',
		'--chown=a:b',
		'--chown=$x',
		'--chmod=644',
		'--chmod=u+x',
		'--chmod=u=rw,g=r',
		'--chmod=u+gx',
		'--chmod=o=u,',
		'--exclude=$x',
		'--exclude',
		'--from=S0',
		'--from="s0"',
		'--chmod=9',
		'--chmod=$y',
		'--exclude=*.a',
		'--checksum=x',
		'--chown="a b"',
		"--chown='a'",
	),
);
const source = fc.oneof(
	{ weight: 20, arbitrary: path },
	{ weight: 1, arbitrary: compound },
	fc.constantFrom('https://a.b/c', 'https://a.b/c.git', 'git@a.b:c/d', 'git://a.b/c#x', 'http://a.b/$x'),
	fc
		.constantFrom(
			'tag=v1',
			'ref=$x',
			'foo=1',
			'subdir=a&submodules',
			'keep-git-dir=x',
			'tag=a&tag=b',
			'commit',
			'',
		)
		.map((query) => `https://a.b/c.git?${query}`),
);
const heredocName = fc.constantFrom(
	'<<EOF',
	'<<-EOF',
	'<<"EOF"',
	"<<-'EOF'",
	'3<<EOF',
	'<<E"O"F',
	'<< EOF',
	'<<EOF<',
	'<<$x',
	'x<<EOF',
	'<<\\EOF',
	'<<-',
	'"<<EOF"',
	'<<"E F"',
	'<<-EOF<<EOF',
);
const body = fc.constantFrom(
	'hello\nEOF',
	'\tEOF',
	'$x ${FOO}\nEOF',
	'# c\n\nEOF',
	'it\'s "\nEOF',
	'${x:?}\nEOF',
	' EOF\nEOF',
	'EOF ',
	'${x#a}\\$y\nEOF',
	"'$x' \"$FOO\n\tEOF\nEOF",
	'E F\nEOF',
);
const heredoc = fc.oneof(
	fc
		.tuple(keyword('RUN'), maybe(runFlag), heredocName, maybe(fc.constantFrom('cat', '&& b', '<<EOF')), body)
		.map(([key, flag, mark, rest, text]) => `${key} ${flag} ${mark} ${rest}\n${text}`),
	fc
		.tuple(keyword('COPY'), heredocName, fc.constantFrom('/a', 'b', '$x', '<<EOF'), body)
		.map(([key, mark, target, text]) => `${key} ${mark} ${target}\n${text}`),
	fc.tuple(heredocName, body).map(([mark, text]) => `ONBUILD RUN ${mark}\n${text}`),
);

const port = fc.constantFrom(
	'80',
	'80/tcp',
	'53/UDP',
	'1-3',
	'3-1',
	'8080:80',
	'127.0.0.1:80:80',
	'$x',
	'99999',
	'a',
	'80/x',
	'${y:-80}',
	'"80"',
	':80',
	'[::1]:1:2',
	'+80',
	'1-2:3-4/Sctp',
	'0',
	'80/',
	'${y:-80 81/TCP}',
);
const duration = fc.constantFrom(
	'3s',
	'1m30s',
	'0',
	'1us',
	'3',
	'-1s',
	'',
	'1.5h',
	'$x',
	'+.5s',
	'1h2',
	'5.s',
	'3000000h',
);
const healthFlag = fc.oneof(
	fc
		.tuple(fc.constantFrom('interval', 'timeout', 'start-period', 'start-interval'), duration)
		.map(([flag, time]) => `--${flag}=${time}`),
	fc.constantFrom(
		'--retries=3',
		'--retries=-1',
		'--retries=x',
		'--foo=1',
		'--retries=',
		'--retries=2147483648',
		'--',
	),
);

const simple = fc.oneof(
	{ weight: 4, arbitrary: spaced(keyword('RUN'), maybe(runFlag), maybe(runFlag), command) },
	{
		weight: 4,
		arbitrary: spaced(
			keyword('COPY'),
			maybe(copyFlag),
			maybe(copyFlag),
			fc.oneof({ weight: 5, arbitrary: some(source) }, json),
			compound,
		),
	},
	{
		weight: 2,
		arbitrary: spaced(
			keyword('ADD'),
			maybe(
				fc.constantFrom(
					'--checksum=x',
					'--keep-git-dir',
					'--link',
					'--chmod=7',
					`--checksum=sha256:${'a'.repeat(64)}`,
				),
			),
			some(source, 2),
			compound,
		),
	},
	{ weight: 3, arbitrary: spaced(keyword('ENV'), pairs) },
	{ weight: 2, arbitrary: spaced(keyword('LABEL'), pairs) },
	{ weight: 3, arbitrary: spaced(keyword('ARG'), some(fc.oneof(pair, name))) },
	{ weight: 2, arbitrary: spaced(keyword('WORKDIR'), compound) },
	{ weight: 2, arbitrary: spaced(keyword('CMD'), command) },
	{ weight: 2, arbitrary: spaced(keyword('ENTRYPOINT'), command) },
	{ weight: 2, arbitrary: spaced(keyword('EXPOSE'), some(port)) },
	{ weight: 1, arbitrary: spaced(keyword('USER'), compound) },
	{ weight: 1, arbitrary: spaced(keyword('VOLUME'), fc.oneof(some(value), json)) },
	{
		weight: 1,
		arbitrary: spaced(
			keyword('STOPSIGNAL'),
			fc.constantFrom(
				'SIGTERM',
				'term',
				'9',
				'0',
				'$x',
				'RTMIN+3',
				'SIGFOO',
				'',
				'09',
				'RTMAX-15',
				'"KILL"',
				'-- 9',
			),
		),
	},
	{ weight: 1, arbitrary: spaced(keyword('SHELL'), fc.oneof({ weight: 4, arbitrary: json }, shell)) },
	{ weight: 1, arbitrary: spaced(keyword('MAINTAINER'), shell) },
	{
		weight: 2,
		arbitrary: spaced(
			keyword('HEALTHCHECK'),
			maybe(healthFlag),
			fc.oneof(
				{ weight: 4, arbitrary: spaced(keyword('CMD'), command) },
				fc.constantFrom('NONE', 'NONE x', 'FOO', 'CMD', ''),
			),
		),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'FOO bar',
			'RUN',
			'# a comment',
			'',
			'   ',
			'\\',
			'ONBUILD',
			'ONBUILD ONBUILD RUN x',
			'ONBUILD FROM x',
			'COPY x',
			'ONBUILD WORKDIR sub',
			'ONBUILD EXPOSE 80/TCP 1:2',
			'ONBUILD ENV x=1 y=$x',
			'ONBUILD CMD a',
			'# check=skip=UndefinedVar why',
			'#',
			'__proto__ x',
			'"RUN" x',
			'WORKDIR c:/x',
			'USER a b',
		),
	},
);

const instruction = fc.oneof(
	{ weight: 14, arbitrary: simple },
	{ weight: 2, arbitrary: heredoc },
	{ weight: 2, arbitrary: spaced(keyword('ONBUILD'), simple) },
);

const stage = fc
	.tuple(from, fc.array(instruction, { maxLength: 5 }))
	.map(([first, rest]) => [first, ...rest]);
