import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderWith } from '../folder-with.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

const MB = 1 << 20;
/**
 * What may stay on the heap for a file of a hundred thousand lines that each say something, beside ten times its length.
 * Node itself and what lives shortly come on top: 60 MB for a file of one line, at most another 160 MB for these.
 */
const CONSTANT = 220 * MB;
const PER_BYTE = 10;

const numbered = (count: number, line: (index: number) => string) =>
	Array.from({ length: count }, (_, index) => line(index)).join('');

const HOSTILE: readonly (readonly [name: string, file: string, text: () => string])[] = [
	['a hundred thousand stages', 'Dockerfile', () => 'FROM scratch\n'.repeat(100_000)],
	['a hundred thousand stages of one name', 'Dockerfile', () => 'FROM a AS b\n'.repeat(100_000)],
	[
		'a hundred thousand variables',
		'Dockerfile',
		() => `FROM a\n${numbered(100_000, (n) => `ENV V${n}=b\n`)}`,
	],
	['a hundred thousand commands', 'Dockerfile', () => `FROM a\n${'RUN make\n'.repeat(100_000)}`],
	[
		'a hundred thousand suppressions',
		'Dockerfile',
		() => `FROM a\n${'# drydock ignore=clone-in-build x\nRUN git pull\n'.repeat(100_000)}`,
	],
	['ten million characters in one line', 'Dockerfile', () => `FROM a\nRUN ${'x'.repeat(10 * MB)}\n`],
	['ten million empty lines', 'Dockerfile', () => `FROM a\n${'\n'.repeat(10 * MB)}`],
	['five million empty comments', 'Dockerfile', () => `FROM a\n${'#\n'.repeat(5 * MB)}`],
	[
		'twenty thousand services',
		'compose.yaml',
		() => `services:\n${numbered(20_000, (n) => `  s${n}:\n    image: a\n`)}`,
	],
];

describe(`\`drydock lint\` takes no more memory than ${PER_BYTE} times the file and ${CONSTANT / MB} MB for`, () => {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-memory-'));
	const program = join(folder, 'drydock.mjs');
	beforeAll(() => {
		execFileSync(process.execPath, [join(project, 'src/bundle/main.ts'), program]);
	}, 60_000);
	afterAll(() => rmSync(folder, { recursive: true }));

	test.each(HOSTILE)('%s', { timeout: 120_000 }, (_, name, text) => {
		const file = join(folderWith({ [name]: text() }), name);
		// V8 lets garbage pile up as long as nothing tells it not to, so what the process takes says little about what it needs.
		const most = Math.ceil((PER_BYTE * statSync(file).size + CONSTANT) / MB);
		const { status, stderr } = spawnSync(
			process.execPath,
			[`--max-old-space-size=${most}`, program, 'lint', '--format', 'json', file],
			{
				encoding: 'utf8',
				stdio: ['ignore', 'ignore', 'pipe'],
			},
		);
		expect(stderr).toBe('');
		expect(status).toBeLessThan(2);
	});
});
