import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, findLine } from './faults/fault.ts';
import { verifyFaults } from './faults/verify-faults.ts';
import { hashFolder } from './hash-folder.ts';
import { formatColumns } from './measure.ts';
import { copyProject, type Run, startBuild, waitMilliseconds } from './project-copy.ts';

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
		const first = await startBuild(project).done;
		if (first.exitCode !== 0) throw new Error(`The build in ${project} failed: ${first.output}`);
		const whole = hashFolder(join(project, 'dist'));
		const again = performance.now();
		await startBuild(project).done;
		const seconds = (performance.now() - again) / 1000;
		faults.push(await killBuilds(project, whole, seconds), await buildTwice(project, whole));
		faults.push(...(await buildOnFullDisk(project, whole)), ...(await buildWithWrongClock(project, whole)));
		faults.push(...(await verifyFaults(project)));
	} finally {
		rmSync(project, { recursive: true, force: true });
	}
	const rows = faults.map(({ fault, times, timesKept: kept, message: said }) => [
		fault,
		String(times),
		String(kept),
		said,
	]);
	console.log(`\n${formatColumns(['fault', 'times', 'as promised', 'what it says'], rows)}`);
	return faults;
}

/** A build is killed, with all it started, at a moment that is drawn anew each time. */
async function killBuilds(project: string, whole: string, seconds: number): Promise<Fault> {
	let timesAsPromised = 0;
	for (let time = 0; time < KILLS; time++) {
		const build = startBuild(project);
		await waitMilliseconds(Math.random() * seconds * 1000);
		build.kill();
		await build.done;
		// What a killed replacement had moved away comes back with the next build; before that, the old one is beside.
		const dist = existsSync(join(project, 'dist')) ? 'dist' : '.cache/build/previous';
		if (hashFolder(join(project, dist)) === whole) timesAsPromised += 1;
		else console.log(`After ${time + 1} kills, ${dist} is not whole.`);
	}
	const after = await startBuild(project).done;
	const said = after.exitCode === 0 ? 'the next build succeeds' : after.output;
	return {
		fault: 'build killed at a random moment',
		times: KILLS,
		timesKept: timesAsPromised,
		message: said,
	};
}

async function buildTwice(project: string, whole: string): Promise<Fault> {
	const builds: Run[] = [startBuild(project)];
	await waitMilliseconds(1500);
	builds.push(startBuild(project));
	const [first, second] = await Promise.all(builds.map(({ done }) => done));
	const isRefused = second?.exitCode === 1 && first?.exitCode === 0;
	const kept = isRefused && hashFolder(join(project, 'dist')) === whole ? 1 : 0;
	return {
		fault: 'two builds at once',
		times: 1,
		timesKept: kept,
		message: findLine(second?.output ?? '', 'Another build'),
	};
}

/** Needs the right to mount: a file system of two megabytes in the place where a build is prepared. */
async function buildOnFullDisk(project: string, whole: string): Promise<Fault[]> {
	const workshop = join(project, '.cache/build');
	rmSync(workshop, { recursive: true, force: true });
	mkdirSync(workshop, { recursive: true });
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', workshop]).status !== 0) {
		console.log('Left out: a full disk. It needs the right to mount a file system.');
		return [];
	}
	try {
		const { output } = await startBuild(project).done;
		const kept = hashFolder(join(project, 'dist')) === whole ? 1 : 0;
		return [
			{
				fault: 'disk full during a build',
				times: 1,
				timesKept: kept,
				message: findLine(output, 'The disk is full'),
			},
		];
	} finally {
		spawnSync('umount', [workshop]);
	}
}

/** Needs `faketime`: the same build years ago and years from now. */
async function buildWithWrongClock(project: string, whole: string): Promise<Fault[]> {
	if (spawnSync('faketime', ['--version']).error !== undefined) {
		console.log('Left out: a wrong clock. It needs `faketime`.');
		return [];
	}
	let timesAsPromised = 0;
	let message = 'nothing: the result is the same';
	for (const date of ['2016-02-29 12:00:00', '2036-12-31 23:59:59']) {
		const built = await startBuild(project, ['faketime', '-f', `@${date}`]).done;
		if (built.exitCode === 0 && hashFolder(join(project, 'dist')) === whole) timesAsPromised += 1;
		else message = built.exitCode === 0 ? 'nothing: the result differs' : built.output.slice(-200);
	}
	return [{ fault: 'clock years off', times: 2, timesKept: timesAsPromised, message: message }];
}
