import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createValidateCommand } from '#cli/commands/validate.ts';
import { type Change, writeContent } from '../examples/content-copy.ts';
import { runWith } from './fake-io.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-validate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A team's own content, at a place of its own, seen by a Drydock that lies elsewhere. */
function run(change: Change | undefined, ...args: string[]) {
	if (change !== undefined) writeContent(folder, change);
	const world = { cwd: folder, env: { DRYDOCK_CONTENT: 'content' } };
	return runWith([createValidateCommand(join(folder, 'drydock'))], ['validate', ...args], world);
}

describe('drydock validate', () => {
	test('says how much it looked at, and exits with 0', async () => {
		expect(await run({})).toEqual({
			exitCode: 0,
			stdout: '',
			stderr: 'No problems in 1 example, 1 lesson, 1 rule page.\n',
		});
	});

	test('prints problems with paths from where the user stands, and exits with 1', async () => {
		const { exitCode, stderr } = await run({ remove: ['examples/pinned/after/tides.sh'] });
		expect(exitCode).toBe(1);
		expect(stderr).toContain('content/examples/pinned/after/Dockerfile:2:6  copy-source-missing');
		expect(stderr).toMatch(/\n\n1 problem in 1 example, 1 lesson, 1 rule page\. No files were changed\.\n$/);
	});

	test('shows what ShellCheck says of an after', async () => {
		const { exitCode, stderr } = await run({
			edit: { 'examples/pinned/after/Dockerfile': ['COPY tides.sh', 'RUN rm -r $old\nCOPY tides.sh'] },
		});
		expect([exitCode, stderr.includes('SC2086')]).toEqual([1, true]);
	});

	test('lets a draft go without evidence, and says so', async () => {
		expect((await run({ measured: {} })).exitCode).toBe(1);
		const { exitCode, stderr } = await run(undefined, '--draft');
		expect([exitCode, stderr.includes('evidence-missing')]).toEqual([0, true]);
	});

	test('exits with 2 where there is no content, and for arguments it does not take', async () => {
		const { exitCode, stderr } = await run(undefined);
		expect([exitCode, stderr.includes('content-missing')]).toEqual([2, true]);
		expect((await run(undefined, 'lessons')).exitCode).toBe(2);
	});
});
