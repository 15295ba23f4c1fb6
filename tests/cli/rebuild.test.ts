import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rebuildCommand } from '#cli/commands/rebuild.ts';
import { folderWith } from '../folder-with.ts';
import { runWith } from './fake-io.ts';

const DOCKERFILE = `FROM node:24 AS build
WORKDIR /app
COPY package.json ./
RUN npm ci
COPY src ./src
RUN npm run build
`;
const FILES = {
	Dockerfile: DOCKERFILE,
	'package.json': '{}',
	'src/a.js': 'a',
	'docs/x.md': 'x',
	'.dockerignore': 'docs\n',
};

const rebuild = (cwd: string, ...args: string[]) => runWith([rebuildCommand], ['rebuild', ...args], { cwd });

async function rebuildJson(cwd: string, ...args: string[]) {
	const outcome = await rebuild(cwd, ...args, '--format', 'json');
	const report: {
		file: string;
		edited: string[];
		seconds?: number;
		steps: { line: number; verdict: string; why: string; seconds?: number }[];
	} = JSON.parse(outcome.stdout);
	return { ...outcome, report, verdicts: report.steps.map(({ line, verdict }) => `${line} ${verdict}`) };
}

describe('--edit', () => {
	test('names what runs again, and ends with 0', async () => {
		const { stdout, stderr, exitCode } = await rebuild(folderWith(FILES), '--edit', 'src/a.js');
		expect([exitCode, stderr]).toEqual([0, '']);
		expect(stdout).toContain('> again       5  COPY src ./src\n                 `src/a.js` changed');
		expect(stdout).toContain('2 steps run again, 3 come from the cache.\n');
	});

	test('the JSON has the shape that others read', async () => {
		const { report } = await rebuildJson(folderWith(FILES), '--edit', 'package.json');
		expect(Object.keys(report)).toEqual(['version', 'file', 'edited', 'steps']);
		expect(report.steps[1]).toEqual({
			line: 3,
			stage: 'build',
			text: 'COPY package.json ./',
			verdict: 'again',
			why: '`package.json` changed, and this step reads it.',
		});
	});

	test('several edits, a folder, a path below the context', async () => {
		const cwd = folderWith(FILES);
		expect((await rebuildJson(cwd, '--edit', 'src', '--edit', 'package.json')).report.edited).toEqual([
			'src/a.js',
			'package.json',
		]);
		const below = await rebuildJson(join(cwd, 'src'), '--edit', 'a.js', '--context', '..');
		expect([below.report.edited, below.verdicts[3]]).toEqual([['src/a.js'], '5 again']);
	});

	test('a file that is not there yet counts as a new one', async () => {
		const { verdicts } = await rebuildJson(folderWith(FILES), '--edit', 'src/new.js');
		expect(verdicts.slice(2)).toEqual(['4 cached', '5 again', '6 again']);
	});

	test('an edited link is its target', async () => {
		const cwd = folderWith(FILES);
		symlinkSync('src/a.js', join(cwd, 'link.js'));
		expect((await rebuildJson(cwd, '--edit', 'link.js')).report.edited).toEqual(['src/a.js']);
	});

	test.each([
		['docs/x.md', '`docs/x.md`: no step reads it, since the ignore file keeps it out of the build.\n'],
		['other.txt', '`other.txt`: no step of this build reads it.\n'],
		['../outside', '`../outside` lies outside of the build context: no step can read it.\n'],
	])('%s is read by no step, and that is said', async (path, note) => {
		const cwd = folderWith(FILES);
		const { stdout, exitCode } = await rebuild(cwd, '--edit', path);
		expect(exitCode).toBe(0);
		expect(stdout.endsWith(`0 steps run again, 5 come from the cache.\n\n${note}`)).toBe(true);
		expect((await rebuildJson(cwd, '--edit', path)).stderr).toBe(note);
	});

	test('an edit of the Dockerfile points to --since', async () => {
		const { stdout } = await rebuild(folderWith(FILES), '--edit', 'Dockerfile');
		expect(stdout).toContain('What its new text runs again, `--since` tells.');
	});
});

describe('the build', () => {
	test('a Dockerfile by its name, with its own ignore file, another context', async () => {
		const cwd = folderWith({
			...FILES,
			'build/api.Dockerfile': DOCKERFILE,
			'build/api.Dockerfile.dockerignore': 'src/b.js\n',
			'src/b.js': 'b',
		});
		const args = ['build/api.Dockerfile', '--context', '.', '--edit'];
		const { report, verdicts } = await rebuildJson(cwd, ...args, 'src/a.js');
		expect([report.file, verdicts[3]]).toEqual(['build/api.Dockerfile', '5 again']);
		expect((await rebuildJson(cwd, ...args, 'src/b.js')).verdicts[3]).toBe('5 cached');
	});

	test('--target and --build-arg', async () => {
		const cwd = folderWith({
			Dockerfile: 'ARG B=a\nFROM debian AS a\nCOPY x /\nFROM debian AS b\nCOPY y /\nFROM ${B}\nRUN z\n',
			x: '',
			y: '',
		});
		expect((await rebuildJson(cwd, '--edit', 'x')).verdicts).toEqual(['3 again', '5 unneeded', '7 again']);
		expect((await rebuildJson(cwd, '--edit', 'x', '--build-arg', 'B=b')).verdicts).toEqual([
			'3 unneeded',
			'5 cached',
			'7 cached',
		]);
		expect((await rebuildJson(cwd, '--edit', 'x', '--target', 'a')).verdicts).toEqual([
			'3 again',
			'5 unneeded',
			'7 unneeded',
		]);
	});

	test('an archive that ADD unpacks is told by its first bytes', async () => {
		const gzip = Buffer.from('1f8b0800', 'hex');
		const cwd = folderWith({
			Dockerfile: 'FROM scratch AS a\nADD x.tgz /d/\nFROM debian\nCOPY --from=a /d/f /\n',
		});
		writeFileSync(join(cwd, 'x.tgz'), gzip);
		expect((await rebuildJson(cwd, '--edit', 'x.tgz')).verdicts).toEqual(['2 again', '4 unsure']);
	});

	test('--log adds seconds, of a plain log and of a raw one', async () => {
		const vertex = { digest: 'sha256:1', name: '[stage-0 5/6] COPY src ./src', inputs: ['x'] };
		const raw = { ...vertex, started: '2026-11-28T05:00:00Z', completed: '2026-11-28T05:00:02Z' };
		const cwd = folderWith({
			...FILES,
			plain: '#9 [build 6/6] RUN npm run build\n#9 DONE 61.5s\n#8 [build 4/6] RUN npm ci\n#8 DONE 9.0s\n',
			raw: `${JSON.stringify({ vertexes: [{ ...raw, name: '[build 5/6] COPY src ./src' }] })}\n`,
		});
		const plain = (await rebuildJson(cwd, '--edit', 'src/a.js', '--log', 'plain')).report;
		expect([plain.seconds, plain.steps[2]?.seconds, plain.steps[4]?.seconds]).toEqual([61.5, 9, 61.5]);
		expect((await rebuildJson(cwd, '--edit', 'src/a.js', '--log', 'raw')).report.seconds).toBe(2);
	});
});

describe('--since', () => {
	const git = (cwd: string, ...args: string[]) =>
		execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-C', cwd, ...args]);

	function repository(files: Record<string, string>): string {
		const cwd = folderWith(files);
		commitAll(cwd);
		return cwd;
	}

	function commitAll(cwd: string): void {
		git(cwd, 'init', '--quiet');
		git(cwd, 'add', '--all');
		git(cwd, 'commit', '--quiet', '--message', 'x');
	}

	test('takes what changed from git: files, modes, new and removed ones', async () => {
		const cwd = repository({ ...FILES, 'src/b.js': 'b' });
		expect((await rebuildJson(cwd, '--since', 'HEAD')).report.edited).toEqual([]);
		writeFileSync(join(cwd, 'src/new.js'), 'n');
		rmSync(join(cwd, 'src/b.js'));
		chmodSync(join(cwd, 'package.json'), 0o755);
		const { report, verdicts } = await rebuildJson(cwd, '--since', 'HEAD');
		expect(report.edited).toEqual(['package.json', 'src/b.js', 'src/new.js']);
		expect(verdicts).toEqual(['2 cached', '3 again', '4 again', '5 again', '6 again']);
	});

	test("takes the Dockerfile's and the ignore file's own text", async () => {
		const cwd = repository(FILES);
		writeFileSync(join(cwd, 'Dockerfile'), DOCKERFILE.replace('npm ci', 'npm ci --omit=dev'));
		expect((await rebuildJson(cwd, '--since', 'HEAD')).verdicts).toEqual([
			'2 cached',
			'3 cached',
			'4 again',
			'5 again',
			'6 again',
		]);
		git(cwd, 'checkout', '--quiet', '.');
		writeFileSync(join(cwd, '.dockerignore'), 'src/a.js\n');
		expect((await rebuildJson(cwd, '--since', 'HEAD')).verdicts.slice(2)).toEqual([
			'4 cached',
			'5 again',
			'6 again',
		]);
	});

	test('another file of the same content, by a link or by the Dockerfile, is the same to a copy', async () => {
		const mount = (source: string) =>
			`FROM debian\nCOPY now /x/\nRUN --mount=source=${source},target=/m cat /m\n`;
		const cwd = folderWith({ Dockerfile: mount('a'), 'v1/f': 'f', 'v2/f': 'f', a: 'a', b: 'a' });
		symlinkSync('v1', join(cwd, 'now'));
		commitAll(cwd);
		rmSync(join(cwd, 'now'));
		symlinkSync('v2', join(cwd, 'now'));
		expect((await rebuildJson(cwd, '--since', 'HEAD')).verdicts).toEqual(['2 cached', '3 cached']);
		writeFileSync(join(cwd, 'Dockerfile'), mount('b'));
		expect((await rebuildJson(cwd, '--since', 'HEAD')).verdicts).toEqual(['2 cached', '3 cached']);
		writeFileSync(join(cwd, 'b'), 'new');
		expect((await rebuildJson(cwd, '--since', 'HEAD')).verdicts).toEqual(['2 cached', '3 again']);
	});

	test('a context below the root of the repository, and a commit further back', async () => {
		const cwd = repository({
			'api/Dockerfile': DOCKERFILE,
			'api/package.json': '{}',
			'api/src/a.js': 'a',
			'other.txt': 'o',
		});
		writeFileSync(join(cwd, 'api/src/a.js'), 'new');
		writeFileSync(join(cwd, 'other.txt'), 'new');
		git(cwd, 'commit', '--quiet', '--all', '--message', 'y');
		const { report, verdicts } = await rebuildJson(cwd, 'api/Dockerfile', '--since', 'HEAD~1');
		expect([report.edited, verdicts[3]]).toEqual([['src/a.js'], '5 again']);
	});

	test('what git ignores is the same before and after', async () => {
		const cwd = repository({ ...FILES, '.gitignore': 'src/out.js\n' });
		writeFileSync(join(cwd, 'src/out.js'), 'built');
		expect((await rebuildJson(cwd, '--since', 'HEAD')).report.edited).toEqual([]);
	});

	test('without a repository, or with a revision that is none, it says so', async () => {
		const cwd = folderWith(FILES);
		expect((await rebuild(repository(FILES), '--since', '--output=x')).exitCode).toBe(2);
		const { exitCode, stderr } = await rebuild(repository(FILES), '--since', 'nowhere');
		expect([exitCode, stderr.split('\n')[0]]).toEqual([
			2,
			'drydock rebuild: --since: git knows no revision `nowhere`.',
		]);
		expect((await rebuild(cwd, '--since', 'HEAD')).stderr).toContain(
			'the build context is in no git repository',
		);
	});
});

describe('wrong usage', () => {
	test.each([
		[[]],
		[['--edit', 'a', '--since', 'HEAD']],
		[['Dockerfile', 'src/a.js', '--edit', 'a']],
		[['missing', '--edit', 'a']],
		[['--edit', 'a', '--context', 'missing']],
		[['--edit', 'a', '--target', 'missing']],
		[['--edit', 'a', '--log', 'missing']],
		[['--edit', 'a', '--build-arg', '=x']],
		[['--edit', 'a', '--format', 'xml']],
		[['src/a.js', '--edit', 'a']],
	])('%j gives 2', async (args) => {
		const { exitCode, stdout, stderr } = await rebuild(folderWith(FILES), ...args);
		expect([exitCode, stdout]).toEqual([2, '']);
		expect(stderr).not.toBe('');
	});
});
