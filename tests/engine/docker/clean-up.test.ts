import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { findDeadRuns, removeRun } from '#engine/docker/clean-up.ts';
import type { DockerCommand } from '#engine/docker/command.ts';
import { EngineFailure } from '#engine/failure.ts';
import { makeRunId } from '#engine/run-identity.ts';

/** Answers lists from a table by the first word, and keeps every other command. */
function fakeDocker(
	lists: Record<string, string>,
	fail: string[] = [],
): { docker: DockerCommand; removed: string[] } {
	const removed: string[] = [];
	const docker: DockerCommand = async (args) => {
		const [first = '', second = ''] = args;
		const isList = first === 'ps' || first === 'images' || second === 'ls';
		if (!isList && fail.includes(first)) throw new EngineFailure('docker-refused', `${first} is in use`, '');
		if (!isList) removed.push(args.filter((arg) => !arg.startsWith('--')).join(' '));
		const stdout = isList ? (lists[first] ?? '') : '';
		return { exitCode: 0, stdout, stderr: '', seconds: 0, isMissing: false, timedOut: false };
	};
	return { docker, removed };
}

const own = makeRunId();

test('everything of the run is removed, users before what they use, and nothing of anybody else', async () => {
	const { docker, removed } = fakeDocker({
		ps: `c1\t${own}\t\nc2\t\tdrydock-${own}-shop\nc3\t\tsomebody\nc4\tother-run\t\n`,
		network: `n1\t${own}\t\nn2\t\t\n`,
		volume: `v1\t${own}\t\n`,
		images: `drydock-run/${own}/a\t1\ndrydock-${own}-shop-web\tlatest\nnode\t24\n`,
	});
	expect(await removeRun(own, docker)).toEqual([]);
	expect(removed).toEqual([
		'rm c1 c2',
		'network rm n1',
		'volume rm v1',
		`image rm drydock-run/${own}/a:1 drydock-${own}-shop-web:latest`,
	]);
});

test('a label of its own does not hide what an example started', async () => {
	const { docker, removed } = fakeDocker({ ps: `c1\tsomebody\tdrydock-${own}-shop\n` });
	await removeRun(own, docker);
	expect(removed).toEqual(['rm c1']);
});

test('what will not go is said, and the rest is removed all the same', async () => {
	const lists = { network: `n1\t${own}\t\n`, volume: `v1\t${own}\t\n` };
	const { docker, removed } = fakeDocker(lists, ['network']);
	expect(await removeRun(own, docker)).toEqual(['network is in use']);
	expect(removed).toEqual(['volume rm v1']);
});

test('runs of ended processes are found, a running one is not', async () => {
	const [host = '', , start = '', random = ''] = own.split('-');
	const dead = [host, spawnSync('true').pid, start, random].join('-');
	const { docker } = fakeDocker({
		ps: `c1\t${own}\t\nc2\t${dead}\t\n`,
		images: `drydock-run/${dead}/x\t1\n`,
	});
	expect(await findDeadRuns(docker)).toContain(dead);
	expect(await findDeadRuns(docker)).not.toContain(own);
});
