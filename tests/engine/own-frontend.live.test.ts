import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBases } from '#engine/bases/bases.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { hasEngine } from './live-engine.ts';

describe.skipIf(!hasEngine('the frontend of a `# syntax=` line'))(
	'a Dockerfile that names docker/dockerfile:1',
	() => {
		const folder = mkdtempSync(join(tmpdir(), 'drydock-frontend-'));

		beforeAll(async () => {
			const engine = await connectDocker();
			const bases = createBases(engine, () => {});
			await bases.provide('debian:bookworm-slim');
			await bases.provide('docker/dockerfile:1');
			await engine.cleanUp();
		}, 300_000);
		afterAll(() => rmSync(folder, { recursive: true, force: true }));

		const build = (lines: readonly string[], args: readonly string[] = []) => {
			const text = ['# syntax=docker/dockerfile:1', ...lines, ''].join('\n');
			writeFileSync(join(folder, 'Dockerfile'), text);
			return spawnSync('docker', ['buildx', 'build', '--progress=plain', ...args, folder], {
				encoding: 'utf8',
				env: { ...process.env, TOKEN: 'canary-of-the-frontend' },
			});
		};

		test('is built with its arguments, secrets and named contexts', () => {
			const { status, stderr } = build(
				[
					'FROM somewhere',
					'ARG NAME=nobody',
					`RUN --mount=type=secret,id=TOKEN,env=TOKEN echo "$NAME has \${#TOKEN} letters"`,
				],
				[
					'--build-arg=NAME=reader',
					'--secret=id=TOKEN,env=TOKEN',
					'--build-context=somewhere=docker-image://debian:bookworm-slim',
					'--no-cache',
				],
			);
			expect(stderr).toContain('reader has 22 letters');
			expect(status).toBe(0);
		});

		test('is refused at the line that is wrong', () => {
			const { status, stderr } = build(['FROM debian:bookworm-slim', 'FOO x']);
			expect(stderr).toContain('dockerfile parse error on line 3: unknown instruction: FOO');
			expect(status).not.toBe(0);
		});

		test('fails at the step that fails, with its exit code', () => {
			const { stderr } = build(['FROM debian:bookworm-slim', 'RUN exit 7']);
			expect(stderr).toContain('did not complete successfully: exit code: 7');
		});

		test('is looked at by `--check`', () => {
			const { stdout, stderr } = build(['FROM debian:bookworm-slim', 'MAINTAINER me'], ['--check']);
			expect(stdout + stderr).toContain('MaintainerDeprecated');
		});
	},
);
