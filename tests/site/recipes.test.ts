import { execFileSync, spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { classifyFile } from '#core/file-kind.ts';
import { listRecipes } from '#site/data/recipes.ts';
import { folderWith } from '../folder-with.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const BAD = 'FROM node\nRUN git clone https://git.example.com/a.git /a\n';
const GOOD = 'FROM node:24-bookworm-slim\nCMD ["node"]\n';
let tools: string;

/** Stand-ins for what a recipe finds on its machine: `curl` fetches our own linter, `reviewdog` keeps what it is given. */
beforeAll(() => {
	tools = mkdtempSync(join(tmpdir(), 'drydock-recipes-'));
	execFileSync(process.execPath, [join(project, 'src/bundle/main.ts'), join(tools, 'drydock.mjs')]);
	program('curl', [
		'for address do :; done',
		'case "$address" in',
		'https://drydock.example.com/drydock.mjs | https://drydock.example.com/drydock.mjs.sha256) ;;',
		// What is sent to Bitbucket is kept.
		'api.bitbucket.org/*) for sent do case "$sent" in @*) cp "${sent#@}" "$GIVEN.${address##*/}";; esac; done; exit;;',
		'*) echo "no $address" >&2; exit 22;;',
		'esac',
		'while [ $# -gt 0 ]; do if [ "$1" = --output ]; then cp "$TOOLS/${address##*/}" "$2"; exit; fi; shift; done',
		'exit 2',
	]);
	for (const name of ['reviewdog', 'ssh'])
		program(name, ['cat > "$GIVEN"', 'echo "$@" > "$GIVEN.arguments"']);
}, 60_000);
afterAll(() => rmSync(tools, { recursive: true, force: true }));

function program(name: string, lines: readonly string[]): void {
	const file = join(tools, 'bin', name);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `#!/bin/sh\n${lines.join('\n')}\n`);
	chmodSync(file, 0o755);
}

function recipe(id: string): string {
	const found = listRecipes().find((one) => one.id === id);
	if (found === undefined) throw new Error(`no recipe ${id}`);
	return found.text;
}

function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
	return {
		PATH: [join(tools, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
		HOME: tools,
		TOOLS: tools,
		RUNNER_TEMP: mkdtempSync(join(tools, 'runner-')),
		...more,
	};
}

/** Runs the commands of a job one after the other, as a runner does, and says how the last one ended. */
function runAll(
	commands: readonly string[],
	cwd: string,
	env: NodeJS.ProcessEnv,
): { status: number | null; stdout: string } {
	let stdout = '';
	for (const [at, command] of commands.entries()) {
		const ran = spawnSync('bash', ['-e', '-c', command], { cwd, env, encoding: 'utf8' });
		stdout += ran.stdout;
		if (ran.status !== 0 || at === commands.length - 1) {
			expect(ran.stderr).toBe('');
			return { status: ran.status, stdout };
		}
	}
	throw new Error('no commands');
}

interface Workflow {
	readonly jobs: Readonly<
		Record<string, { readonly env: Record<string, string>; readonly steps: readonly Step[] }>
	>;
}
interface Step {
	readonly uses?: string;
	readonly run?: string;
	readonly env?: Readonly<Record<string, string>>;
	readonly with?: Readonly<Record<string, unknown>>;
}

function onlyJob(text: string) {
	const [job] = Object.values((parse(text) as Workflow).jobs);
	if (job === undefined) throw new Error('no job');
	return job;
}

describe('the recipes', () => {
	test('fetch from the address this site is built for, and nowhere else', () => {
		for (const { text, id } of listRecipes()) {
			for (const [address] of text.matchAll(/https?:\/\/[^\s/"}]+/g))
				expect(address, id).toBe('https://drydock.example.com');
		}
	});
});

describe('the recipe for GitHub Actions', () => {
	test('writes SARIF that names the rule and its address, annotates the line, and fails', () => {
		const cwd = folderWith({ Dockerfile: BAD });
		const job = onlyJob(recipe('github-actions'));
		const summary = join(cwd, 'summary.md');
		const ran = runAll(
			job.steps.flatMap(({ run }) => run ?? []),
			cwd,
			environment({ ...job.env, GITHUB_STEP_SUMMARY: summary }),
		);
		expect(ran.status).toBe(1);
		expect(ran.stdout).toMatch(/^::warning .*file=Dockerfile,line=2,.*drydock\.example\.com/m);
		expect(readFileSync(summary, 'utf8')).toContain('https://drydock.example.com/rules/clone-in-build/');
		const file = job.steps.find(({ uses }) => uses?.includes('upload-sarif'))?.with?.['sarif_file'];
		const log = JSON.parse(readFileSync(join(cwd, String(file)), 'utf8'));
		expect(log.version).toBe('2.1.0');
		expect(log.runs[0].results.map((one: { ruleId: string }) => one.ruleId)).toContain('clone-in-build');
		expect(log.runs[0].tool.driver.rules[0].helpUri).toMatch(/^https:\/\/drydock\.example\.com\/rules\//);
	});

	test('succeeds where there is nothing to say', () => {
		const job = onlyJob(recipe('github-actions'));
		const commands = job.steps.flatMap(({ run }) => run ?? []);
		expect(runAll(commands, folderWith({ Dockerfile: GOOD }), environment(job.env)).status).toBe(0);
	});
});

describe('the recipe for GitLab', () => {
	test('writes a Code Quality report where the job says it is, and fails', () => {
		const cwd = folderWith({ Dockerfile: BAD, 'fetched/.keep': '' });
		const { drydock } = parse(recipe('gitlab')) as {
			drydock: {
				script: string[];
				variables: Record<string, string>;
				artifacts: { when: string; reports: { codequality: string } };
			};
		};
		const script = drydock.script.map((line) => line.replaceAll('/tmp/', 'fetched/'));
		expect(runAll(script, cwd, environment(drydock.variables)).status).toBe(1);
		expect(drydock.artifacts.when).toBe('always');
		const issues = JSON.parse(readFileSync(join(cwd, drydock.artifacts.reports.codequality), 'utf8'));
		expect(issues.length).toBeGreaterThan(0);
		for (const issue of issues) {
			expect(issue).toEqual({
				description: expect.stringContaining('https://drydock.example.com/rules/'),
				check_name: expect.any(String),
				fingerprint: expect.stringMatching(/^[0-9a-f]+$/),
				severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
				location: { path: 'Dockerfile', lines: { begin: expect.any(Number), end: expect.any(Number) } },
			});
		}
	});
});

describe('the recipe for reviewdog', () => {
	test('hands it diagnostics in its own format, and a token', () => {
		const cwd = folderWith({ Dockerfile: BAD });
		const job = onlyJob(recipe('reviewdog'));
		const given = join(cwd, 'given.json');
		const commands = job.steps.flatMap(({ run }) => run ?? []);
		expect(runAll(commands, cwd, environment({ ...job.env, GIVEN: given })).status).toBe(0);
		const { diagnostics } = JSON.parse(readFileSync(given, 'utf8'));
		expect(diagnostics[0]).toMatchObject({
			message: expect.any(String),
			location: { path: 'Dockerfile', range: { start: { line: expect.any(Number) } } },
			severity: expect.stringMatching(/^(ERROR|WARNING|INFO)$/),
			code: { value: expect.any(String), url: expect.stringContaining('https://drydock.example.com/rules/') },
		});
		expect(readFileSync(`${given}.arguments`, 'utf8')).toContain('-f=rdjson');
		expect(job.steps.at(-1)?.env?.['REVIEWDOG_GITHUB_API_TOKEN']).toContain('github.token');
	});
});

const ADDRESS = expect.stringMatching(/^https:\/\/drydock\.example\.com\/rules\/[a-z-]+\/$/);

describe('the recipe for Azure DevOps', () => {
	test('logs an issue on the line for each finding, and fails', () => {
		const job = parse(recipe('azure-devops')) as {
			variables: Record<string, string>;
			steps: { script: string }[];
		};
		const run = (text: string) => {
			const cwd = folderWith({ Dockerfile: text });
			const env = environment({ ...job.variables, AGENT_TEMPDIRECTORY: mkdtempSync(join(tools, 'agent-')) });
			return runAll(
				job.steps.map(({ script }) => script),
				cwd,
				env,
			);
		};
		const { status, stdout } = run(BAD);
		expect(status).toBe(1);
		expect(stdout).toMatch(
			/^##vso\[task\.logissue type=warning;sourcepath=Dockerfile;linenumber=2;columnnumber=\d+;code=clone-in-build\].* https:\/\/drydock\.example\.com\/rules\/clone-in-build\/$/m,
		);
		expect(run(GOOD).status).toBe(0);
	});
});

describe('the recipe for Jenkins', () => {
	test('writes SARIF where the plugin looks for it, and lets warnings pass', () => {
		const cwd = folderWith({ Dockerfile: BAD });
		const text = recipe('jenkins');
		const [, site = ''] = /DRYDOCK_SITE = '([^']+)'/.exec(text) ?? [];
		const commands = [...text.matchAll(/^ *sh '(.+)'$/gm)].map(([, command = '']) => command);
		const env = environment({ DRYDOCK_SITE: site, WORKSPACE_TMP: mkdtempSync(join(tools, 'workspace-')) });
		expect(runAll(commands, cwd, env).status).toBe(0);
		const [, pattern = ''] = /sarif\(pattern: '([^']+)'/.exec(text) ?? [];
		const log = JSON.parse(readFileSync(join(cwd, pattern), 'utf8'));
		expect(log.runs[0].results.map((one: { ruleId: string }) => one.ruleId)).toContain('clone-in-build');
	});
});

describe('the recipe for Bitbucket', () => {
	test('sends a report and an annotation for each finding, and fails', () => {
		const cwd = folderWith({ Dockerfile: BAD, 'fetched/.keep': '' });
		const { pipelines } = parse(recipe('bitbucket')) as {
			pipelines: { 'pull-requests': { '**': { step: { script: string[] } }[] } };
		};
		const script = pipelines['pull-requests']['**'][0]?.step.script ?? [];
		const given = join(cwd, 'given');
		const env = environment({
			GIVEN: given,
			BITBUCKET_COMMIT: 'c0ffee',
			BITBUCKET_REPO_FULL_NAME: 'tides/tables',
		});
		// One shell for all of them, as a step has.
		const all = script.map((line) => line.replaceAll('/tmp/', 'fetched/')).join('\n');
		expect(runAll([all], cwd, env).status).toBe(1);
		expect(JSON.parse(readFileSync(`${given}.drydock`, 'utf8'))).toMatchObject({
			report_type: 'BUG',
			result: 'FAILED',
		});
		const notes = JSON.parse(readFileSync(`${given}.annotations`, 'utf8'));
		expect(notes).toContainEqual({
			external_id: expect.any(String),
			annotation_type: 'CODE_SMELL',
			path: 'Dockerfile',
			line: 2,
			summary: expect.stringMatching(/^clone-in-build: /),
			severity: 'MEDIUM',
			link: ADDRESS,
		});
		expect(new Set(notes.map((note: { external_id: string }) => note.external_id)).size).toBe(notes.length);
	});
});

describe('the recipe for Gerrit', () => {
	test('comments on the files of the change and on no other', () => {
		const cwd = folderWith({ 'old/Dockerfile': BAD, 'new/README.md': '' });
		const env = environment({
			...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com' },
			...{ GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' },
			...{
				GIVEN: join(cwd, '.git/given'),
				GERRIT_HOST: 'review.example.com',
				GERRIT_PATCHSET_REVISION: 'c0ffee',
			},
		});
		const git = (...args: string[]) => expect(spawnSync('git', args, { cwd, env }).status).toBe(0);
		const commit = () => {
			git('add', '--all');
			git('commit', '--quiet', '--message', 'change');
		};
		git('init', '--quiet');
		commit();
		writeFileSync(join(cwd, 'new/Dockerfile'), BAD);
		commit();
		expect(runAll([recipe('gerrit')], cwd, env).status).toBe(0);
		const review = JSON.parse(readFileSync(join(cwd, '.git/given'), 'utf8'));
		expect(Object.keys(review.comments)).toEqual(['new/Dockerfile']);
		expect(review.comments['new/Dockerfile']).toContainEqual({
			line: 2,
			message: expect.stringMatching(
				/^clone-in-build: .*\nhttps:\/\/drydock\.example\.com\/rules\/clone-in-build\/$/,
			),
			unresolved: true,
		});
		expect(readFileSync(join(cwd, '.git/given.arguments'), 'utf8')).toBe(
			'-p 29418 review.example.com gerrit review --json c0ffee\n',
		);
	});
});

describe('the recipe for pre-commit', () => {
	const hook = () => {
		const config = parse(recipe('pre-commit')) as {
			repos: { hooks: { entry: string; files: string; language: string }[] }[];
		};
		const [found] = config.repos[0]?.hooks ?? [];
		if (found === undefined) throw new Error('no hook');
		return found;
	};

	test('takes every file that `lint` looks for, and hardly any other', () => {
		const pattern = new RegExp(hook().files);
		const names = [
			...['Dockerfile', 'Dockerfile.dev', 'api.Dockerfile', 'api.dockerfile', 'dockerfile', 'Containerfile'],
			...['Dockerfile-dev', 'dev.Containerfile', 'DOCKERFILE', 'dev-docker-compose.yml', 'prod.compose.yaml'],
			...['compose.yaml', 'compose.override.yml', 'docker-compose.yml', 'daemon.json', 'buildkitd.toml'],
		];
		for (const name of names) {
			expect(classifyFile(name), name).toBeDefined();
			for (const path of [name, `services/api/${name}`]) expect(pattern.test(path), path).toBe(true);
		}
		for (const name of ['README.md', 'package.json', 'composer.yaml', 'daemon.json.bak', 'dockerfile/x.md'])
			expect(pattern.test(name), name).toBe(false);
	});

	test('passes over what only looks like one', () => {
		const cwd = folderWith({ 'Dockerfile.md': BAD, 'Dockerfile.j2': BAD, 'tools/x': '' });
		cpSync(join(tools, 'drydock.mjs'), join(cwd, 'tools/drydock.mjs'));
		for (const file of ['Dockerfile.md', 'Dockerfile.j2'])
			expect(
				spawnSync('sh', ['-c', `${hook().entry} ${file}`], { cwd, env: environment() }).status,
				file,
			).toBe(0);
	});

	test('fails for a file with findings, and passes for one without', () => {
		const cwd = folderWith({ 'bad/Dockerfile': BAD, 'good/Dockerfile': GOOD });
		mkdirSync(join(cwd, 'tools'));
		cpSync(join(tools, 'drydock.mjs'), join(cwd, 'tools/drydock.mjs'));
		const run = (file: string) =>
			spawnSync('sh', ['-c', `${hook().entry} ${file}`], { cwd, env: environment(), encoding: 'utf8' });
		expect(run('bad/Dockerfile').status).toBe(1);
		expect(run('bad/Dockerfile').stdout).toContain('https://drydock.example.com/rules/clone-in-build/');
		expect(run('good/Dockerfile')).toMatchObject({ status: 0, stderr: '' });
	});
});

describe('the plain Git hook', () => {
	const repository = () => {
		const cwd = folderWith({});
		const git = (...args: string[]) =>
			spawnSync('git', args, {
				cwd,
				env: environment({ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }),
				encoding: 'utf8',
			});
		git('init', '--quiet');
		git('config', 'user.email', 'reader@example.com');
		git('config', 'user.name', 'Reader');
		const file = join(cwd, '.git/hooks/pre-commit');
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, recipe('git-hook'));
		chmodSync(file, 0o755);
		const put = (path: string, text: string) => {
			mkdirSync(dirname(join(cwd, path)), { recursive: true });
			writeFileSync(join(cwd, path), text);
		};
		return { cwd, git, put };
	};

	test('stops a commit with a finding, says where to read more, and lets the repaired file pass', () => {
		const { git, put } = repository();
		put('my service/Dockerfile', BAD);
		git('add', '--all');
		const stopped = git('commit', '-m', 'add');
		expect(stopped.status).not.toBe(0);
		expect(stopped.stdout + stopped.stderr).toContain('my service/Dockerfile:2');
		expect(stopped.stdout + stopped.stderr).toContain('https://drydock.example.com/rules/clone-in-build/');
		put('my service/Dockerfile', GOOD);
		git('add', '--all');
		expect(git('commit', '-m', 'add')).toMatchObject({ status: 0 });
		expect(git('log', '--oneline').stdout).toContain('add');
	});

	test('looks at what is staged, not at what is on disk', () => {
		const { git, put } = repository();
		put('Dockerfile', BAD);
		git('add', '--all');
		put('Dockerfile', GOOD);
		expect(git('commit', '-m', 'add').status).not.toBe(0);
	});

	test('renews a linter that is a week old, and keeps it where the new one has another digest', () => {
		const { cwd, git, put } = repository();
		const linter = join(cwd, '.git/drydock.mjs');
		const makeOld = (text: string) => {
			writeFileSync(linter, text);
			utimesSync(linter, new Date('2026-01-01'), new Date('2026-01-01'));
		};
		put('Dockerfile', BAD);
		git('add', '--all');
		makeOld('// An old one that finds nothing.\n');
		expect(git('commit', '-m', 'add').status).not.toBe(0);
		expect(readFileSync(linter, 'utf8')).toBe(readFileSync(join(tools, 'drydock.mjs'), 'utf8'));

		const digest = join(tools, 'drydock.mjs.sha256');
		const published = readFileSync(digest, 'utf8');
		try {
			writeFileSync(
				digest,
				published.replace(/^./, (first) => (first === '0' ? '1' : '0')),
			);
			makeOld('// An old one that finds nothing.\n');
			const kept = git('commit', '-m', 'add');
			expect([kept.status, kept.stderr.includes('not the digest')]).toEqual([0, true]);
			rmSync(linter);
			put('other/Dockerfile', GOOD);
			git('add', '--all');
			expect(git('commit', '-m', 'more').status).not.toBe(0);
			expect(existsSync(linter)).toBe(false);
		} finally {
			writeFileSync(digest, published);
		}
	});

	test('leaves other commits alone, and fetches nothing for them', () => {
		const { cwd, git, put } = repository();
		put('README.md', 'Words\n');
		git('add', '--all');
		expect(git('commit', '-m', 'words').status).toBe(0);
		expect(existsSync(join(cwd, '.git/drydock.mjs'))).toBe(false);
	});
});
