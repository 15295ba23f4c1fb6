import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { first, left } from '../../rules/suppressed.ts';

const MARK = '# drydock ignore=git-in-image a reason';
const UNUSED = 'unused-suppression';

/** What is left of a file, by line and rule alone. */
function listLeft(text: string, path: string): string[] {
	return left(text, path, [first]).map((line) => line.replace(/:.*/, ''));
}

describe('what a suppression covers in a Dockerfile', () => {
	test.each([
		['the whole instruction below it', `FROM a:1\n${MARK}\nRUN a \\\n b\n`, ['1 git-in-image']],
		[
			'inside an instruction, nothing of its first line',
			`FROM a:1\nRUN a \\\n${MARK}\n b\n`,
			['1 git-in-image', '2 git-in-image', `3 ${UNUSED}`],
		],
		['a second comment and an empty line are passed by', `${MARK}\n\n# more\nFROM a:1\n`, []],
	])('%s', (_, text, expected) => {
		expect(listLeft(text, 'Dockerfile')).toEqual(expected);
	});

	const clone = 'git clone https://tides.example/x /x';
	test.each([
		['the line below it, of a chain', `RUN true && \\\n${MARK}\n  ${clone}\n`, []],
		['the line below other comments', `RUN true && \\\n${MARK}\n  # more\n  ${clone}\n`, []],
		[
			'not the line after that',
			`RUN true && \\\n${MARK}\n  true && \\\n  ${clone}\n`,
			[`3 ${UNUSED}`, '5 clone-in-build'],
		],
		['all lines of a command in a heredoc', `RUN <<EOF\nset -e\n${MARK}\ntrue && \\\n  ${clone}\nEOF\n`, []],
		[
			'of a command in a heredoc, not the next',
			`RUN <<EOF\nset -e\n${MARK}\ntrue\n${clone}\nEOF\n`,
			[`4 ${UNUSED}`, '6 clone-in-build'],
		],
	])('%s', (_, lines, expected) => {
		const text = `FROM a:1\n${lines}`.replaceAll('git-in-image', 'clone-in-build');
		const found = lint({ path: 'Dockerfile', text }).map(({ rule, range }) => `${range.start.line} ${rule}`);
		expect(found.filter((one) => /clone-in-build|unused/.test(one))).toEqual(expected);
	});
});

describe('what a suppression covers in a compose file', () => {
	const service = '  a:\n    image: a:1\n';

	test.each([
		['all services', `${MARK}\nservices:\n${service}`, []],
		[
			'one service and not the next',
			`services:\n  ${MARK}\n${service}${service.replace('a:', 'b:')}`,
			['6 git-in-image'],
		],
		[
			'a line, although empty lines and comments stand between',
			`services:\n  a:\n    ${MARK}\n\n    # more\n    image: a:1\n`,
			[],
		],
		[
			'not what stands above it',
			`services:\n${service}    ${MARK}\n    tty: true\n`,
			['3 git-in-image', `4 ${UNUSED}`],
		],
		[
			'the list that stands as far left as its key',
			`services:\n  a:\n    ${MARK}\n    ports:\n    - "80"\n    image: a:1\n`,
			[`3 ${UNUSED}`, '6 git-in-image'],
		],
		['nothing at the end', `services:\n${service}${MARK}\n`, ['3 git-in-image', `4 ${UNUSED}`]],
	])('%s', (_, text, expected) => {
		expect(listLeft(text, 'compose.yaml')).toEqual(expected);
	});
});

describe('what a suppression covers in buildkitd.toml', () => {
	test.each([
		['a setting', `debug = true\n${MARK}\ntrace = true\nroot = "/a"\n`, ['1 git-in-image', '4 git-in-image']],
		['a table, with its settings', `${MARK}\n[a]\nb = 1\nc = 2\n`, []],
		['a table, and not the next', `${MARK}\n[a]\nb = 1\n[c]\nd = 1\n`, ['5 git-in-image']],
		['a table of a list', `${MARK}\n[[a]]\nb = 1\n[[a]] # the next\nb = 1\n`, ['5 git-in-image']],
		[
			'a setting, although empty lines stand between',
			`${MARK}\n\n# more\na = 1\nb = 2\n`,
			['5 git-in-image'],
		],
		['all lines of a value', `${MARK}\na = [\n  "b",\n]\nc = 1\n`, ['5 git-in-image']],
		['nothing at the end', `a = 1\n${MARK}\n`, ['1 git-in-image', `2 ${UNUSED}`]],
	])('%s', (_, text, expected) => {
		expect(listLeft(text, 'buildkitd.toml')).toEqual(expected);
	});
});
