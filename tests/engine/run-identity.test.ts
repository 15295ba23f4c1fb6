import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isDeadRun, makeRunId } from '#engine/run-identity.ts';

test('a run of this process is alive, and its name fits labels, images and folders', () => {
	const id = makeRunId();
	expect(id).toMatch(/^[0-9a-f]{8}-\d+-\d+-[0-9a-f]{6}$/);
	expect(isDeadRun(id)).toBe(false);
	expect(makeRunId()).not.toBe(id);
});

test('a run of a process that has ended is dead', () => {
	const [host = '', , start = '', random = ''] = makeRunId().split('-');
	const { pid } = spawnSync('true');
	expect(isDeadRun([host, pid, start, random].join('-'))).toBe(true);
});

test.runIf(process.platform === 'linux')(
	'a later process with the same number does not keep it alive',
	() => {
		const [host = '', pid = '', start = '', random = ''] = makeRunId().split('-');
		expect(isDeadRun([host, pid, Number(start) - 1, random].join('-'))).toBe(true);
	},
);

test('a run of another machine, or a name that is none, is left alone', () => {
	expect(isDeadRun('ffffffff-1-1-abcdef')).toBe(false);
	expect(isDeadRun('something')).toBe(false);
	const [host = ''] = makeRunId().split('-');
	expect(isDeadRun(`${host}-${spawnSync('true').pid}-1/../../somewhere-abcdef`)).toBe(false);
});
