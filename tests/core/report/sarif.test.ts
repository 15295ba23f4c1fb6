import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatSarifReport } from '#core/report/sarif.ts';
import { findingAt, lintedFile, SITE, sample } from './sample.ts';

const pages = {
	'git-in-image': {
		why: 'Every tool in an image is one more to keep patched.',
		instead: 'Copy from a stage.',
	},
};

interface Log {
	readonly runs: readonly {
		readonly tool: { readonly driver: { readonly version: string; readonly rules: readonly Rule[] } };
		readonly columnKind: string;
		readonly results: readonly Result[];
	}[];
}
interface Rule {
	readonly id: string;
	readonly helpUri: string;
	readonly help: { readonly text: string; readonly markdown: string };
}
interface Result {
	readonly ruleId: string;
	readonly ruleIndex: number;
	readonly level: string;
	readonly partialFingerprints: Readonly<Record<string, string>>;
	readonly locations: readonly { readonly physicalLocation: PhysicalLocation }[];
	readonly fixes?: readonly unknown[];
}
interface PhysicalLocation {
	readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
	readonly region: Readonly<Record<string, number>>;
}

function runOf(report: string) {
	const [run] = (JSON.parse(report) as Log).runs;
	if (run === undefined) throw new Error('no run');
	return run;
}

describe('the sarif format', () => {
	const describeSample = () => runOf(formatSarifReport([sample()], '1.2.3', pages));

	test('says why, what instead and where to read more in help.markdown and help.text, not only in helpUri', () => {
		const rule = describeSample().tool.driver.rules.find(({ id }) => id === 'git-in-image');
		const address = `${SITE}rules/git-in-image/`;
		expect(rule?.helpUri).toBe(address);
		for (const text of [rule?.help.text, rule?.help.markdown]) {
			expect(text).toContain(pages['git-in-image'].why);
			expect(text).toContain(pages['git-in-image'].instead);
			expect(text).toContain(address);
		}
		expect(rule?.help.markdown).toContain(`](${address})`);
	});

	test('names rule, level and place of each finding, columns in UTF-16 units', () => {
		expect(describeSample().columnKind).toBe('utf16CodeUnits');
		expect(describeSample().results.map(({ level }) => level)).toEqual(['warning', 'error', 'note']);
		for (const { ruleId, ruleIndex } of describeSample().results)
			expect(describeSample().tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
		const place = describeSample().results[0]?.locations[0]?.physicalLocation;
		expect(place?.artifactLocation).toMatchObject({ uri: 'a%20b/Dockerfile%2Cx', uriBaseId: '%SRCROOT%' });
		expect(place?.region).toMatchObject({ startLine: 2, startColumn: 24, endLine: 2, endColumn: 27 });
	});

	test('counts no column for a byte order mark, as SARIF asks', () => {
		const text = '\uFEFFRUN git\n';
		const { results } = runOf(
			formatSarifReport([lintedFile('Dockerfile', text, [findingAt(text, 'git')])], '1.0.0', {}),
		);
		const region = results[0]?.locations[0]?.physicalLocation.region;
		expect(region).toMatchObject({ startColumn: 5, endColumn: 8, snippet: { text: 'git' } });
	});

	test('makes a file outside the folder a file: URI, since a relative one could not be found', () => {
		const text = 'FROM a\n';
		const outside = runOf(
			formatSarifReport([lintedFile('/tmp/x/Dockerfile', text, [findingAt(text, 'FROM')])], '1.0.0', {}),
		);
		expect(outside.results[0]?.locations[0]?.physicalLocation.artifactLocation).toStrictEqual({
			uri: 'file:///tmp/x/Dockerfile',
		});
	});

	test('repeats no secret in a snippet', () => {
		const text = 'ENV A=canary\n';
		const secrets = [{ start: 6, end: 12 }];
		const file = lintedFile('Dockerfile', text, [findingAt(text, 'A=canary', { secrets })]);
		const { results } = runOf(formatSarifReport([file], '1.0.0', {}));
		expect(results[0]?.locations[0]?.physicalLocation.region).toMatchObject({
			snippet: { text: 'A=••••••' },
		});
	});

	test('has words of its own for GitHub, and those of the rule where there is no page', () => {
		const [rule] = describeSample().tool.driver.rules.filter(({ id }) => id === 'add-for-local-copy');
		expect(rule).toMatchObject({
			name: 'AddForLocalCopy',
			defaultConfiguration: { level: 'note' },
			properties: { tags: ['docker', 'git-in-containers'], 'problem.severity': 'recommendation' },
		});
		expect(rule?.help.text).not.toContain('undefined');
	});

	test('shortens a description that GitHub would refuse, at a blank', () => {
		const describeRule = (why: string) => {
			const log = formatSarifReport([sample()], '1.0.0', { 'git-in-image': { why } });
			const found: object | undefined = runOf(log).tool.driver.rules.find(({ id }) => id === 'git-in-image');
			return found;
		};
		const most = 'word '.repeat(204).concat('abcd');
		expect(describeRule(most)).toMatchObject({ fullDescription: { text: most } });
		expect(describeRule(`${most}e`)).toMatchObject({
			fullDescription: { text: `${'word '.repeat(203)}word …` },
		});
	});

	test('shows the words of a place only where they are few and on one line', () => {
		const text = `${'a'.repeat(200)} ${'b'.repeat(201)}\nc\nd\n`;
		const found = ['a'.repeat(200), 'b'.repeat(201), 'c\nd'].map((marked) => findingAt(text, marked));
		const { results } = runOf(formatSarifReport([lintedFile('Dockerfile', text, found)], '1.0.0', {}));
		expect(
			results.map(({ locations }) => 'snippet' in (locations[0]?.physicalLocation.region ?? {})),
		).toEqual([true, false, false]);
	});

	test('numbers the places that explain a finding, and says nothing of none', () => {
		const [first, second] = describeSample().results;
		expect(first).toMatchObject({
			relatedLocations: [
				{
					id: 0,
					message: { text: 'The stage begins here.' },
					physicalLocation: { region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 } },
				},
			],
		});
		expect(second).not.toHaveProperty('relatedLocations');
		expect(second).not.toHaveProperty('fixes');
	});

	test('has a fingerprint for each result, and the fix where there is one', () => {
		const prints = describeSample().results.map(
			({ partialFingerprints }) => partialFingerprints['drydock/v1'],
		);
		expect(new Set(prints).size).toBe(3);
		expect(describeSample().results.map(({ fixes }) => fixes?.length ?? 0)).toEqual([0, 0, 1]);
	});
});

describe('sarif-multitool validate', () => {
	test('accepts what the sarif format writes, findings or none', { timeout: 60_000 }, () => {
		for (const files of [[sample()], [], [lintedFile('Dockerfile', 'FROM a\n', [])]]) {
			expect(validate(formatSarifReport(files, '1.2.3', pages))).toEqual([]);
		}
	});

	test('would object to a report that is wrong', { timeout: 60_000 }, () => {
		const broken = formatSarifReport([sample()], '1.2.3', pages).replaceAll(
			'"startLine": 2',
			'"startLine": 0',
		);
		expect(validate(broken)).not.toEqual([]);
	});
});

/** What Microsoft's validator says, notes left out: those ask for metadata of a repository that a linter does not have. */
function validate(report: string): string[] {
	const binary: string = createRequire(import.meta.url)('@microsoft/sarif-multitool');
	// `npm ci --ignore-scripts` leaves out the script that would do this.
	chmodSync(binary, 0o755);
	const folder = mkdtempSync(join(tmpdir(), 'drydock-sarif-'));
	try {
		writeFileSync(join(folder, 'report.sarif'), report);
		const out = join(folder, 'out.sarif');
		const { status, stderr, stdout } = spawnSync(
			binary,
			[
				'validate',
				join(folder, 'report.sarif'),
				'--output',
				out,
				'--log',
				'ForceOverwrite',
				'--level',
				'Error;Warning',
			],
			{ encoding: 'utf8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } },
		);
		if (status === null) throw new Error(`sarif-multitool did not run: ${stdout}${stderr}`);
		const { results } = runOf(readFileSync(out, 'utf8'));
		return results.map((result) => JSON.stringify(result).slice(0, 600));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
