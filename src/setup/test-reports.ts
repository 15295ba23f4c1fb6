import { readFile } from 'node:fs/promises';

/** What one runner's tests came to. */
export interface Tally {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	/** A line for each failed test: its file, its name, and how its message begins. */
	readonly failures: readonly string[];
	/** A line for each test that passed only at the second attempt. */
	readonly late: readonly string[];
}

interface VitestReport {
	readonly success?: boolean;
	readonly numPassedTests?: number;
	readonly numFailedTests?: number;
	readonly numPendingTests?: number;
	readonly numTodoTests?: number;
	readonly testResults?: readonly VitestFile[];
}

interface VitestFile {
	readonly name: string;
	readonly status: string;
	readonly message?: string;
	readonly assertionResults: readonly {
		readonly fullName: string;
		readonly status: string;
		readonly failureMessages?: readonly string[];
	}[];
}

interface PlaywrightReport {
	readonly stats?: Readonly<Record<'expected' | 'flaky' | 'unexpected' | 'skipped', number>>;
	readonly suites?: readonly PlaywrightSuite[];
	/** What broke outside of any test, such as a file that cannot be read. */
	readonly errors?: readonly { readonly message?: string }[];
}

interface PlaywrightSuite {
	readonly suites?: readonly PlaywrightSuite[];
	readonly specs?: readonly {
		readonly title: string;
		readonly file: string;
		readonly tests: readonly {
			readonly status: string;
			readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[];
		}[];
	}[];
}

/** Reads the JSON report that Vitest wrote at `file`; one that was never written counts as one failure. */
export async function readVitestReport(file: string): Promise<Tally> {
	const report = await readReport<VitestReport>(file);
	if (report === undefined) return countUnwritten(file);
	const failures = (report.testResults ?? []).flatMap(nameFailures);
	return {
		passed: report.numPassedTests ?? 0,
		failed: Math.max(report.numFailedTests ?? 0, failures.length, report.success === false ? 1 : 0),
		skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
		failures,
		late: [],
	};
}

/** Reads the JSON report that Playwright wrote at `file`; one that was never written counts as one failure. */
export async function readPlaywrightReport(file: string): Promise<Tally> {
	const report = await readReport<PlaywrightReport>(file);
	if (report?.stats === undefined) return countUnwritten(file);
	const tests = (report.suites ?? []).flatMap(listTests);
	const broken = (report.errors ?? []).map(({ message }) => shorten(message));
	return {
		passed: report.stats.expected + report.stats.flaky,
		failed: report.stats.unexpected + broken.length,
		skipped: report.stats.skipped,
		failures: [...broken, ...listWithStatus(tests, 'unexpected')],
		late: listWithStatus(tests, 'flaky'),
	};
}

function nameFailures(file: VitestFile): string[] {
	const failed = file.assertionResults.filter(({ status }) => status === 'failed');
	if (failed.length === 0) return file.status === 'failed' ? [`${file.name}: ${shorten(file.message)}`] : [];
	return failed.map((test) => `${file.name}: ${test.fullName}: ${shorten(test.failureMessages?.[0])}`);
}

interface PlaywrightTest {
	readonly name: string;
	readonly status: string;
	readonly message: string;
}

function listTests(suite: PlaywrightSuite): PlaywrightTest[] {
	const tests = (suite.specs ?? []).flatMap((spec) =>
		spec.tests.map(({ status, results }) => ({
			name: `tests/e2e/${spec.file}: ${spec.title}`,
			status,
			message: shorten(results.flatMap(({ errors }) => errors ?? [])[0]?.message),
		})),
	);
	return [...tests, ...(suite.suites ?? []).flatMap(listTests)];
}

function listWithStatus(tests: readonly PlaywrightTest[], wanted: string): string[] {
	return tests.filter(({ status }) => status === wanted).map(({ name, message }) => `${name}: ${message}`);
}

/** The first lines of a message, on one line and without colours: what differs mostly stands in them. */
function shorten(message: string | undefined): string {
	if (message === undefined) return 'no message';
	const lines = message.replaceAll(/\u001b\[[0-9;]*m/g, '').split('\n');
	return lines
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.slice(0, 6)
		.join(' | ')
		.slice(0, 500);
}

function countUnwritten(file: string): Tally {
	return { passed: 0, failed: 1, skipped: 0, failures: [`no report was written: ${file}`], late: [] };
}

async function readReport<Report>(file: string): Promise<Report | undefined> {
	const text = await readFile(file, 'utf8').catch(() => undefined);
	return text === undefined ? undefined : (JSON.parse(text) as Report);
}
