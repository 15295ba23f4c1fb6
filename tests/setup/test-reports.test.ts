import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPlaywrightReport, readVitestReport } from '../../src/setup/test-reports.ts';
import { folderWith } from '../folder-with.ts';

function reportWith(value: unknown): string {
	return join(folderWith({ 'report.json': JSON.stringify(value) }), 'report.json');
}

test('a failed unit test is named with its file and how its message begins, without colours', async () => {
	const file = reportWith({
		success: false,
		numPassedTests: 2,
		numFailedTests: 1,
		numPendingTests: 1,
		numTodoTests: 1,
		testResults: [
			{
				name: 'tests/a.test.ts',
				status: 'failed',
				assertionResults: [
					{
						fullName: 'a group adds',
						status: 'failed',
						failureMessages: ['\u001b[31mexpected 1\n\n  to be 2'],
					},
					{ fullName: 'a group counts', status: 'passed', failureMessages: [] },
				],
			},
		],
	});
	expect(await readVitestReport(file)).toEqual({
		passed: 2,
		failed: 1,
		skipped: 2,
		failures: ['tests/a.test.ts: a group adds: expected 1 | to be 2'],
		late: [],
	});
});

test('a unit test file that cannot be loaded is a failure, though none of its tests is', async () => {
	const file = reportWith({
		success: false,
		numPassedTests: 3,
		numFailedTests: 0,
		testResults: [
			{ name: 'tests/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
		],
	});
	const { failed, failures } = await readVitestReport(file);
	expect({ failed, failures }).toEqual({ failed: 1, failures: ['tests/b.test.ts: no such module'] });
});

test('a browser test that fails, one that passes late and a broken file are told apart', async () => {
	const failing = { results: [{ errors: [{ message: 'Timed out' }] }, { errors: [{ message: 'again' }] }] };
	const file = reportWith({
		stats: { expected: 4, flaky: 1, unexpected: 1, skipped: 2 },
		errors: [{ message: 'SyntaxError: no.spec.ts' }],
		suites: [
			{
				specs: [{ title: 'opens', file: 'a.spec.ts', tests: [{ status: 'unexpected', ...failing }] }],
				suites: [
					{ specs: [{ title: 'closes', file: 'a.spec.ts', tests: [{ status: 'flaky', ...failing }] }] },
				],
			},
		],
	});
	expect(await readPlaywrightReport(file)).toEqual({
		passed: 5,
		failed: 2,
		skipped: 2,
		failures: ['SyntaxError: no.spec.ts', 'tests/e2e/a.spec.ts: opens: Timed out'],
		late: ['tests/e2e/a.spec.ts: closes: Timed out'],
	});
});

test.each([readVitestReport, readPlaywrightReport])(
	'a report that was never written is a failure',
	async (read) => {
		const file = join(folderWith({}), 'report.json');
		expect(await read(file)).toMatchObject({
			passed: 0,
			failed: 1,
			failures: [`no report was written: ${file}`],
		});
	},
);
