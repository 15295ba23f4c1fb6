import { spawnSync } from 'node:child_process';
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
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNewCommand } from '#cli/commands/new.ts';
import { insertRule } from '#cli/new/new-rule.ts';
import { RULE_TOPICS } from '#core/topics.ts';
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
	test('a lesson is next in order, has an exercise and validates', async () => {
		const { exitCode, stdout } = await run('lesson', 'health-checks');
		expect(exitCode).toBe(0);
		expect(stdout).toContain('made     content/lessons/2-health-checks.mdx\n');
		expect(stdout).toContain('made     content/exercises/health-checks/exercise.yaml\n');
		expect(codes()).toEqual([]);
	});

	test('an exercise ends a lesson that is there and validates', async () => {
		rmSync(join(project, 'content/exercises/pinning'), { recursive: true, force: true });
		expect((await run('exercise', 'pining')).stderr).toContain(
			'there is no lesson `pining`. Lessons: pinning.',
		);
		expect((await run('exercise', 'pinning')).exitCode).toBe(0);
		expect(codes()).toEqual([]);
		expect((await run('exercise', 'pinning')).stderr).toContain('there is an exercise `pinning` already');
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

describe('in a copy of the project, what is made', () => {
	const real = fileURLToPath(new URL('../..', import.meta.url));
	const node = (...args: string[]) =>
		spawnSync(process.execPath, args, {
			cwd: project,
			encoding: 'utf8',
			env: { ...process.env, NO_COLOR: '1' },
		});
	const make = async (...args: string[]) => expect((await run(...args)).exitCode).toBe(0);
	beforeEach(() => {
		rmSync(join(project, 'content'), { recursive: true });
		for (const part of ['src', 'content', 'tests/core', 'tests/tsconfig.json', 'tests/vitest.config.ts'])
			cpSync(join(real, part), join(project, part), { recursive: true });
		for (const part of ['package.json', 'package-lock.json', 'public', 'node_modules'])
			symlinkSync(join(real, part), join(project, part));
	});

	// It reads the whole content several times, and starts the command line and the test runner once each.
	test('is what validate accepts, in every topic, and its tests pass', { timeout: 120_000 }, async () => {
		const topics = RULE_TOPICS.map(({ id }) => id).filter((id) => id !== 'linter');
		for (const topic of topics) await make('rule', `no-label-of-${topic}`, '--topic', topic);
		await make('lesson', 'labels-and-names', '--topic', 'base-images');
		expect(existsSync(join(project, 'content/lessons/1-labels-and-names.mdx'))).toBe(false);
		await make('example', 'name-the-image', '--lesson', 'labels-and-names');
		rmSync(join(project, 'content/exercises/why-docker'), { recursive: true });
		await make('exercise', 'why-docker');

		const { status, stderr } = node('src/cli/main.ts', 'validate', '--draft');
		expect(stderr.match(/^content\S+ .*$/gm)).toEqual(['content/examples/name-the-image  evidence-missing']);
		expect([status, stderr.includes('No problems in')]).toEqual([0, true]);
		const vitest = join(real, 'node_modules/vitest/vitest.mjs');
		const tested = node(vitest, 'run', '--config', 'tests/vitest.config.ts', 'no-label-of', 'all-rules');
		expect(tested.stdout).toMatch(new RegExp(`Test Files +${topics.length + 1} passed`));
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
