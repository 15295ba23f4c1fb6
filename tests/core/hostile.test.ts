import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { processorSeconds } from '../processor-seconds.ts';
import { contextOf } from './rules/rule-test.ts';

/** One seed for all, so that a failure here is a failure everywhere. Another one may be tried by hand: `SEED=7 npx vitest …`. */
const SEED = Number(process.env.SEED ?? 20_261_124);

const PATHS = [
	'Dockerfile',
	'compose.yaml',
	'daemon.json',
	'buildkitd.toml',
	'config.yml',
	'.dockerignore',
] as const;
type Path = (typeof PATHS)[number];

const GOOD: Readonly<Record<Path, string>> = {
	Dockerfile: [
		'# syntax=docker/dockerfile:1',
		'# escape=\\',
		'ARG BASE=node:24-bookworm-slim',
		'FROM --platform=$BUILDPLATFORM ${BASE} AS build',
		'# drydock ignore=git-in-image the tool calls git',
		'RUN --mount=type=cache,target=/c --mount=type=secret,id=n,target=/root/.netrc \\',
		'    apt-get update && \\',
		'    # tools',
		'',
		'    apt-get install -y git=1:2.39* "curl" && if true; then (git clone https://$T@h/x); fi',
		'COPY --chown=1:1 ["a b", "/c"]',
		"RUN <<-'EOF' bash",
		"\techo 'x' > /root/.ssh/id_rsa",
		'EOF',
		'ENV A=1 B_TOKEN="2 3" \\',
		'    C=${A:-x}',
		'FROM build',
		'ONBUILD ADD https://example.com/a.git#v1 /x',
		'HEALTHCHECK --interval=5s CMD curl -f http://10.0.0.1/ || exit 1',
		'EXPOSE 80/tcp 90',
		'CMD ["sh", "-c", "sleep 5; exec node server.js"]',
		'',
	].join('\n'),
	'compose.yaml': [
		'x-a: &a { image: "registry.example.com/a", links: [db] }',
		'services:',
		'  a:',
		'    <<: *a',
		'    command: sh -c "sleep 5 && npm install"',
		'    environment: [DB=10.0.0.5, "X=${Y:-z}"]',
		'    depends_on: { db: { condition: service_started } }',
		'    # drydock ignore=default-bridge old host',
		'    network_mode: bridge',
		'  db:',
		'    image: postgres',
		'    healthcheck: { test: [CMD, true] }',
		'    ports: ["127.0.0.1:5432:5432", 80]',
		'    networks: { n: { ipv4_address: 10.1.1.1 } }',
		'networks: { n: }',
		'',
	].join('\n'),
	'daemon.json':
		'{ "insecure-registries": ["10.0.0.5:5000", "127.0.0.0/8"], "a": { "b": [null, 1e3, "\\u0041"] } }\n',
	'buildkitd.toml':
		'debug = true\n[registry."r.example.com:5000"]\n  http = true\n  mirrors = ["a", """b\n"""]\n',
	'config.yml':
		'version: 0.1\nstorage:\n  filesystem: { rootdirectory: /x }\n  delete: { enabled: false }\nhttp:\n  addr: :5000\n',
	'.dockerignore': '# x\n*\n!src/**/[a-z]?.js\n\\#a\n/b/\n',
};

/** Pieces that mean something to one of the parsers. */
const PIECES = [
	'\\',
	'`',
	'\n',
	'\r\n',
	'\0',
	'\uFEFF',
	'<<EOF',
	'<<-"E O"',
	"'",
	'"',
	'${',
	'}',
	'$(',
	'`',
	'&',
	'*',
	'<<: *a',
	'|',
	'>',
	'- ',
	': ',
	'[[',
	'{"',
	'"""',
	'#',
	'# check=skip=all',
	'# drydock ignore=',
	'# escape=`',
	'FROM ',
	'ONBUILD ',
	'RUN ',
	'--mount=',
	'--',
	'[',
	']',
	'\uD800',
	'\u2028',
	'🐳',
	'!',
	'%',
	'://',
	'@',
	'COPY --from=',
	'HEALTHCHECK ',
	'AS ',
	'\t',
	'\u00A0',
	'EOF\n',
	'git',
	'$((',
	'&&',
	';',
	'**/',
] as const;

/** Lints, and checks that every finding lies inside the file and every fix in order. Gives the findings back. */
function lintSoundly(path: Path, text: string) {
	const context = contextOf({ [path]: text, 'a/b.js': 'x', '.dockerignore': 'a\n' });
	const findings = lint({ path, text }, { context });
	const lines = text.split('\n');
	for (const { span, range, rule, message, related = [], fix } of findings) {
		const where = `${rule}: ${message}`;
		expect(span.start, where).toBeGreaterThanOrEqual(0);
		expect(span.end, where).toBeGreaterThanOrEqual(span.start);
		expect(span.end, where).toBeLessThanOrEqual(text.length);
		for (const { start, end } of [range, ...related.map((one) => one.range)])
			for (const { line, column } of [start, end]) {
				expect(line, where).toBeLessThanOrEqual(lines.length);
				expect(column, where).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
			}
		for (const edit of fix?.edits ?? []) {
			expect(edit.span.start, where).toBeLessThanOrEqual(edit.span.end);
			expect(edit.span.end, where).toBeLessThanOrEqual(text.length);
		}
		expect(message).not.toMatch(/undefined|\[object/);
	}
	return findings;
}

const anyPath = fc.constantFrom(...PATHS);

describe('whatever the text is, the linter answers, and its findings lie inside the file:', {
	timeout: 120_000,
}, () => {
	test('random text', () => {
		const text = fc.string({ unit: 'binary', maxLength: 400 });
		fc.assert(
			fc.property(anyPath, text, (path, text) => {
				lintSoundly(path, text);
			}),
			{ seed: SEED, numRuns: 600 },
		);
	});

	test('random bytes, read as UTF-8 or as Latin 1', () => {
		const bytes = fc.uint8Array({ maxLength: 400 });
		fc.assert(
			fc.property(
				anyPath,
				bytes,
				fc.constantFrom('utf8' as const, 'latin1' as const),
				(path, bytes, encoding) => {
					lintSoundly(path, Buffer.from(bytes).toString(encoding));
				},
			),
			{ seed: SEED, numRuns: 600 },
		);
	});

	test('random rows of pieces that mean something to a parser', () => {
		const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(anyPath, text, (path, text) => {
				lintSoundly(path, text);
			}),
			{ seed: SEED, numRuns: 1_200 },
		);
	});

	test('good files with pieces cut out, put in and moved', () => {
		const change = fc.tuple(fc.nat(2_000), fc.nat(30), fc.oneof(fc.constantFrom(...PIECES), fc.constant('')));
		fc.assert(
			fc.property(anyPath, fc.array(change, { minLength: 1, maxLength: 6 }), (path, changes) => {
				const text = changes.reduce((text, [at, length, piece]) => {
					const start = at % (text.length + 1);
					return text.slice(0, start) + piece + text.slice(start + length);
				}, GOOD[path]);
				lintSoundly(path, text);
			}),
			{ seed: SEED, numRuns: 1_200 },
		);
	});

	test('a good file cut off at any place', () => {
		for (const path of PATHS)
			for (let end = 0; end < GOOD[path].length; end++) lintSoundly(path, GOOD[path].slice(0, end));
	});
});

/** Seconds of processor time for what takes a few on a quiet machine: a hang takes minutes, and a busy machine some of it. */
const BOUND = 40;

describe('the answer comes in time for', () => {
	const M = 1 << 20;
	const cases: readonly (readonly [name: string, path: Path, text: () => string])[] = [
		['ten million characters in one line', 'Dockerfile', () => `FROM a\nRUN ${'x'.repeat(10 * M)}\n`],
		['a line of a million backslashes', 'Dockerfile', () => `FROM a\nRUN ${'\\'.repeat(M)}\n`],
		['a hundred thousand stages', 'Dockerfile', () => 'FROM a AS b\n'.repeat(100_000)],
		[
			'a chain of twenty thousand stages',
			'Dockerfile',
			() =>
				`FROM a AS s0\n${Array.from({ length: 20_000 }, (_, n) => `FROM s${n} AS s${n + 1}\nRUN b\n`).join('')}`,
		],
		[
			'a continuation of a hundred thousand lines',
			'Dockerfile',
			() => `FROM a\nRUN x ${'\\\n  && y '.repeat(100_000)}\n`,
		],
		[
			'a hundred thousand suppressions',
			'Dockerfile',
			() => `FROM a\n${'# drydock ignore=clone-in-build x\nRUN git pull\n'.repeat(50_000)}`,
		],
		[
			'as many suppressions above one instruction',
			'Dockerfile',
			() => `FROM a\n${'# drydock ignore=clone-in-build x\n'.repeat(100_000)}RUN git pull\n`,
		],
		[
			'a hundred thousand variables that need one another',
			'Dockerfile',
			() => `FROM a\n${Array.from({ length: 20_000 }, (_, n) => `ENV V${n + 1}=$V${n}\n`).join('')}`,
		],
		[
			'a variable that doubles with each line',
			'Dockerfile',
			() => `FROM a\nENV V=xx\n${'ENV V=$V$V\n'.repeat(200)}RUN echo $V\nCOPY $V /x\n`,
		],
		[
			'fifty thousand open braces',
			'Dockerfile',
			() => `FROM a\nENV A=${'${A:-'.repeat(10_000)}\nRUN ${'( '.repeat(50_000)}\n`,
		],
		['a JSON form nested deeply', 'Dockerfile', () => `FROM a\nCMD ${'['.repeat(50_000)}\n`],
		[
			'ten thousand heredocs in one line',
			'Dockerfile',
			() => `FROM a\nRUN cat ${Array.from({ length: 10_000 }, (_, n) => `<<E${n}`).join(' ')}\n`,
		],
		[
			'a million addresses without a user',
			'Dockerfile',
			() => `FROM a\nENV U=${'a://'.repeat(15_000)}\nRUN ${'a://b:c@'.repeat(7_000)}\n`,
		],
		['null bytes', 'Dockerfile', () => `FROM a\n${'\0'.repeat(M)}\nRUN \0\n`],
		[
			'a bomb of YAML aliases',
			'compose.yaml',
			() =>
				`a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`).join('')}services: { s: { image: a, links: *a40, command: *a40, environment: *a40 } }\n`,
		],
		[
			'a bomb of YAML merges',
			'compose.yaml',
			() =>
				`a0: &a0 { image: x }\n${Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} { <<: [*a${n}, *a${n}] }\n`).join('')}services: { s: { <<: *a40 } }\n`,
		],
		['a YAML alias to itself', 'compose.yaml', () => 'services: &s\n  a: *s\n  <<: *s\n'],
		['YAML lists nested deeply', 'compose.yaml', () => '['.repeat(20_000)],
		[
			'YAML maps nested deeply by indentation',
			'compose.yaml',
			() => Array.from({ length: 1_500 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''),
		],
		[
			'twenty thousand services',
			'compose.yaml',
			() => `services:\n${Array.from({ length: 20_000 }, (_, n) => `  s${n}:\n    image: a\n`).join('')}`,
		],
		['JSON nested deeply', 'daemon.json', () => '{"a":'.repeat(20_000)],
		['TOML nested deeply', 'buildkitd.toml', () => `a = ${'['.repeat(20_000)}`],
		[
			'a registry configuration nested deeply',
			'config.yml',
			() => `version: 0.1\nstorage: ${'{a: '.repeat(20_000)}`,
		],
		['a million ignore patterns', '.dockerignore', () => '**/*a*\n'.repeat(M / 8)],
	];

	test.each(cases)('%s', { timeout: 120_000 }, (_, path, text) => {
		let findings: unknown;
		const seconds = processorSeconds(() => {
			findings = lint({ path, text: text() });
		});
		expect(Array.isArray(findings)).toBe(true);
		expect(seconds).toBeLessThan(BOUND);
	});
});
