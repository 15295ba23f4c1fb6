import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, lineWith } from './fault.ts';
import { table } from './measure.ts';
import { buildIn, copyProject, type Run, sleep } from './project-copy.ts';
import { verifyFaults } from './verify-faults.ts';

/** How often a build is killed. */
const KILLS = Number(process.env['BENCH_KILLS'] ?? 50);

/**
 * What happens under faults, in a copy of the project: a build that is killed at random moments, started twice, on a full
 * disk, and with the clock far off; `verify` on a full disk, and while its engine is killed. Answers how often `dist/` or
 * the evidence was as promised afterwards.
 */
export async function run(): Promise<Fault[]> {
	const project = await copyProject();
	const faults: Fault[] = [];
	try {
		const first = await buildIn(project).done;
		if (first.exitCode !== 0) throw new Error(`The build in ${project} failed: ${first.said}`);
		const whole = listing(join(project, 'dist'));
		const again = performance.now();
		await buildIn(project).done;
		const seconds = (performance.now() - again) / 1000;
		faults.push(await killed(project, whole, seconds), await twice(project, whole));
		faults.push(...(await fullDisk(project, whole)), ...(await wrongClock(project, whole)));
		faults.push(...(await verifyFaults(project)));
	} finally {
		rmSync(project, { recursive: true, force: true });
	}
	const rows = faults.map(({ fault, times, kept, said }) => [fault, String(times), String(kept), said]);
	console.log(`\n${table(['fault', 'times', 'as promised', 'what it says'], rows)}`);
	return faults;
}

/** A build is killed, with all it started, at a moment that is drawn anew each time. */
async function killed(project: string, whole: string, seconds: number): Promise<Fault> {
	let kept = 0;
	for (let time = 0; time < KILLS; time++) {
		const build = buildIn(project);
		await sleep(Math.random() * seconds * 1000);
		build.kill();
		await build.done;
		// What a killed replacement had moved away comes back with the next build; before that, the old one is beside.
		const dist = existsSync(join(project, 'dist')) ? 'dist' : '.cache/build/previous';
		if (listing(join(project, dist)) === whole) kept += 1;
		else console.log(`After ${time + 1} kills, ${dist} is not whole.`);
	}
	const after = await buildIn(project).done;
	const said = after.exitCode === 0 ? 'the next build succeeds' : after.said;
	return { fault: 'build killed at a random moment', times: KILLS, kept, said };
}

async function twice(project: string, whole: string): Promise<Fault> {
	const builds: Run[] = [buildIn(project)];
	await sleep(1500);
	builds.push(buildIn(project));
	const [first, second] = await Promise.all(builds.map(({ done }) => done));
	const isRefused = second?.exitCode === 1 && first?.exitCode === 0;
	const kept = isRefused && listing(join(project, 'dist')) === whole ? 1 : 0;
	return { fault: 'two builds at once', times: 1, kept, said: lineWith(second?.said ?? '', 'Another build') };
}

/** Needs the right to mount: a file system of two megabytes in the place where a build is prepared. */
async function fullDisk(project: string, whole: string): Promise<Fault[]> {
	const workshop = join(project, '.cache/build');
	rmSync(workshop, { recursive: true, force: true });
	mkdirSync(workshop, { recursive: true });
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', workshop]).status !== 0) {
		console.log('Left out: a full disk. It needs the right to mount a file system.');
		return [];
	}
	try {
		const { said } = await buildIn(project).done;
		const kept = listing(join(project, 'dist')) === whole ? 1 : 0;
		return [{ fault: 'disk full during a build', times: 1, kept, said: lineWith(said, 'The disk is full') }];
	} finally {
		spawnSync('umount', [workshop]);
	}
}

/** Needs `faketime`: the same build years ago and years from now. */
async function wrongClock(project: string, whole: string): Promise<Fault[]> {
	if (spawnSync('faketime', ['--version']).error !== undefined) {
		console.log('Left out: a wrong clock. It needs `faketime`.');
		return [];
	}
	let kept = 0;
	let said = 'nothing: the result is the same';
	for (const date of ['2016-02-29 12:00:00', '2036-12-31 23:59:59']) {
		const built = await buildIn(project, ['faketime', '-f', `@${date}`]).done;
		if (built.exitCode === 0 && listing(join(project, 'dist')) === whole) kept += 1;
		else said = built.exitCode === 0 ? 'nothing: the result differs' : built.said.slice(-200);
	}
	return [{ fault: 'clock years off', times: 2, kept, said }];
}

/** A hash over the path and content of every file that a reader gets. */
function listing(folder: string): string {
	if (!existsSync(folder)) return 'nothing';
	const hash = createHash('sha256');
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile(),
	);
	for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
		hash.update(path.slice(folder.length)).update(readFileSync(path));
	}
	return hash.digest('hex');
}
