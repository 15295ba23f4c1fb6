import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';

/** The texts marked as syntax errors. */
function marked(text: string, path = 'Dockerfile'): string[] {
	return lint({ path, text })
		.filter(({ rule }) => rule === 'syntax')
		.map(({ span }) => text.slice(span.start, span.end));
}

describe('reports', () => {
	test.each([
		['an unknown instruction', 'FROM a:1\nFETCH x\n', 'FETCH'],
		[
			'an unknown instruction in a continued file with CRLF',
			'\uFEFFFROM a:1\r\nRUN a \\\r\n b\r\nFETCH x\r\n',
			'FETCH',
		],
		['an instruction that lacks its arguments', 'FROM a:1\nCOPY a\n', 'COPY'],
		['a heredoc that never ends', 'FROM a:1\nRUN <<EOF\necho\n', '<<EOF'],
		['a flag that does not exist', 'FROM a:1\nCOPY --form=b a b\n', '--form=b'],
		['an image name in upper case', 'FROM Debian:12\n', 'Debian:12'],
	])('%s', (_, text, word) => {
		const found = marked(text);
		expect(found).toHaveLength(1);
		expect(found[0]).toContain(word);
	});

	test.each([
		['compose.yaml', 'services:\n  a: [\n'],
		['daemon.json', '{ "a": }\n'],
		['buildkitd.toml', 'a = \n'],
		['config.yml', 'version: 0.1\nhttp: { a: [\n'],
		['.dockerignore', 'a\n!\n'],
	])('a broken %s', (path, text) => {
		expect(marked(text, path).length).toBeGreaterThan(0);
	});
});

test.each([
	['heredocs, quoted and with tabs stripped', "FROM a:1\nRUN <<'A' <<-B\necho\nA\n\tx\n\tB\n"],
	['comments and empty lines inside a continuation', 'FROM a:1\nRUN a \\\n# x\n\n  && b\n'],
	['another escape character', '# escape=`\nFROM a:1\nRUN a `\n  b\n'],
	['a file for another frontend', '// syntax=example.com/frontend:1\nthis is: not a Dockerfile\n'],
	['a file that ends in a continuation', 'FROM a:1\nRUN a \\'],
])('is silent on %s', (_, text) => {
	expect(marked(text)).toEqual([]);
});
