import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { describe, expect, test } from 'vitest';
import { parseArguments } from '#cli/arguments.ts';
import type { Command } from '#cli/command.ts';
import { choosePaint } from '#cli/io.ts';
import { createOutput } from '#cli/output.ts';
import { resolveUserFolder } from '#cli/run-process.ts';
import { ansi, plain } from '#core/report/paint.ts';
import { runWith } from './fake-io.ts';

const echo: Command = {
	name: 'echo',
	summary: 'Print the arguments',
	usage: '\nUsage: drydock echo\n',
	run: async (args, io) => {
		const { positionals } = parseArguments(args, { loud: { type: 'boolean' } });
		io.stdout.write(positionals.join(' '));
		return 1;
	},
};
const run = (...args: string[]) => runWith([echo], args);

describe('drydock', () => {
	test('runs the command and answers its exit code', async () => {
		expect(await run('echo', 'a', '--loud', 'b')).toEqual({ exitCode: 1, stdout: 'a b', stderr: '' });
	});

	test('without a command shows the list and exits with 2', async () => {
		const { exitCode, stdout, stderr } = await run();
		expect([exitCode, stdout]).toEqual([2, '']);
		expect(stderr).toContain('echo  Print the arguments');
	});

	test('asked for help exits with 0', async () => {
		for (const args of [['--help'], ['help'], ['-h']]) expect((await run(...args)).exitCode).toBe(0);
		for (const args of [
			['echo', '--help'],
			['help', 'echo'],
			['echo', 'a', '-h'],
		]) {
			expect(await run(...args)).toEqual({ exitCode: 0, stdout: 'Usage: drydock echo\n', stderr: '' });
		}
		expect((await run('--version')).stdout).toBe('1.2.3\n');
	});

	test('behind -- everything is a value', async () => {
		expect((await run('echo', '--', '--help')).stdout).toBe('--help');
	});

	test.each([
		[['eco'], 'Did you mean `echo`?'],
		[['frobnicate'], 'Commands: echo.'],
		[['echo', '--quiet'], "Unknown option '--quiet'"],
		[['echo', '--loud=yes'], '--loud'],
	])('%j is wrong usage: said on standard error, exit code 2', async (args, words) => {
		const { exitCode, stdout, stderr } = await run(...args);
		expect([exitCode, stdout]).toEqual([2, '']);
		expect(stderr).toContain(words);
	});
});

describe('colours', () => {
	const output = (isTerminal: boolean) => ({ write: () => {}, isTerminal });
	test.each([
		[true, {}, ansi],
		[false, {}, plain],
		[true, { NO_COLOR: '1' }, plain],
		[true, { NO_COLOR: '' }, ansi],
		[true, { TERM: 'dumb' }, plain],
		[false, { FORCE_COLOR: '1' }, ansi],
		[true, { FORCE_COLOR: '0' }, plain],
		[true, { FORCE_COLOR: '1', NO_COLOR: '1' }, plain],
	])('on a terminal (%s) with %j', (isTerminal, env, paint) => {
		expect(choosePaint(output(isTerminal), env)).toBe(paint);
	});
});

test('npm run drydock works from the folder the user stands in, other scripts from their own', () => {
	const env = { npm_lifecycle_event: 'drydock', npm_package_name: 'drydock', INIT_CWD: '/home/me' };
	expect(resolveUserFolder(env, '/project')).toBe('/home/me');
	expect(resolveUserFolder({ ...env, npm_lifecycle_event: 'start' }, '/project')).toBe('/project');
	expect(resolveUserFolder({ ...env, npm_package_name: 'other' }, '/project')).toBe('/project');
	expect(resolveUserFolder({}, '/project')).toBe('/project');
});

test('a terminal that says it has no columns has an unknown width', () => {
	const terminal = (columns: number) =>
		Object.assign(new PassThrough(), { columns }) as unknown as WriteStream;
	expect(createOutput(terminal(0)).columns).toBeUndefined();
	expect(createOutput(terminal(40)).columns).toBe(40);
});

test('what was typed cannot act on the terminal', async () => {
	const { stderr } = await run('\u001b[2J');
	expect(stderr).toContain('there is no command `␛[2J`');
	expect((await run('echo', '--\u001b[2J')).stderr).not.toContain('\u001b');
});
