import { execFileSync } from 'node:child_process';
import {
	chmodSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLintCommand } from '#cli/commands/lint.ts';
import { FORMATS } from '#cli/lint/formats.ts';
import { folderWith } from '../folder-with.ts';
import { runWith, type World } from './fake-io.ts';

const command = createLintCommand({ version: '1.2.3', ruleTexts: () => ({}), otherTools: () => [] });
const CLEAN = 'FROM debian:12.8\nCMD ["true"]\nUSER 1\n';
const WARNED = 'FROM debian:12.8 AS Build\nCMD ["true"]\n';
const FIXABLE = 'FROM debian:12.8 as build\nCMD ["true"]\n';
const BROKEN = 'FROM debian:12.8\nFROMM x\n';

const lint = (args: readonly string[], world: World) => runWith([command], ['lint', ...args], world);

/** The same with `--format json`, read back. */
async function lintJson(args: readonly string[], world: World) {
	const outcome = await lint([...args, '--format', 'json'], world);
	const report: { files: { path: string; findings: { rule: string; url: string; severity: string }[] }[] } =
		JSON.parse(outcome.stdout);
	return { ...outcome, report, paths: report.files.map(({ path }) => path) };
}

describe('exit codes', () => {
	const cwd = () => folderWith({ clean: CLEAN, warned: WARNED, broken: BROKEN });

	test.each([
		[['clean'], 0],
		[['warned'], 1],
		[['broken'], 1],
		[['warned', '--fail-on', 'error'], 0],
		[['broken', '--fail-on', 'error'], 1],
		[['broken', '--fail-on', 'never'], 0],
		[['warned', '--fail-on', 'info'], 1],
		[['missing'], 2],
		[['missing', '--fail-on', 'never'], 2],
		[['clean', '--fail-on', 'sometimes'], 2],
		[['clean', '--format', 'xml'], 2],
		[['clean', '--site', 'nowhere'], 2],
		[['-', '--fix'], 2],
		[['--frobnicate'], 2],
	])('%j gives %i', async (args, exitCode) => {
		expect((await lint(args, { cwd: cwd() })).exitCode).toBe(exitCode);
	});
});

describe('a Dockerfile of very many instructions', () => {
	const makeLong = (count: number) =>
		`FROM debian:12.8\n${'ARG a\n'.repeat(count - 3)}CMD ["true"]\nUSER 1\n`;

	test('above the limit is named with the reason and what to do, and the other files are linted', async () => {
		const cwd = folderWith({ 'a/Dockerfile': makeLong(250_001), 'b/Dockerfile': WARNED });
		const { exitCode, stderr, paths } = await lintJson([], { cwd });
		expect([exitCode, paths]).toEqual([2, ['b/Dockerfile']]);
		expect(stderr).toContain('a/Dockerfile  too-many-instructions');
		expect(stderr).toContain('It has 250,001 instructions; at most 250,000 are linted.');
		expect(stderr).toContain('Leave it out, or split it into several Dockerfiles.');
	});
});

describe('which files', () => {
	test('without a path, those below the current folder; .gitignore is heeded', async () => {
		const cwd = folderWith({
			'.git/HEAD': '',
			'.gitignore': 'out/\n',
			Dockerfile: CLEAN,
			'a/api.Dockerfile': WARNED,
			'out/Dockerfile': BROKEN,
			'a/config.yml': 'just: yaml\n',
			'a/notes.txt': 'FROM here\n',
		});
		const { paths, exitCode } = await lintJson([], { cwd });
		expect(paths).toEqual(['Dockerfile', 'a/api.Dockerfile']);
		expect(exitCode).toBe(1);
	});

	test('each once, whatever way it is named, with paths relative to the current folder', async () => {
		const cwd = folderWith({ 'a/Dockerfile': CLEAN, 'b/Dockerfile': CLEAN });
		const { paths } = await lintJson(['b', './a/Dockerfile', 'a', join(cwd, 'a', 'Dockerfile')], { cwd });
		expect(paths).toEqual(['b/Dockerfile', 'a/Dockerfile']);
		const outside = await lintJson([join(cwd, 'a')], { cwd: join(cwd, 'b') });
		expect(outside.paths).toEqual([`${cwd}/a/Dockerfile`]);
	});

	test('named by hand, any name will do where the text is that of a Dockerfile', async () => {
		const cwd = folderWith({ 'build.txt': WARNED, 'notes.txt': 'nothing\n', 'stack.yml': 'services: {}\n' });
		expect((await lintJson(['build.txt'], { cwd })).report.files[0]?.findings).toHaveLength(1);
		expect((await lintJson(['stack.yml'], { cwd })).paths).toEqual(['stack.yml']);
		const unknown = await lint(['notes.txt'], { cwd });
		expect([unknown.exitCode, unknown.stderr]).toEqual([2, expect.stringContaining('unknown-kind')]);
	});

	test('- reads standard input, under the name that is given', async () => {
		const { report, paths } = await lintJson(['-'], { stdin: WARNED });
		expect(paths).toEqual(['Dockerfile']);
		expect(report.files[0]?.findings.map(({ rule }) => rule)).toEqual(['stage-name-casing']);
		expect((await lintJson(['-', '--stdin-name', 'x/y.Dockerfile'], { stdin: CLEAN })).paths).toEqual([
			'x/y.Dockerfile',
		]);
	});

	test('an empty one is a mistake, not the current folder', async () => {
		const { exitCode, stdout, stderr } = await lint([''], { cwd: folderWith({ Dockerfile: CLEAN }) });
		expect([exitCode, stdout]).toEqual([2, '']);
		expect(stderr).toContain('a path is empty');
	});

	test('where there are none, says so beside an empty report', async () => {
		const { exitCode, report, stderr } = await lintJson([], { cwd: folderWith({ 'README.md': '' }) });
		expect([exitCode, report.files]).toEqual([0, []]);
		expect(stderr).toContain('no file to lint');
	});
});

describe('the build context', () => {
	const files = {
		Dockerfile: 'FROM debian:12.8\nCOPY secret.txt /x\nCMD ["true"]\n',
		'.dockerignore': 'secret.txt\n',
	};
	const ignored = async (args: string[], cwd: string) =>
		(await lintJson(args, { cwd })).report.files.flatMap(({ findings }) =>
			findings.filter(({ rule }) => rule === 'copy-ignored-file'),
		);

	test('is seen whether a folder or the file is named', async () => {
		const cwd = folderWith({ ...files, 'secret.txt': '' });
		expect(await ignored([], cwd)).toHaveLength(1);
		expect(await ignored(['.'], cwd)).toHaveLength(1);
		expect(await ignored(['Dockerfile'], cwd)).toHaveLength(1);
	});

	test('follows the ignore file that has the name of the Dockerfile', async () => {
		const cwd = folderWith({ ...files, 'secret.txt': '', 'Dockerfile.dockerignore': '# nothing\n' });
		expect(await ignored(['.'], cwd)).toHaveLength(0);
	});
});

describe('what cannot be read', () => {
	test('is told on standard error while the rest is linted', async () => {
		const cwd = folderWith({ Dockerfile: WARNED });
		symlinkSync('loop.Dockerfile', join(cwd, 'loop.Dockerfile'));
		const { exitCode, paths, stderr } = await lintJson(['.', 'missing'], { cwd });
		expect([exitCode, paths]).toEqual([2, ['Dockerfile']]);
		expect(stderr).toMatch(/^missing {2}not-readable$/m);
		expect(stderr).toMatch(/^loop.Dockerfile {2}not-readable$/m);
		expect(stderr).toContain('Fix: ');
	});

	test.skipIf(process.getuid?.() === 0)('may be a file or a folder without permission', async () => {
		const cwd = folderWith({ Dockerfile: CLEAN, 'a/Dockerfile': CLEAN });
		chmodSync(join(cwd, 'Dockerfile'), 0);
		chmodSync(join(cwd, 'a'), 0);
		const { exitCode, stderr } = await lint(['.'], { cwd });
		chmodSync(join(cwd, 'a'), 0o755);
		expect(exitCode).toBe(2);
		expect(stderr.match(/not-readable/g)).toHaveLength(2);
	});

	test('may have a name in any bytes: the rest is linted, and nothing of the name reaches the terminal as it is', async () => {
		const cwd = folderWith({ Dockerfile: CLEAN, 'a\n\u202e\u001b[31m.Dockerfile': WARNED });
		mkdirSync(Buffer.concat([Buffer.from(`${cwd}/dir`), Uint8Array.of(0xff)]));
		writeFileSync(
			Buffer.concat([Buffer.from(`${cwd}/b`), Uint8Array.of(0xfe), Buffer.from('.Dockerfile')]),
			WARNED,
		);
		for (const format of ['text', 'json', 'sarif', 'github', 'gitlab', 'rdjson']) {
			const { exitCode, stdout, stderr } = await lint(['--format', format], { cwd });
			expect([exitCode, stderr.match(/is not UTF-8, so it cannot be opened/g)?.length]).toEqual([2, 2]);
			expect(stdout).toContain('stage-name-casing');
			expect(stdout + stderr).not.toContain('\u001b');
			if (format === 'text' || format === 'github') expect(stdout + stderr).not.toContain('\u202e');
		}
	});

	test('may be something that is no file, such as a device that never ends', async () => {
		for (const path of ['/dev/zero', '/proc/self/environ']) {
			const { exitCode, stdout, stderr } = await lint([path], { cwd: '/' });
			expect([exitCode, stderr]).toEqual([2, expect.stringContaining('not-a-file')]);
			expect(stdout).not.toContain('PATH=');
		}
	});
});

describe('bytes that are no UTF-8', () => {
	const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

	test('are read as BuildKit reads them, and a repair keeps them', async () => {
		const text = `# caf\xe9\n${FIXABLE}`;
		const cwd = folderWith({ Dockerfile: latin1(text) });
		const { exitCode, report } = await lintJson(['.'], { cwd });
		expect([exitCode, report.files[0]?.findings.map(({ rule }) => rule)]).toEqual([1, ['from-as-casing']]);
		expect((await lint(['--fix'], { cwd })).exitCode).toBe(0);
		expect(readFileSync(join(cwd, 'Dockerfile'), 'latin1')).toBe(text.replace(' as ', ' AS '));
	});

	test('in a .dockerignore leave its other lines in force', async () => {
		const cwd = folderWith({
			Dockerfile: 'FROM debian:12.8\nCOPY secret.txt /x\nCMD ["true"]\nUSER 1\n',
			'.dockerignore': latin1('# caf\xe9\nsecret.txt\n'),
			'secret.txt': '',
		});
		const { report } = await lintJson(['.'], { cwd });
		expect(report.files[0]?.findings.map(({ rule }) => rule)).toEqual(['copy-ignored-file']);
	});

	test('in drydock.yaml and in a compose file are no reason to stop', async () => {
		const cwd = folderWith({
			'drydock.yaml': latin1('# caf\xe9\nrules: { stage-name-casing: off }\n'),
			Dockerfile: WARNED,
			'compose.yaml': latin1('# caf\xe9\nservices: { a: { image: "a:1", network_mode: bridge } }\n'),
		});
		const { exitCode, report } = await lintJson(['.'], { cwd });
		expect(exitCode).toBe(1);
		expect(report.files.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
			[],
			['default-bridge'],
		]);
	});

	test('are shown as one character each, in their place', async () => {
		const cwd = folderWith({ Dockerfile: latin1('FROM debian:12.8 AS \xe9\nCMD ["true"]\n') });
		const { stdout } = await lint(['Dockerfile'], { cwd });
		expect(stdout).toContain('1 | FROM debian:12.8 AS \ufffd');
		expect(stdout).not.toMatch(/[\ud800-\udfff]/);
	});
});

describe('links', () => {
	const SECRET = 'RUN echo canary-of-another-folder\nFROM a:1 as b\n';

	test('are not followed out of a folder that is walked, which is said once', async () => {
		const root = folderWith({
			'out/Dockerfile': SECRET,
			'out/start.sh': 'apt-get install -y canary-of-another-folder\n',
			'in/a/Dockerfile': CLEAN,
			'in/c/Dockerfile': 'FROM debian:12.8\nCOPY start.sh /start.sh\nCMD ["sh", "/start.sh"]\n',
		});
		symlinkSync('../../out/Dockerfile', join(root, 'in/a/api.Dockerfile'));
		symlinkSync('/proc/self/environ', join(root, 'in/a/Dockerfile.env'));
		symlinkSync('../../out/start.sh', join(root, 'in/c/start.sh'));
		symlinkSync('Dockerfile', join(root, 'in/a/Containerfile'));
		const { exitCode, stdout, stderr } = await lint(['in', '--fix'], { cwd: root });
		expect(exitCode).toBe(0);
		expect(stdout).toContain('No findings in 3 files.');
		expect(stdout).not.toContain('canary');
		expect(stderr).toBe(
			'drydock: not followed, because these links lead out of what was asked (3 files): in/a/Dockerfile.env, in/a/api.Dockerfile, in/c/start.sh.\n',
		);
		expect(readFileSync(join(root, 'out/Dockerfile'), 'utf8')).toBe(SECRET);
	});

	test('that stay inside are read, and the file itself is repaired', async () => {
		const cwd = folderWith({ 'real/Dockerfile': FIXABLE });
		symlinkSync('real/Dockerfile', join(cwd, 'Dockerfile'));
		const { exitCode } = await lint(['--fix'], { cwd });
		expect(exitCode).toBe(1);
		expect(readFileSync(join(cwd, 'real/Dockerfile'), 'utf8')).toContain(' AS ');
		expect((await lint(['.'], { cwd })).exitCode).toBe(0);
	});

	test('are never written through, also where they are named', async () => {
		const cwd = folderWith({ 'real/Dockerfile': FIXABLE });
		symlinkSync('real/Dockerfile', join(cwd, 'Dockerfile'));
		const { exitCode, stderr } = await lint(['--fix', 'Dockerfile'], { cwd });
		expect([exitCode, stderr]).toEqual([2, expect.stringContaining('no repair is written through a link')]);
		expect(lstatSync(join(cwd, 'Dockerfile')).isSymbolicLink()).toBe(true);
		expect(readFileSync(join(cwd, 'real/Dockerfile'), 'utf8')).toBe(FIXABLE);
	});

	test('in the place of drydock.yaml lead to a file of that name, or to nothing that is shown', async () => {
		const root = folderWith({
			'out/environment': 'CANARY=of-another-folder: {\n',
			'shared/drydock.yaml': 'rules: { stage-name-casing: off }\n',
			'a/Dockerfile': WARNED,
			'b/Dockerfile': WARNED,
		});
		symlinkSync('../out/environment', join(root, 'a/drydock.yaml'));
		symlinkSync('../shared/drydock.yaml', join(root, 'b/drydock.yaml'));
		const { exitCode, stdout, stderr } = await lint(['a', 'b'], { cwd: root });
		expect([exitCode, stdout]).toEqual([2, 'No findings in 1 file.\n']);
		expect(stderr).toContain('a/drydock.yaml  config-unreadable');
		expect(stderr).not.toContain('another-folder');
	});
});

describe('the address of findings', () => {
	const config = { 'drydock.yaml': 'site: https://config.example/\n', Dockerfile: WARNED };
	const site = async (args: string[], world: World) => {
		const { report } = await lintJson(['Dockerfile', ...args], world);
		return report.files[0]?.findings[0]?.url.replace(/rules\/.*/, '');
	};

	test('comes from --site, then DRYDOCK_SITE, then drydock.yaml, then the default', async () => {
		const env = { DRYDOCK_SITE: 'https://env.example/kb' };
		const cwd = folderWith(config);
		expect(await site(['--site', 'http://flag.example:8080/x'], { cwd, env })).toBe(
			'http://flag.example:8080/x/',
		);
		expect(await site([], { cwd, env })).toBe('https://env.example/kb/');
		expect(await site([], { cwd })).toBe('https://config.example/');
		expect(await site([], { cwd: folderWith({ Dockerfile: WARNED }) })).toMatch(/^https:\/\//);
	});
});

describe('drydock.yaml', () => {
	test('weighs rules, switches them off, and leaves paths out of a walk', async () => {
		const cwd = folderWith({
			'drydock.yaml': 'rules: { stage-name-casing: error }\nignore: [vendor/]\n',
			Dockerfile: WARNED,
			'vendor/Dockerfile': BROKEN,
			'sub/drydock.yaml': 'rules: { StageNameCasing: off }\n',
			'sub/Dockerfile': WARNED,
		});
		const { report, paths } = await lintJson([], { cwd });
		expect(paths).toEqual(['Dockerfile', 'sub/Dockerfile']);
		expect(report.files.map(({ findings }) => findings.map(({ severity }) => severity))).toEqual([
			['error'],
			[],
		]);
		expect((await lintJson(['vendor/Dockerfile'], { cwd })).paths).toEqual(['vendor/Dockerfile']);
	});

	test('or .gitignore, a link to a device that never ends, is not read', async () => {
		const cwd = folderWith({ '.git/HEAD': '', 'a/Dockerfile': CLEAN, 'b/Dockerfile': CLEAN });
		symlinkSync('/dev/zero', join(cwd, '.gitignore'));
		symlinkSync('/dev/zero', join(cwd, 'a/drydock.yaml'));
		const { exitCode, paths, stderr } = await lintJson([], { cwd });
		expect([exitCode, paths]).toEqual([2, ['b/Dockerfile']]);
		expect(stderr).toContain('a/drydock.yaml  config-unreadable\n  It is a link to a file of another name.');
	});

	test('with thousands of mistakes names the first, and says how many follow', async () => {
		const many = (line: (n: number) => string) => Array.from({ length: 2_000 }, (_, n) => line(n)).join('');
		for (const yaml of [`rules:\n${many((n) => `  nope-${n}: off\n`)}`, many((n) => `nope-${n}: off\n`)]) {
			const { exitCode, stderr } = await lint([], {
				cwd: folderWith({ Dockerfile: CLEAN, 'drydock.yaml': yaml }),
			});
			expect([exitCode, stderr.match(/config-invalid/g)?.length]).toEqual([2, 50]);
			expect(stderr).toContain('`nope-49`. 1950 more problems like these follow.');
		}
	});

	test('that is wrong is shown with its place, and nothing below it is judged', async () => {
		const cwd = folderWith({
			'a/drydock.yaml': 'rules:\n  nope: off\n',
			'a/Dockerfile': WARNED,
			'b/Dockerfile': CLEAN,
		});
		const { exitCode, paths, stderr } = await lintJson([], { cwd });
		expect([exitCode, paths]).toEqual([2, ['b/Dockerfile']]);
		expect(stderr).toContain('a/drydock.yaml:2:3  config-invalid');
		expect(stderr).toContain('2 |   nope: off');
	});
});

describe('--fix', () => {
	test('repairs the file, keeps every other byte and the mode, and reports what it did', async () => {
		const text = `\ufeff${FIXABLE.replaceAll('\n', '\r\n')}# 🐳 no line ending`;
		const cwd = folderWith({ Dockerfile: text });
		chmodSync(join(cwd, 'Dockerfile'), 0o640);
		const { exitCode, stdout } = await lint(['--fix', 'Dockerfile'], { cwd });
		expect(exitCode).toBe(0);
		expect(stdout).toContain('1 finding fixed.');
		expect(stdout).toContain('from-as-casing');
		expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(text.replace(' as ', ' AS '));
		expect(statSync(join(cwd, 'Dockerfile')).mode & 0o777).toBe(0o640);
		expect(readdirSync(cwd)).toEqual(['Dockerfile']);
		expect((await lint(['--fix', 'Dockerfile'], { cwd })).stdout).toBe('No findings in 1 file.\n');
	});

	test('can replace a file whose name is as long as names may be', async () => {
		const name = `${'a'.repeat(244)}.Dockerfile`;
		const cwd = folderWith({ [name]: FIXABLE });
		expect((await lint(['--fix', name], { cwd })).exitCode).toBe(0);
		expect(readdirSync(cwd)).toEqual([name]);
	});

	test('leaves alone what is suppressed or switched off', async () => {
		const suppressed = FIXABLE.replace(/^/, '# drydock ignore=from-as-casing the old tool wants it\n');
		const cwd = folderWith({
			Dockerfile: suppressed,
			'off/drydock.yaml': 'rules: { from-as-casing: off }\n',
			'off/Dockerfile': FIXABLE,
		});
		expect(await lint(['--fix'], { cwd })).toMatchObject({
			exitCode: 0,
			stdout: 'No findings in 2 files.\n',
		});
		expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(suppressed);
		expect(readFileSync(join(cwd, 'off/Dockerfile'), 'utf8')).toBe(FIXABLE);
	});

	test('without it no file is touched', async () => {
		const cwd = folderWith({ Dockerfile: FIXABLE });
		const { exitCode, stdout } = await lint(['Dockerfile'], { cwd });
		expect([exitCode, readFileSync(join(cwd, 'Dockerfile'), 'utf8')]).toEqual([1, FIXABLE]);
		expect(stdout).toContain('`drydock lint --fix` can repair 1.');
	});

	test.skipIf(process.getuid?.() === 0)(
		'where the folder cannot be written leaves the file and says so',
		async () => {
			const cwd = folderWith({ 'a/Dockerfile': FIXABLE });
			chmodSync(join(cwd, 'a'), 0o555);
			const { exitCode, stderr } = await lint(['--fix', 'a/Dockerfile'], { cwd });
			chmodSync(join(cwd, 'a'), 0o755);
			expect([exitCode, stderr]).toEqual([2, expect.stringContaining('not-written')]);
		},
	);

	test.skipIf(process.getuid?.() === 0)('where the file is read-only leaves it and says so', async () => {
		const cwd = folderWith({ Dockerfile: FIXABLE });
		chmodSync(join(cwd, 'Dockerfile'), 0o444);
		const { exitCode, stderr } = await lint(['--fix'], { cwd });
		expect([exitCode, stderr]).toEqual([2, expect.stringContaining('not-written')]);
		expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(FIXABLE);
	});
});

describe('--fix and --diff', () => {
	const OFFERED =
		'FROM debian:12.8 as build\nRUN apt-get update && apt-get install -y git && apt-get dist-clean\nCMD ["true"]\n';
	const FIXED = OFFERED.replace(' as ', ' AS ');
	const read = (cwd: string) => readFileSync(join(cwd, 'Dockerfile'), 'utf8');

	test('--fix makes the safe repairs only, --fix=all both', async () => {
		const cwd = folderWith({ Dockerfile: OFFERED });
		await lint(['--fix', 'Dockerfile'], { cwd });
		expect(read(cwd)).toBe(FIXED);
		await lint(['--fix=all', 'Dockerfile'], { cwd });
		expect(read(cwd)).toBe(FIXED.replace('install', 'install --no-install-recommends'));
		expect((await lint(['--fix=some'], { cwd })).exitCode).toBe(2);
	});

	test('--diff prints a patch that git can apply, and writes nothing', async () => {
		const cwd = folderWith({ Dockerfile: OFFERED });
		const { stdout, exitCode } = await lint(['--diff', '.'], { cwd });
		expect([exitCode, read(cwd)]).toEqual([1, OFFERED]);
		expect(stdout).toContain('--- a/Dockerfile\n+++ b/Dockerfile\n');
		expect(stdout).not.toContain('no-install-recommends');
		execFileSync('git', ['apply', '-'], { cwd, input: stdout });
		expect(read(cwd)).toBe(FIXED);
		expect((await lint(['--diff', '--fix=all', '.'], { cwd })).stdout).toContain(
			'+RUN apt-get update && apt-get install --no-',
		);
	});

	test('--diff is empty where there is nothing to repair, and shows no secret', async () => {
		expect((await lint(['--diff', '-'], { cwd: '/', stdin: CLEAN })).stdout).toBe('');
		const text = 'FROM debian:12.8 as build\nENV API_TOKEN=canary-77\n';
		const { stdout } = await lint(['--diff', '-'], { cwd: '/', stdin: text });
		expect(stdout).toContain('+FROM debian:12.8 AS build');
		expect(stdout).not.toContain('canary-77');
	});
});

describe('what is reported', () => {
	const INFO = 'FROM debian:12.8\nRUN apt-get update && apt-get install -y curl && apt-get dist-clean\n';

	test('--quiet leaves out what --fail-on lets pass', async () => {
		const cwd = folderWith({ Dockerfile: INFO });
		expect((await lint(['.'], { cwd })).stdout).toContain('recommended-packages');
		expect((await lint(['--quiet', '.'], { cwd })).stdout).toBe('No findings in 1 file.\n');
		expect(
			(await lintJson(['--quiet', '--fail-on', 'info', '.'], { cwd })).report.files[0]?.findings,
		).toHaveLength(1);
	});

	test('--summary prints the table alone', async () => {
		const { stdout } = await lint(['--summary', '.'], { cwd: folderWith({ Dockerfile: WARNED }) });
		expect(stdout).toBe(
			'rule               findings  files\nstage-name-casing         1      1\n\n1 finding in 1 file: 1 warning.\n',
		);
	});

	test('--format and --output in pairs make several reports of one run', async () => {
		const cwd = folderWith({ Dockerfile: WARNED });
		const args = [
			'--format',
			'json',
			'--output',
			'a.json',
			'--format',
			'text',
			'--output',
			'b.txt',
			'--format',
			'github',
			'.',
		];
		const { exitCode, stdout } = await lint(args, { cwd });
		expect([exitCode, stdout.slice(0, 10)]).toEqual([1, '::warning ']);
		expect(JSON.parse(readFileSync(join(cwd, 'a.json'), 'utf8')).summary.warnings).toBe(1);
		expect(readFileSync(join(cwd, 'b.txt'), 'utf8')).toContain('stage-name-casing');
		await lint(['--output', 'c.json', '--format', 'json', '.'], { cwd });
		expect(readFileSync(join(cwd, 'c.json'), 'utf8')).toBe(readFileSync(join(cwd, 'a.json'), 'utf8'));
	});

	test('only one of them can go to standard output, and one that cannot be written is told', async () => {
		const cwd = folderWith({ Dockerfile: CLEAN });
		expect((await lint(['--format', 'json', '--format', 'text', '.'], { cwd })).exitCode).toBe(2);
		const { exitCode, stderr } = await lint(['--output', 'no/such/folder/x', '.'], { cwd });
		expect([exitCode, stderr]).toEqual([2, expect.stringContaining('report-not-written')]);
	});

	test('--color decides over terminal and environment', async () => {
		const cwd = folderWith({ Dockerfile: WARNED });
		expect((await lint(['--color', 'always', '.'], { cwd, env: { NO_COLOR: '1' } })).stdout).toContain(
			'\u001b[33m',
		);
		expect((await lint(['--color=never', '.'], { cwd, isTerminal: true })).stdout).not.toContain('\u001b');
		expect((await lint(['--color', 'red', '.'], { cwd })).exitCode).toBe(2);
	});
});

describe('formats', () => {
	test('stand in the usage text and in the README, all of them and no other', async () => {
		const listed = /^Formats: (.+?)\. /m.exec(readFileSync('README.md', 'utf8'))?.[1];
		expect(listed).toBe(FORMATS.map((format) => `\`${format}\``).join(', '));
		const { stdout } = await lint(['--help'], {});
		expect(/--format <format> +(.+) \(default: text\)/.exec(stdout)?.[1]).toBe(FORMATS.join(', '));
		expect((await lint(['--format', 'pdf'], {})).stderr).toContain(FORMATS.at(-1));
	});

	test.each(FORMATS)('%s carries the address, and standard error stays empty', async (format) => {
		const cwd = folderWith({ Dockerfile: WARNED });
		const { stdout, stderr } = await lint(['--format', format, '--site', 'https://kb.example/x/'], { cwd });
		expect(stdout).toContain('https://kb.example/x/rules/stage-name-casing/');
		expect(stderr).toBe('');
	});

	test('text has colours on a terminal only', async () => {
		const cwd = folderWith({ Dockerfile: WARNED });
		expect((await lint([], { cwd })).stdout).not.toContain('\u001b');
		expect((await lint([], { cwd, isTerminal: true })).stdout).toContain('\u001b[33mwarning');
		expect((await lint([], { cwd, isTerminal: true, env: { NO_COLOR: '1' } })).stdout).not.toContain(
			'\u001b',
		);
		expect((await lint(['--format', 'json'], { cwd, isTerminal: true })).stdout).not.toContain('\u001b');
	});

	test('github adds to the step summary where the workflow has one', async () => {
		const cwd = folderWith({ Dockerfile: WARNED, 'summary.md': '# before\n' });
		const env = { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
		await lint(['--format', 'github', 'Dockerfile'], { cwd, env });
		expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toMatch(
			/^# before\n### Drydock: 1 finding in 1 file\n/,
		);
		mkdirSync(join(cwd, 'folder'));
		const failed = await lint(['--format', 'github', 'Dockerfile'], {
			cwd,
			env: { GITHUB_STEP_SUMMARY: join(cwd, 'folder') },
		});
		expect([failed.exitCode, failed.stderr]).toEqual([2, expect.stringContaining('summary-not-written')]);
	});
});
