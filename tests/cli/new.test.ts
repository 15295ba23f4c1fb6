import { execFileSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNewCommand } from '#cli/commands/new.ts';
import { insertRule } from '#cli/new/new-rule.ts';
import { validateContent } from '#examples/validate.ts';
import { writeContent } from '../examples/content-copy.ts';
import { runWith } from './fake-io.ts';

let project: string;
beforeEach(() => {
	project = mkdtempSync(join(tmpdir(), 'drydock-new-'));
	writeContent(project);
});
afterEach(() => rmSync(project, { recursive: true }));

const run = (...args: string[]) => runWith([createNewCommand(project)], ['new', ...args], { cwd: project });
const codes = () =>
	validateContent(join(project, 'content'), { root: project }).problems.map(
		({ code, path }) => `${code} ${path}`,
	);

describe('drydock new', () => {
	test('a lesson is next in order and validates', async () => {
		const { exitCode, stdout } = await run('lesson', 'health-checks');
		expect([exitCode, stdout]).toEqual([0, 'made     content/lessons/2-health-checks.mdx\n']);
		expect(codes()).toEqual([]);
	});

	test('an example validates but for its evidence, and says how to record it', async () => {
		const { exitCode, stderr } = await run('example', 'wait-for-ready');
		expect(exitCode).toBe(0);
		expect(stderr).toContain('verify wait-for-ready --record');
		expect(codes()).toEqual(['evidence-missing content/examples/wait-for-ready']);
	});

	test('an example of a lesson that is not there is wrong usage', async () => {
		const { exitCode, stderr } = await run('example', 'wait', '--lesson', 'nothing');
		expect(exitCode).toBe(2);
		expect(stderr).toContain('there is no lesson `nothing`. Lessons: pinning.');
		expect(existsSync(join(project, 'content/examples/wait'))).toBe(false);
	});

	test('what exists is never overwritten', async () => {
		const file = join(project, 'content/lessons/1-pinning.mdx');
		const before = readFileSync(file, 'utf8');
		expect((await run('lesson', 'pinning')).stderr).toContain('there is a lesson `pinning` already');
		expect((await run('example', 'pinned')).stderr).toContain('there is an example `pinned` already');
		expect(readFileSync(file, 'utf8')).toBe(before);
	});

	test.each([
		[['lesson']],
		[['page', 'x']],
		[['lesson', 'Two Words']],
		[['lesson', '../x']],
		[['rule', 'x']],
		[['rule', 'x', '--topic', 'nothing']],
	])('%j is wrong usage', async (args) => {
		expect((await run(...args)).exitCode).toBe(2);
	});
});

describe('drydock new rule', () => {
	const real = fileURLToPath(new URL('../..', import.meta.url));
	beforeEach(() => {
		cpSync(join(real, 'src/core'), join(project, 'src/core'), { recursive: true });
		writeFileSync(join(project, 'package.json'), readFileSync(join(real, 'package.json')));
	});

	test('makes the rule, its test, its page and its entry in the list', async () => {
		const { exitCode, stdout } = await run('rule', 'no-such-label', '--topic', 'base-images');
		expect(exitCode).toBe(0);
		expect(stdout).toBe(
			[
				'made     src/core/rules/base-images/no-such-label.ts',
				'made     tests/core/rules/base-images/no-such-label.test.ts',
				'made     content/rules/no-such-label.mdx',
				'changed  src/core/rules/base-images/rules.ts\n',
			].join('\n'),
		);
		const list = readFileSync(join(project, 'src/core/rules/base-images/rules.ts'), 'utf8');
		expect(list).toContain("import { noSuchLabel } from './no-such-label.ts';");
		expect(list).toMatch(/,\s*noSuchLabel,?\s*\];/);
	});

	test('the rule is in the catalogue, its page breaks and follows it, and its test passes', async () => {
		await run('rule', 'no-such-label', '--topic', 'base-images');
		symlinkSync(join(real, 'node_modules'), join(project, 'node_modules'));
		for (const folder of [
			'src/examples',
			'src/workspace',
			'src/tsconfig.json',
			'tests/tsconfig.json',
			'tests/core/rules/rule-test.ts',
			'tests/vitest.config.ts',
		]) {
			cpSync(join(real, folder), join(project, folder), { recursive: true });
		}
		writeFileSync(
			join(project, 'check.ts'),
			`import { validateContent } from '#examples/validate.ts';
const { problems } = validateContent('${project}/content', { root: '${project}', project: '${project}' });
console.log(JSON.stringify(problems.filter((one) => JSON.stringify(one).includes('no-such-label'))));`,
		);
		const node = (...args: string[]) =>
			execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
		expect(JSON.parse(node('check.ts'))).toEqual([]);
		const vitest = join(real, 'node_modules/vitest/vitest.mjs');
		// It ends with another exit code than 0, and so throws, where a test fails.
		const tested = node(vitest, 'run', '--config', 'tests/vitest.config.ts', 'no-such-label');
		expect(stripVTControlCharacters(tested)).toContain('2 passed');
	});

	test('a rule that exists is not made again', async () => {
		const { exitCode, stderr } = await run('rule', 'pin-base-image', '--topic', 'base-images');
		expect([exitCode, stderr.includes('there is a rule `pin-base-image` already')]).toEqual([2, true]);
	});

	test('a page that exists already stops everything', async () => {
		mkdirSync(join(project, 'content/rules'), { recursive: true });
		writeFileSync(join(project, 'content/rules/no-such-label.mdx'), 'mine');
		const { exitCode, stderr } = await run('rule', 'no-such-label', '--topic', 'base-images');
		expect(exitCode).toBe(1);
		expect(stderr).toContain('content/rules/no-such-label.mdx exists already. Nothing was written.');
		expect(readFileSync(join(project, 'content/rules/no-such-label.mdx'), 'utf8')).toBe('mine');
		expect(existsSync(join(project, 'src/core/rules/base-images/no-such-label.ts'))).toBe(false);
	});
});

test.each([
	['[]', '[aB]'],
	['[x]', '[x, aB]'],
	['[\n\tx,\n\ty,\n]', '[\n\tx,\n\ty,\n\taB,\n]'],
])('the list %j becomes %j', (before, after) => {
	const head =
		"import type { Rule } from '../rule.ts';\nimport { x } from './x.ts';\n\nexport const list: readonly Rule[] = ";
	const result = insertRule(`${head}${before};\n`, 'a-b');
	expect(result).toBe(
		`${head.replace('import { x', "import { aB } from './a-b.ts';\nimport { x")}${after};\n`,
	);
});
