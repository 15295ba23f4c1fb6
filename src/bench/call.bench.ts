import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { computeMedian } from '#examples/median.ts';
import { generateRealisticDockerfiles } from './generated-dockerfiles.ts';
import { formatColumns } from './measure.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = 1000;
const WARM_UPS = 1;
/** A walk through a thousand files takes as long as thirty calls with one. */
const CALLS = [
	{ name: 'one file', args: ['0/Dockerfile'], rounds: 15 },
	{ name: `${FILES} files`, args: ['.', '--summary'], rounds: 5 },
] as const;

interface Usage {
	readonly milliseconds: number;
	readonly megabytes: number;
}

export interface CallBench {
	/** The commit that this tree is compared with. */
	readonly commit: string;
	readonly calls: readonly { readonly name: string; readonly now: Usage; readonly before: Usage }[];
}

/** What a call of the packed linter takes of processor and memory, beside the one of an older commit, in turns. */
export function run([commit = 'HEAD']: readonly string[]): CallBench {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-calls-'));
	try {
		const programs = [
			packLinter(PROJECT, join(folder, 'now')),
			packLinter(checkOut(commit, folder), join(folder, 'before')),
		];
		const files = writeFiles(join(folder, 'files'));
		const calls = CALLS.map(({ name, args, rounds }) => {
			const turns = Array.from({ length: WARM_UPS + rounds }, () =>
				programs.map((program) => measureCall([program, 'lint', ...args], files, join(folder, 'usage'))),
			);
			const [now, before] = programs.map((_, index) =>
				takeMedians(turns.slice(WARM_UPS).flatMap((turn) => turn[index] ?? [])),
			);
			if (!now || !before) throw new Error('Nothing was measured.');
			return { name, now, before };
		});
		printCalls(commit, calls);
		return { commit, calls };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** The files of a commit in a folder of their own, with the packages that are installed here. */
function checkOut(commit: string, folder: string): string {
	const target = join(folder, 'commit');
	mkdirSync(target);
	const archive = execFileSync('git', ['archive', commit], { cwd: PROJECT, maxBuffer: 1e9 });
	execFileSync('tar', ['-x', '-C', target], { input: archive });
	symlinkSync(join(PROJECT, 'node_modules'), join(target, 'node_modules'));
	return target;
}

function packLinter(project: string, folder: string): string {
	const file = join(folder, 'drydock.mjs');
	execFileSync(process.execPath, [join(project, 'src/bundle/main.ts'), file]);
	return file;
}

function writeFiles(folder: string): string {
	for (const [index, text] of generateRealisticDockerfiles(FILES).entries()) {
		mkdirSync(join(folder, String(index)), { recursive: true });
		writeFileSync(join(folder, String(index), 'Dockerfile'), text);
	}
	return folder;
}

function measureCall(args: readonly string[], cwd: string, usage: string): Usage {
	const preload = `--import=${new URL('./report-usage.mjs', import.meta.url).href}`;
	const env = { ...process.env, DRYDOCK_BENCH_USAGE: usage };
	spawnSync(process.execPath, [preload, ...args], { cwd, env, stdio: 'ignore' });
	const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8'));
	return { milliseconds: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 };
}

function takeMedians(usages: readonly Usage[]): Usage {
	return {
		milliseconds: computeMedian(usages.map(({ milliseconds }) => milliseconds)),
		megabytes: computeMedian(usages.map(({ megabytes }) => megabytes)),
	};
}

function printCalls(commit: string, calls: CallBench['calls']): void {
	console.log(`\nA call of the packed linter, this tree beside ${commit}, medians of calls in turns\n`);
	const rows = calls.map(({ name, now, before }) => [
		name,
		...[before.milliseconds, now.milliseconds].map((value) => value.toFixed(0)),
		(now.milliseconds / before.milliseconds).toFixed(2),
		...[before.megabytes, now.megabytes].map((value) => value.toFixed(0)),
		(now.megabytes / before.megabytes).toFixed(2),
	]);
	console.log(formatColumns(['', 'ms before', 'ms now', 'ratio', 'MB before', 'MB now', 'ratio'], rows));
	console.log();
}
