import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rules } from '#core/rules/all-rules.ts';
import { folderWith } from '../folder-with.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const WARNED = 'FROM debian:12.8 AS Build\nCMD ["true"]\n';

/** The machine's own Node, which is what people have who take only the file; the pinned one where there is no other. */
function plainNode(): string {
	const folders = (process.env['PATH'] ?? '')
		.split(delimiter)
		.filter((folder) => !folder.includes('node_modules'));
	return folders.map((folder) => join(folder, 'node')).find((file) => existsSync(file)) ?? process.execPath;
}

/** An environment in which nothing of the project's own tools can be found. */
const bare = { PATH: '/usr/bin:/bin' };

describe('drydock.mjs', () => {
	const folder = () => {
		const at = folderWith({ Dockerfile: WARNED });
		execFileSync(process.execPath, [join(project, 'src/bundle/main.ts'), join(at, 'drydock.mjs')]);
		return at;
	};

	test('lints and explains by itself, away from the project, on plain Node', { timeout: 60_000 }, () => {
		const cwd = folder();
		const run = (...args: string[]) =>
			spawnSync(plainNode(), ['drydock.mjs', ...args], { cwd, encoding: 'utf8', env: bare });

		const linted = run('lint', '.', '--format', 'json');
		expect([linted.status, linted.stderr]).toEqual([1, '']);
		const { files } = JSON.parse(linted.stdout);
		expect(files).toEqual([
			{ path: 'Dockerfile', findings: [expect.objectContaining({ rule: 'stage-name-casing' })] },
		]);

		const explained = run('explain', 'stage-name-casing');
		expect([explained.status, explained.stderr]).toEqual([0, '']);
		expect(explained.stdout).toMatch(/^stage-name-casing {2}warning {2}http:\/\/127\.0\.0\.1:4321\/rules\//);
		const listed = run('explain').stdout;
		for (const { id } of rules) expect(listed).toContain(`  ${id} `);
	});

	test('finds the same with what an earlier run compiled, and where that is broken', {
		timeout: 60_000,
	}, () => {
		const cwd = folder();
		const cache = join(cwd, 'cache');
		const run = () => {
			const options = {
				cwd,
				encoding: 'utf8',
				input: WARNED,
				env: { ...bare, NODE_COMPILE_CACHE: cache },
			} as const;
			const { status, stdout, stderr } = spawnSync(process.execPath, ['drydock.mjs', 'lint', '-'], options);
			return { status, stdout, stderr };
		};
		const listKept = () =>
			readdirSync(cache, { recursive: true, encoding: 'utf8' })
				.filter((path) => path.includes('drydock-'))
				.map((path) => join(cache, path));

		const first = run();
		expect(first).toMatchObject({ status: 1, stderr: '' });
		expect(listKept()).not.toEqual([]);
		expect(run()).toEqual(first);
		for (const path of listKept()) writeFileSync(path, 'broken');
		expect(run()).toEqual(first);
		expect(listKept().map((path) => readFileSync(path, 'latin1'))).not.toContain('broken');
	});

	test('links to the site that it was built for', { timeout: 60_000 }, () => {
		const cwd = folderWith({ Dockerfile: WARNED });
		const env = { ...process.env, SITE: 'https://kb.example.org/docker' };
		execFileSync(process.execPath, [join(project, 'src/bundle/main.ts'), join(cwd, 'drydock.mjs')], { env });
		const { stdout } = spawnSync(plainNode(), ['drydock.mjs', 'lint', 'Dockerfile'], {
			cwd,
			encoding: 'utf8',
			env: bare,
		});
		expect(stdout).toContain('https://kb.example.org/docker/rules/stage-name-casing/');
	});

	test('names the licence of every package in it', { timeout: 60_000 }, () => {
		const text = readFileSync(join(folder(), 'drydock.mjs'), 'utf8');
		const licences = text.slice(text.lastIndexOf('/*!'));
		for (const name of ['ignore', 'unbash', 'yaml', 'zod']) {
			expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|ISC|BSD-3-Clause)\\)$`, 'm'));
		}
		expect(text).not.toMatch(/^import .* from '(?!node:)/m);
	});
});

describe('npm pack', () => {
	test('makes a package whose command works once installed elsewhere, with no dependency', {
		timeout: 120_000,
	}, () => {
		const cwd = folderWith({ 'app/package.json': '{"private":true}', 'app/Dockerfile': WARNED });
		const npm = (at: string, ...args: string[]) =>
			execFileSync('npm', args, { cwd: at, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
		npm(project, 'pack', '--pack-destination', cwd);
		const app = join(cwd, 'app');
		const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
		npm(app, 'install', '--offline', '--no-audit', '--no-fund', join(cwd, `drydock-${version}.tgz`));

		expect(Object.keys(JSON.parse(npm(app, 'ls', '--all', '--json')).dependencies)).toEqual(['drydock']);
		const { status, stdout } = spawnSync(join(app, 'node_modules/.bin/drydock'), ['lint', 'Dockerfile'], {
			cwd: app,
			encoding: 'utf8',
			env: bare,
		});
		expect(status).toBe(1);
		expect(stdout).toContain('Dockerfile:1:21  warning  stage-name-casing');
		expect(existsSync(join(app, 'node_modules/drydock/src'))).toBe(false);
	});
});
