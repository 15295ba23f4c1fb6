import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Verification } from '#engine/verify.ts';
import type { Io } from '../../../src/cli/io.ts';
import { mergeReports, writeReport } from '../../../src/cli/verify/report.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-report-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const outcome = (id: string, code?: string) => ({
	example: { id },
	seconds: 1.23,
	problems:
		code === undefined
			? []
			: [{ code, path: `content/examples/${id}/example.yaml`, detail: 'D.', fix: 'F.' }],
	run: { claims: [1, 2] },
});
const write = (name: string, shard: string | undefined, outcomes: object[], left: object[] = []) =>
	writeReport(
		join(folder, name),
		{ outcomes, left, leftBehind: [], wasStopped: false } as unknown as Verification,
		{ shard },
	);

async function merge(...files: string[]) {
	let [out, err] = ['', ''];
	const io = {
		cwd: folder,
		env: {},
		stdout: { write: (text: string) => (out += text) },
		stderr: { write: (text: string) => (err += text), isTerminal: false },
	} as unknown as Io;
	const code = await mergeReports(files, io).catch((error: Error) => error.message);
	return { code, out, err };
}

describe('reports of several machines', () => {
	test('make one', async () => {
		await write('1.json', '1/2', [outcome('a'), outcome('c')]);
		await write('2.json', '2/2', [outcome('b')]);
		expect(await merge('1.json', '2.json')).toEqual({
			code: 0,
			out: '3 of 3 examples proven by 2 shards, 6 claims hold.\n',
			err: '',
		});
	});

	test('show every problem, and fail', async () => {
		await write('1.json', '1/2', [outcome('a', 'claim-refuted')]);
		await write('2.json', '2/2', [outcome('b')], [{ id: 'd' }]);
		const { code, out, err } = await merge('1.json', '2.json');
		expect(code).toBe(1);
		expect(out).toBe('1 of 3 examples proven by 2 shards, 2 claims hold. Not begun: d.\n');
		expect(err).toContain('content/examples/a/example.yaml  claim-refuted');
	});

	test('are not green without one of them, or with one twice', async () => {
		await write('1.json', '1/3', [outcome('a')]);
		await write('3.json', '3/3', [outcome('b')]);
		expect(await merge('1.json', '3.json')).toMatchObject({
			code: 1,
			err: 'drydock verify: shard 2/3 is missing.\n',
		});
		expect((await merge('1.json', '1.json', '3.json')).err).toContain('shard 1/3 is there twice.');
		await write('other.json', '1/2', []);
		expect((await merge('1.json', 'other.json')).err).toContain('divided in different ways');
	});

	test('are told from other files', async () => {
		writeFileSync(join(folder, 'x.json'), '{"version":2}');
		expect((await merge('x.json')).code).toContain('no report');
		expect((await merge('none.json')).code).toContain('cannot be read');
	});
});
