import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { first, left, second } from './suppressed.ts';

describe('in a Dockerfile', () => {
	test('a comment silences the rules it names on the instruction below it, and nothing else', () => {
		const text = 'FROM a:1\n# drydock ignore=git-in-image because we say so\nRUN a\nRUN b\n';
		expect(left(text)).toEqual([
			'1 git-in-image',
			'1 secret-in-arg-or-env',
			'3 secret-in-arg-or-env',
			'4 git-in-image',
			'4 secret-in-arg-or-env',
		]);
	});

	test.each([
		['two rules with a comma', '# drydock ignore=git-in-image,secret-in-arg-or-env because'],
		['two rules with a comma and blanks', '#drydock   ignore=git-in-image , secret-in-arg-or-env   because'],
		['an alias, in any case', '# Drydock ignore=GIT-in-image,secretsusedinargorenv because'],
		[
			'two comments above one another',
			'# drydock ignore=git-in-image a\n# drydock ignore=secret-in-arg-or-env b',
		],
		[
			'another comment and an empty line between',
			'# drydock ignore=git-in-image,secret-in-arg-or-env a\n# words\n',
		],
	])('%s silence both', (_, comment) => {
		expect(left(`${comment}\nFROM a:1\n`)).toEqual([]);
	});

	test('a comment above an instruction covers all its lines', () => {
		const text = 'FROM a:1\n# drydock ignore=git-in-image x\nRUN a \\\n  && b\n';
		expect(left(text, 'Dockerfile', [first])).toEqual(['1 git-in-image']);
	});

	test('a comment inside a continuation covers the next line only', () => {
		const text = 'FROM a:1\nRUN a \\\n# drydock ignore=git-in-image x\n  b\n';
		expect(left(text, 'Dockerfile', [first])).toEqual([
			'1 git-in-image',
			'2 git-in-image',
			'3 unused-suppression: `git-in-image` reports nothing on the line below. Remove it from this comment.',
		]);
	});

	test('a line of a heredoc that looks like one is none', () => {
		const text = 'FROM a:1\nCOPY <<EOF /x\n# drydock ignore=git-in-image x\nEOF\n';
		expect(left(text, 'Dockerfile', [first])).toEqual(['1 git-in-image', '2 git-in-image']);
	});

	test("hadolint's comments mean nothing here", () => {
		expect(left('# hadolint ignore=DL3007\nFROM a:1\n', 'Dockerfile', [first])).toEqual(['2 git-in-image']);
	});

	test("BuildKit's check=skip silences the rules that are also BuildKit's, in the file or above one instruction", () => {
		const directive = '# check=skip=SecretsUsedInArgOrEnv\nFROM a:1\nRUN a\n';
		expect(left(directive)).toEqual(['2 git-in-image', '3 git-in-image']);
		expect(left('# check=skip=all\nFROM a:1\n')).toEqual(['2 git-in-image']);
		expect(left('FROM a:1\n# check=skip=SecretsUsedInArgOrEnv\nRUN a\n', 'Dockerfile', [second])).toEqual([
			'1 secret-in-arg-or-env',
		]);
	});

	test("BuildKit's name is enough where other tools have another one", () => {
		const text = '# check=skip=JSONArgsRecommended\nFROM tides:1\nUSER 1000\nCMD tides\n';
		expect(lint({ path: 'Dockerfile', text })).toEqual([]);
		expect(lint({ path: 'Dockerfile', text: text.replace(/^.*\n/, '') })).toHaveLength(1);
	});

	test('CRLF and a BOM change nothing', () => {
		expect(left('\uFEFF# drydock ignore=git-in-image x\r\nFROM a:1\r\n', 'Dockerfile', [first])).toEqual([]);
	});
});

describe('in a compose file', () => {
	test('a comment covers the node below it with all that is nested in it', () => {
		const text = [
			'services:',
			'  # drydock ignore=git-in-image x',
			'  a:',
			'    image: a:1',
			'  b:',
			'    # drydock ignore=secret-in-arg-or-env y',
			'    image: b:1',
			'',
		].join('\n');
		expect(left(text, 'compose.yaml')).toEqual(['4 secret-in-arg-or-env', '7 git-in-image']);
	});

	test('a comment above a neighbour silences nothing and says so', () => {
		const text =
			'services:\n  a:\n    # drydock ignore=git-in-image x\n    ports:\n    - "80"\n    image: a:1\n';
		expect(left(text, 'compose.yaml', [first])).toEqual([
			'3 unused-suppression: `git-in-image` reports nothing on the line below. Remove it from this comment.',
			'6 git-in-image',
		]);
	});
});

describe('in the configuration of a registry', () => {
	test('a comment covers the list below its key, which may stand as far left', () => {
		const text = 'version: 0.1\n# drydock ignore=git-in-image x\na:\n- b: 1\n- c: 1\nd: 1\n';
		const found = lint({ path: 'config.yml', text, kind: 'registry' }, { rules: [first] });
		expect(found.map(({ range }) => range.start.line)).toEqual([1, 6]);
	});
});

describe('in buildkitd.toml', () => {
	test('a comment covers the setting, or the whole table, below it', () => {
		const text = [
			'# drydock ignore=git-in-image the whole table',
			'[registry."a"]',
			'  http = true',
			'',
			'[registry."b"]',
			'  # drydock ignore=git-in-image this one',
			'  http = true',
			'  insecure = true',
			'',
		].join('\n');
		expect(left(text, 'buildkitd.toml', [first])).toEqual(['8 git-in-image']);
	});
});
