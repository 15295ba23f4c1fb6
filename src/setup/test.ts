import { spawnSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { buildSite } from './build.ts';
import { check } from './check.ts';
import { findOrInstallChromium } from './chromium.ts';
import { root, runMain, runNode, StepFailed, say } from './steps.ts';
import { readPlaywrightReport, readVitestReport, type Tally } from './test-reports.ts';

const results = `${root}.cache/test-results/`;
const VITEST = ['run', '--config', 'tests/vitest.config.ts', '--reporter=default', '--reporter=json'];

/**
 * `npm test`: form and types, unit tests, the build, tests of the built site in a real browser, and, where a Docker
 * Engine answers, the live engine tests. Goes on after a failure, so that one run shows them all, and names
 * each failed test again at the end.
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

	const countTests = (key: 'passed' | 'failed' | 'skipped') =>
		tallies.reduce((total, tally) => total + tally[key], 0);
	for (const test of tallies.flatMap(({ late }) => late)) say(`Passed only at the second attempt: ${test}`);
	for (const test of tallies.flatMap((tally) => tally.failures)) say(`Failed: ${test}`);
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
	return readVitestReport(file);
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
	return readPlaywrightReport(file);
}

function hasDockerEngine(): boolean {
	return (
		spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { stdio: 'ignore', timeout: 20_000 })
			.status === 0
	);
}
