import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instruction } from '#core/dockerfile/model.ts';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import type { Span } from '#core/source/position.ts';
import { dockerfiles } from './dockerfile-arbitrary.ts';
import { oddForms } from './odd-forms.ts';

describe('parseDockerfile reads', () => {
	test.each<readonly [name: string, text: string, words: readonly string[]]>([
		['words apart at blanks and tabs', 'FROM  scratch\tAS x', ['FROM', 'scratch', 'AS', 'x']],
		['a keyword in any casing', 'from scratch', ['FROM', 'scratch']],
		['a keyword over two lines', 'FR\\\nOM scratch', ['FROM', 'scratch']],
		['continuations as nothing', 'COPY a\\\nb c', ['COPY', 'ab', 'c']],
		['blanks behind a continuation as nothing', 'COPY a \\ \t\n b', ['COPY', 'a', 'b']],
		['comments in a continuation as nothing', 'COPY a \\\n# no\n  # no \\\n b', ['COPY', 'a', 'b']],
		['empty lines in a continuation as nothing', 'COPY a \\\n\n \n b', ['COPY', 'a', 'b']],
		['two escapes at a line end as no continuation', 'RUN a\\\\', ['RUN', 'a\\\\']],
		['carriage returns as part of the line ending', 'COPY a \\\r\n b\r\n', ['COPY', 'a', 'b']],
		['a byte order mark as nothing', '\ufeffFROM scratch', ['FROM', 'scratch']],
		['another escape character', '# escape=`\nCOPY a `\n b', ['COPY', 'a', 'b']],
		['the escape directive in any casing, with blanks', '#  Escape =  `  \nCOPY a `\n b', ['COPY', 'a', 'b']],
		['no directive behind a comment', '# hello\n# escape=`\nCOPY a \\\n b', ['COPY', 'a', 'b']],
		['no directive behind an empty line', '\n# escape=`\nCOPY a \\\n b', ['COPY', 'a', 'b']],
		['no directive behind an unknown one', '# foo=bar\n# escape=`\nCOPY a \\\n b', ['COPY', 'a', 'b']],
		['a shell command as one word', 'RUN echo  "a  b"', ['RUN', 'echo  "a  b"']],
		['a shell command over lines as one word', 'RUN a && \\\n    b', ['RUN', 'a &&     b']],
		['JSON form as its strings', 'CMD ["a b", "\\u0041"]', ['CMD', 'a b', 'A']],
		['JSON form without blanks', 'CMD ["a","b"]', ['CMD', 'a', 'b']],
		['JSON form over lines', 'CMD ["a", \\\n  "b"]', ['CMD', 'a', 'b']],
		['an empty JSON array', 'RUN []', ['RUN']],
		['a JSON array with a trailing comma as shell form', 'CMD ["a",]', ['CMD', '["a",]']],
		['a JSON array with text behind it as shell form', 'CMD ["a"] b', ['CMD', '["a"] b']],
		['a JSON array of single quotes as shell form', "CMD ['a']", ['CMD', "['a']"]],
		['a JSON number too large for Go as shell form', 'CMD [1e999]', ['CMD', '[1e999]']],
		['COPY in JSON form', 'COPY ["a b", "c"]', ['COPY', 'a b', 'c']],
		['VOLUME in JSON form', 'VOLUME ["/a b"]', ['VOLUME', '/a b']],
		[
			'ENV pairs as words',
			'ENV a=b c="d e" f=\'g h\' i=j\\ k',
			['ENV', 'a=b', 'c="d e"', "f='g h'", 'i=j\\ k'],
		],
		['an escape as the last character as nothing', 'ENV a=b\\', ['ENV', 'a=b']],
		['a path as one word', 'WORKDIR /a b', ['WORKDIR', '/a b']],
		['a user as one word', 'USER a b', ['USER', 'a b']],
		['HEALTHCHECK as its kind and its command', 'HEALTHCHECK CMD a b', ['HEALTHCHECK', 'CMD', 'a b']],
		['HEALTHCHECK in JSON form', 'HEALTHCHECK CMD ["a", "b"]', ['HEALTHCHECK', 'CMD', 'a', 'b']],
		['ONBUILD as its words', 'ONBUILD RUN a b', ['ONBUILD', 'RUN', 'a', 'b']],
		['an unknown instruction', 'FOO a b', ['FOO', 'a b']],
		['flags apart from words', 'COPY --from=a --link b c', ['COPY', 'b', 'c']],
		['flags over lines', 'COPY --from=a \\\n  # c\n  --link b c', ['COPY', 'b', 'c']],
		['-- as the end of the flags', 'RUN --network=none -- --x', ['RUN', '--x']],
		['a single dash as no flag', 'RUN -x --y', ['RUN', '-x --y']],
		['a no-break space as white space at the ends', '\u00a0FROM scratch\u00a0', ['FROM', 'scratch']],
	])('%s', (_, text, [keyword, ...words]) => {
		const [instruction] = parseDockerfile(text).dockerfile.instructions;
		expect([instruction?.keyword, ...(instruction?.args ?? []).map((word) => word.text)]).toEqual([
			keyword,
			...words,
		]);
	});
});

describe('heredocs', () => {
	test.each<readonly [text: string, heredocs: readonly (readonly [name: string, content: string])[]]>([
		['RUN <<EOF\na\nEOF', [['EOF', 'a\n']]],
		['RUN cat <<EOF\n# a\n\nEOF', [['EOF', '# a\n\n']]],
		['RUN <<-EOF\n\ta\n\tEOF', [['EOF', '\ta\n']]],
		['RUN <<"EOF"\n$a\nEOF', [['EOF', '$a\n']]],
		["RUN <<'a b'\nx\na b", [['a b', 'x\n']]],
		['RUN 3<<EOF\nEOF', [['EOF', '']]],
		['RUN << EOF\na\nEOF', [['EOF', 'a\n']]],
		[
			'RUN <<A cat <<B\na\nA\nb\nB',
			[
				['A', 'a\n'],
				['B', 'b\n'],
			],
		],
		[
			'COPY <<a <<b /x/\n1\na\n2\nb',
			[
				['a', '1\n'],
				['b', '2\n'],
			],
		],
		['ADD <<a /x\n1\na', [['a', '1\n']]],
		['ONBUILD RUN <<EOF\na\nEOF', [['EOF', 'a\n']]],
		['RUN <<EOF \\\n  b\na\nEOF', [['EOF', 'a\n']]],
		['RUN <<EOF\r\na\r\nEOF\r\n', [['EOF', 'a\r\n']]],
		['RUN <<$x\na\n$x', [['$x', 'a\n']]],
		['RUN <<<EOF', []],
		['RUN a<<EOF', []],
		['RUN "<<EOF"', []],
		["RUN it's <<EOF", []],
		['RUN ["<<EOF"]', []],
		['CMD <<EOF', []],
		['ENV a=<<EOF', []],
		['RUN $((1<<2))', []],
	])('in %j', (text, heredocs) => {
		const { dockerfile, errors } = parseDockerfile(`FROM scratch\n${text}\nUSER a`);
		expect(errors).toEqual([]);
		const [, instruction, last] = dockerfile.instructions;
		expect(instruction?.heredocs.map(({ name, content }) => [name, content])).toEqual(heredocs);
		expect(last?.keyword).toBe('USER');
	});

	test('know whether variables in them are replaced, and whether tabs are dropped', () => {
		const { dockerfile } = parseDockerfile('RUN <<A <<-"B" <<C\\D\nA\nB\nCD\n');
		const heredocs = dockerfile.instructions[0]?.heredocs ?? [];
		expect(heredocs.map(({ expands, stripsTabs }) => [expands, stripsTabs])).toEqual([
			[true, false],
			[false, true],
			[true, false],
		]);
	});
});

describe('refuses', () => {
	test.each<readonly [text: string, line: number, message: string]>([
		['', 1, 'the file has no instructions'],
		['# nothing\n', 1, 'the file has no instructions'],
		['ARG a', 1, 'the file has no FROM, so there is nothing to build'],
		['RUN a\nFROM scratch', 1, '`RUN` stands before the first FROM'],
		['FROM scratch\nFOO a', 2, 'unknown instruction `FOO`'],
		['FROM scratch\nCOPY a', 2, 'COPY needs at least one source and a destination'],
		['FROM scratch\nCOPY --foo a b', 2, 'unknown flag `--foo`'],
		['FROM scratch\nCOPY --from=a --from=b a b', 2, '`--from` is given twice'],
		['FROM scratch\nRUN <<EOF\na', 2, 'unterminated heredoc: no line `EOF` follows'],
		['FROM scratch\nCMD [1]', 2, 'a JSON array here may hold strings only'],
		['# escape=x\nFROM scratch', 1, "invalid escape token 'x': it must be ` or \\"],
		['# escape=`\n# escape=`\nFROM scratch', 2, 'only one escape parser directive can be used'],
		['# check=foo\nFROM scratch', 1, 'invalid check option `foo`'],
		['FROM', 1, 'FROM takes an image, or an image, AS and a name'],
		['FROM Debian', 1, '`Debian` is no name for an image'],
		[
			'FROM scratch AS a\nCOPY --from=b x y\nFROM scratch AS b',
			2,
			'the stage `b` has to come before the one that takes from it',
		],
		['FROM scratch\nENV a="b', 2, 'unexpected end of statement while looking for matching double-quote'],
		['FROM scratch\nENV a=${b', 2, 'unsupported modifier () in substitution'],
		['FROM scratch\nEXPOSE 70000', 2, 'invalid containerPort: 70000'],
		['FROM scratch\nSTOPSIGNAL foo', 2, '`foo` is no signal'],
		['FROM scratch\nRUN --mount=type=foo,target=/x a', 2, 'unsupported mount type `foo`'],
		[
			'FROM scratch\nRUN --mount=type=cache,from=$x,target=/y a',
			2,
			'`from` takes no variables: name a stage that is FROM the image',
		],
		[
			'FROM scratch\nCOPY --from=$x a b',
			2,
			'`--from` takes no variables or quotes: name a stage that is FROM the image',
		],
		['FROM scratch\nRUN --mount=target=/x\\"y a', 2, '`target=/x"y` cannot be split into fields'],
		['FROM scratch\nRUN --mount=type=cache,foo=1 a', 2, 'unknown key `foo` in `foo=1`'],
		[
			'FROM scratch\nRUN --mount=type=secret,id=a,sharing=locked a',
			2,
			'`sharing` is not for mounts of type secret',
		],
		['FROM scratch\nRUN --network=x a', 2, '`--network` is default, none or host, not `x`'],
		['FROM scratch\nRUN --security=x a', 2, '`--security` is sandbox or insecure, not `x`'],
		['FROM scratch\nRUN --device=x a', 2, '`--device` needs `# syntax=docker/dockerfile:1-labs`'],
		['FROM scratch\nHEALTHCHECK --timeout=1 CMD a', 2, '`--timeout` is a duration like `30s`, not `1`'],
		['FROM scratch\nRUN --mount=type=secret,id=a,mode a', 2, '`mode` needs a value: `mode=…`'],
		['FROM scratch\nSHELL a', 2, 'SHELL takes its arguments in JSON form: ["…", "…"]'],
		['FROM scratch\nENV a=1 \\\n b=${x?no}', 3, 'x: no'],
		['FROM scratch\nVOLUME a ""', 2, 'a path in VOLUME is empty'],
		['FROM $x', 1, 'the name of the base image is empty: `$x`'],
		['FROM --platform=$x scratch', 1, 'the platform is empty: `$x`'],
		[
			'ARG SOURCE_DATE_EPOCH=b\nFROM scratch AS b\nADD https://a.b/c /\nRUN x\nFROM scratch',
			1,
			'the stage `b` of SOURCE_DATE_EPOCH may only add one address',
		],
		[
			`FROM scratch\nRUN ${'a'.repeat(65_536)}`,
			2,
			'a line is longer than the 65,535 bytes that BuildKit reads',
		],
	])('%j', (text, line, message) => {
		const [error] = parseDockerfile(text).errors;
		expect(error?.message).toBe(message);
		expect(text.slice(0, error?.span.start).split('\n').length).toBe(line);
	});

	test.each<readonly [text: string, dependsOnArguments: true | undefined]>([
		['FROM scratch\nARG t\nRUN --mount=type=$t a', true],
		['FROM scratch\nARG t\nSTOPSIGNAL $t', true],
		['ARG b\nFROM $b', true],
		['FROM scratch\nARG t=foo\nSTOPSIGNAL $t', undefined],
	])('and says whether another argument would do: %j', (text, dependsOnArguments) => {
		expect(parseDockerfile(text).errors.map((error) => error.dependsOnArguments)).toEqual([
			dependsOnArguments,
		]);
	});

	test.each([
		'FROM scratch\nRUN --security=insecure a',
		'# syntax=docker/dockerfile:1-labs\nFROM scratch\nRUN --device=x a',
	])('not what only some versions of BuildKit take: %j', (text) => {
		expect(parseDockerfile(text).errors).toEqual([]);
	});

	test('no line of 65,535 bytes', () => {
		expect(parseDockerfile(`FROM scratch\nRUN ${'a'.repeat(65_531)}\n`).errors).toEqual([]);
	});

	test('nothing in a file written for another frontend', () => {
		for (const text of ['// syntax=a/b\nwhatever', '{ "syntax": "a/b", "x": [1] }']) {
			const { dockerfile, errors } = parseDockerfile(text);
			expect([errors, dockerfile.instructions, dockerfile.directives[0]?.value]).toEqual([[], [], 'a/b']);
		}
	});
});

describe('every span', () => {
	test('of a word that stands in one piece is that word in the source', () => {
		const text =
			'\ufeff# syntax=docker/dockerfile:1\r\nFROM  a:b AS c\r\nCOPY --from=d "e" \\\r\n # x\r\n f\tg\r\nENV h=i j="k l"\r\nCMD ["m", "n o"]\r\n';
		const { dockerfile } = parseDockerfile(text);
		const slice = ({ start, end }: Span) => text.slice(start, end);
		for (const { args, flags, pairs, isJson } of dockerfile.instructions) {
			for (const word of [...args, ...flags])
				expect(slice(word.span)).toBe(isJson ? `"${word.text}"` : word.text);
			for (const { key, value } of pairs)
				expect([slice(key.span), value && slice(value.span)]).toEqual([key.text, value?.text]);
		}
		expect(dockerfile.stages.map(({ name, base }) => [name && slice(name.span), slice(base.span)])).toEqual([
			['c', 'a:b'],
		]);
		expect([...dockerfile.comments].map(({ span, line }) => [slice(span), line])).toEqual([
			['# syntax=docker/dockerfile:1', 1],
			['# x', 4],
		]);
		expect(slice(dockerfile.directives[0]?.valueSpan ?? { start: 0, end: 0 })).toBe('docker/dockerfile:1');
	});

	test('of any text lies inside it, and instructions do not overlap', () => {
		const texts = fc.oneof(
			dockerfiles(),
			fc.string({ unit: 'binary', maxLength: 300 }),
			fc.string({ unit: pieces, maxLength: 60 }),
		);
		fc.assert(
			fc.property(texts, (text) => {
				const { dockerfile, errors } = parseDockerfile(text);
				let end = 0;
				for (const instruction of dockerfile.instructions) {
					expect(instruction.span.start).toBeGreaterThanOrEqual(end);
					end = instruction.span.end;
					expectInside(instruction, text);
				}
				for (const { span } of [...errors, ...dockerfile.comments]) expectSpan(span, 0, text.length);
			}),
			{ numRuns: 600 },
		);
	});

	test('read again by itself gives the same instruction', () => {
		fc.assert(
			fc.property(dockerfiles(), (text) => {
				const { dockerfile } = parseDockerfile(text);
				const head = dockerfile.escape === '`' ? '# escape=`\n' : '';
				for (const { span, keyword, args, heredocs } of dockerfile.instructions) {
					const again = parseDockerfile(`${head}${text.slice(span.start, span.end)}`).dockerfile
						.instructions[0];
					const words = (list: readonly { readonly text: string }[] | undefined) =>
						list?.map((word) => word.text);
					expect([again?.keyword, words(again?.args), again?.heredocs.length]).toEqual([
						keyword,
						words(args),
						heredocs.length,
					]);
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe('no text is too much', () => {
	test.each<readonly [name: string, text: string]>([
		['many stages', 'FROM scratch\n'.repeat(20_000)],
		['a long line', `FROM scratch\nRUN ${'a'.repeat(1_000_000)}`],
		['many continuations', `FROM scratch\nRUN a${' \\\n a'.repeat(100_000)}`],
		['deep substitutions', `FROM scratch\nENV a=${'${a:-\\\n'.repeat(20_000)}`],
		['deep JSON', `FROM scratch\nRUN ${'['.repeat(60_000)}`],
		['a chain of ONBUILD', `FROM scratch\n${'ONBUILD \\\n'.repeat(20_000)}RUN a`],
		['values that double', `FROM scratch\nENV a=b\n${'ENV a=$a$a\n'.repeat(200)}`],
		['null bytes', `FROM scratch\n${'\0'.repeat(60_000)}`],
		['a costly pattern', `FROM scratch\nENV a=${'a'.repeat(60_000)}\nENV b=\${a//${'*a'.repeat(5_000)}/b}`],
		['lone surrogates', 'FROM scratch\nRUN ["\ud800"]\nENV \udfff=1'],
	])('%s', (_, text) => {
		expect(() => parseDockerfile(text)).not.toThrow();
	});
});

test('the odd forms made by hand all parse', () => {
	const texts = oddForms();
	expect(texts.length).toBeGreaterThan(1000);
	for (const text of texts) expect(parseDockerfile(text).dockerfile.text).toBe(text);
});

const pieces = fc.constantFrom(
	'FROM ',
	'RUN ',
	'ONBUILD ',
	'HEALTHCHECK CMD ',
	'<<EOF',
	'\nEOF\n',
	'\n',
	'\r\n',
	' \\\n',
	'# ',
	'["',
	'", "',
	'"]',
	'$',
	'{',
	'}',
	'"',
	"'",
	'=',
	'--x=',
	'`',
	'\t',
	'\u2028',
	'\0',
	'a',
	' ',
);

function expectInside(instruction: Instruction, text: string): void {
	const { span, keywordSpan, body, args, flags, pairs, heredocs, trigger } = instruction;
	const inner = [keywordSpan, body.span, ...args.map((word) => word.span), ...flags.map((flag) => flag.span)];
	for (const one of [
		...inner,
		...pairs.map((pair) => pair.span),
		...heredocs.map((heredoc) => heredoc.endSpan),
	]) {
		expectSpan(one, span.start, span.end);
	}
	expectSpan(span, 0, text.length);
	for (let index = 0; index < body.text.length; index++) {
		expect(text[body.sourceOffset(index)]).toBe(body.text[index]);
	}
	if (trigger) expectInside(trigger, text);
}

function expectSpan({ start, end }: Span, from: number, to: number): void {
	if (!(from <= start && start <= end && end <= to)) expect([from, start, end, to]).toEqual('in this order');
}
