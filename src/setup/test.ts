import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { buildSite } from './build.ts';
import { check } from './check.ts';
import { findOrInstallChromium } from './chromium.ts';
import { root, runMain, runNode, StepFailed, say } from './steps.ts';

interface Tally {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

const results = `${root}.cache/test-results/`;
const VITEST = ['run', '--config', 'tests/vitest.config.ts', '--reporter=default', '--reporter=json'];

/**
 * `npm test`: form and types, unit tests, the build, tests of the built site in a real browser, and, where a Docker
 * Engine answers, the live engine tests. Goes on after a failure, so that one run shows them all.
 */
await runMain(async () => {
	await rm(results, { recursive: true, force: true });
	await mkdir(results, { recursive: true });
	const tallies: Tally[] = [];
	const failures: string[] = [];
	const step = async (name: string, work: () => Promise<Tally | undefined>) => {
		try {
			const tally = await work();
			if (tally !== undefined) tallies.push(tally);
			if (tally !== undefined && (tally.failed > 0 || tally.passed === 0)) failures.push(name);
		} catch (error) {
			if (!(error instanceof StepFailed)) throw error;
			failures.push(name);
		}
	};

	const chromium = await findOrInstallChromium();
	await step('form and types', async () => void (await check()));
	await step('unit tests', () => runVitest('unit', []));
	await step('the build', async () => void (await buildSite()));
	if (chromium === undefined) {
		failures.push('browser tests: no Chromium. Install one and set CHROMIUM=<its path>');
	} else {
		await step('browser tests', () => runPlaywright(chromium));
	}
	if (hasDockerEngine()) await step('live engine tests', () => runVitest('live', ['--mode', 'live']));
	else
		say(
			'Left out: the live engine tests, since no Docker Engine answers (`docker version`). `bash .ci/docker-engine up` starts one on Debian.',
		);

	const countTests = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
	for (const failure of failures) say(`Failed: ${failure}`);
	const failed = Math.max(countTests('failed'), failures.length);
	console.log(`${countTests('passed')} passed, ${failed} failed, ${countTests('skipped')} skipped`);
	process.exitCode = failed === 0 ? 0 : 1;
});

async function runVitest(name: string, more: readonly string[]): Promise<Tally> {
	say(name === 'live' ? 'Running the tests against the Docker Engine …' : 'Running the unit tests …');
	const file = `${results}${name}.json`;
	await runNode('node_modules/vitest/vitest.mjs', [...VITEST, `--outputFile.json=${file}`, ...more], {
		mayFail: true,
	});
	const report = await readReport(file);
	return {
		passed: Number(report['numPassedTests'] ?? 0),
		failed:
			Number(report['numFailedTests'] ?? 0) +
			(report['success'] === false && report['numFailedTests'] === 0 ? 1 : 0),
		skipped: Number(report['numPendingTests'] ?? 0) + Number(report['numTodoTests'] ?? 0),
	};
}

async function runPlaywright(chromium: string): Promise<Tally> {
	say('Running the tests of the built site in Chromium …');
	const file = `${results}browser.json`;
	await runNode(
		'node_modules/playwright/cli.js',
		['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
		{
			mayFail: true,
			env: { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
		},
	);
	const stats = (await readReport(file))['stats'] as Record<string, number> | undefined;
	const late = stats?.['flaky'] ?? 0;
	if (late > 0) say(`Passed only at the second attempt: ${late}. They are marked as flaky above.`);
	return {
		passed: (stats?.['expected'] ?? 0) + (stats?.['flaky'] ?? 0),
		failed: stats?.['unexpected'] ?? 1,
		skipped: stats?.['skipped'] ?? 0,
	};
}

/** The report a runner has written; one that was never written counts as a failure. */
async function readReport(file: string): Promise<Record<string, unknown>> {
	const text = await readFile(file, 'utf8').catch(() => '{"success":false,"numFailedTests":0}');
	return JSON.parse(text) as Record<string, unknown>;
}

function hasDockerEngine(): boolean {
	return (
		spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { stdio: 'ignore', timeout: 20_000 })
			.status === 0
	);
}
