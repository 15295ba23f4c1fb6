import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findProjectBreaches } from '#engine/compose/project-limits.ts';
import { findSideBreaches } from '#examples/limits/example-limits.ts';

const folder = fileURLToPath(new URL('limits', import.meta.url));
const names = readdirSync(folder)
	.filter((name) => name.endsWith('.yaml'))
	.map((name) => name.slice(0, -'.yaml'.length))
	.sort();
/** `UPDATE_EXPECTED=1` writes what is said now; read every line of the difference before committing it. */
const updates = process.env['UPDATE_EXPECTED'] === '1';

const readFixture = (name: string) => readFileSync(join(folder, `${name}.yaml`), 'utf8');
const findWritten = (text: string, path = 'compose.yaml') => findSideBreaches([{ path, text }], 'before');

describe('what a compose file may not ask for is said with its place:', () => {
	test.each(names)('%s', (name) => {
		const problems = findWritten(readFixture(name)).map(({ problem }) => problem);
		const said = problems
			.map(({ range, detail, fix }) => `${range?.start.line}: ${detail}\n   ${fix}\n`)
			.join('');
		const expected = join(folder, `${name}.txt`);
		if (updates) writeFileSync(expected, said);
		expect(said).not.toBe('');
		expect(said).toBe(readFileSync(expected, 'utf8'));
	});
});

/** Read while Compose resolves the file, so that nothing of them is left to see; what is written is looked at first. */
const READ_BY_COMPOSE = /^(env-file|label-file|extends|include)/;
const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;
if (!hasCompose)
	console.warn('Left out, Docker Compose is missing: the same of what Compose makes of a file.');

describe.runIf(hasCompose)('and what Compose makes of the same file is refused too:', () => {
	test.each(names.filter((name) => !READ_BY_COMPOSE.test(name)))('%s', async (name) => {
		const side = mkdtempSync(join(tmpdir(), 'drydock-limits-'));
		try {
			writeFileSync(join(side, 'compose.yaml'), readFixture(name));
			const file = `--file=${side}/compose.yaml`;
			const args = ['compose', '--project-name=own', '--profile=*', file, 'config', '--format=json'];
			const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8' });
			// What Compose itself does not read cannot be started.
			if (status !== 0) expect(stderr).toMatch(/validating|invalid|not|must|can/);
			else expect(await findProjectBreaches(JSON.parse(stdout), side)).not.toEqual([]);
		} finally {
			rmSync(side, { recursive: true });
		}
	});
});

describe('what is within the limits', () => {
	test.each([
		['services that need nothing', 'services:\n  web:\n    build: api\n    ports: ["127.0.0.1::8080"]\n'],
		[
			'a volume of its own',
			'services:\n  web:\n    image: a\n    volumes: ["data:/data"]\nvolumes:\n  data:\n',
		],
		[
			'a file of the side, to read',
			'services:\n  web:\n    image: a\n    volumes: ["./nginx.conf:/etc/nginx.conf:ro"]\n',
		],
		[
			'a namespace of another service',
			'services:\n  web:\n    image: a\n    network_mode: "service:db"\n  db:\n    image: b\n',
		],
		[
			'no new privileges',
			'services:\n  web:\n    image: a\n    security_opt: ["no-new-privileges:true"]\n    cap_drop: [ALL]\n',
		],
		[
			'a network with addresses',
			'services:\n  web:\n    image: a\nnetworks:\n  b:\n    ipam:\n      config: [{ subnet: 10.1.0.0/24 }]\n',
		],
		['a secret of the side', 'services:\n  web:\n    image: a\nsecrets:\n  key:\n    file: ./key\n'],
	])('%s is not reported', (_what, text) => {
		expect(findWritten(text)).toEqual([]);
	});
});

test('a file that another includes is looked at, whatever it is called', () => {
	const files = [
		{ path: 'compose.yaml', text: 'include: [parts/notes.txt]\n' },
		{ path: 'parts/notes.txt', text: 'services:\n  web:\n    image: a\n    privileged: true\n' },
	];
	expect(findSideBreaches(files, 'before').map(({ problem }) => problem.path)).toEqual([
		'before/parts/notes.txt',
	]);
});

test('a compose file that is no UTF-8 is refused, whatever is in it', () => {
	const [breach, ...others] = findSideBreaches([{ path: 'compose.yaml' }], 'before');
	expect(breach?.problem.detail).toBe(
		'A compose file that is no UTF-8: Compose may read there what nobody sees here.',
	);
	expect(others).toEqual([]);
});

test('a file that another service extends is looked at too', () => {
	const files = [
		{ path: 'compose.yaml', text: 'services:\n  web:\n    extends: { file: base.yml, service: web }\n' },
		{ path: 'base.yml', text: 'services:\n  web:\n    image: a\n    pid: host\n' },
	];
	expect(findSideBreaches(files, 'before').map(({ limit }) => limit)).toEqual(['host-namespaces']);
});

test.each([
	['RUN --security=insecure id', 'insecure-build'],
	['RUN --network=host id', 'host-networks'],
	['ONBUILD RUN --security=insecure id', 'insecure-build'],
	['RUN --device=vendor.com/gpu id', 'devices'],
])('`%s` in a Dockerfile is beyond the limits', (line, limit) => {
	const [breach, ...others] = findWritten(`FROM scratch\n${line}\n`, 'inner/Dockerfile');
	expect(breach?.limit).toBe(limit);
	expect(breach?.problem.range?.start.line).toBe(2);
	expect(others).toEqual([]);
});

test('`RUN --network=none` and mounts are within the limits', () => {
	const text = 'FROM scratch\nRUN --network=none --mount=type=cache,target=/x --mount=type=ssh id\n';
	expect(findWritten(text, 'Dockerfile')).toEqual([]);
});
