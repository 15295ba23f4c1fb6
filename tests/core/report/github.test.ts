import { describe, expect, test } from 'vitest';
import { formatGithubReport, formatGithubSummary } from '#core/report/github.ts';
import { findingAt, lintedFile, SITE, sample } from './sample.ts';

/** Undoes what the runner undoes, in its order. */
const readByRunner = (text: string) =>
	text
		.replaceAll('%3A', ':')
		.replaceAll('%2C', ',')
		.replaceAll('%0D', '\r')
		.replaceAll('%0A', '\n')
		.replaceAll('%25', '%');

describe('the github format', () => {
	const listCommands = () => formatGithubReport([sample()]).trimEnd().split('\n');

	test('is one command a finding, and nothing else', () => {
		expect(listCommands()).toHaveLength(3);
		for (const command of listCommands()) expect(command).toMatch(/^::(error|warning|notice) title=[^:]*::./);
		expect(formatGithubReport([lintedFile('Dockerfile', '', [])])).toBe('');
	});

	test('escapes property values and messages so that the runner reads back what was said', () => {
		const [, properties = '', message = ''] = /^::error (.*?)::(.*)$/.exec(listCommands()[1] ?? '') ?? [];
		expect(readByRunner(message)).toContain('100% `a|b` $X {0}\nsecond line: [x](y) ::error::<b>');
		expect(properties.split(',').map(readByRunner)).toEqual([
			'title=key-in-image',
			'file=a b/Dockerfile,x',
			'line=2',
			'endLine=2',
			'col=33',
			'endColumn=38',
		]);
	});

	test('ends every annotation in the bare address, since it has no field for a link', () => {
		for (const [index, rule] of ['git-in-image', 'key-in-image', 'add-for-local-copy'].entries()) {
			expect(listCommands()[index]?.endsWith(` ${SITE}rules/${rule}/`)).toBe(true);
		}
	});

	test('gives columns only where the finding ends on the line that it begins on', () => {
		const text = 'RUN a \\\n  b\n';
		const report = formatGithubReport([lintedFile('Dockerfile', text, [findingAt(text, 'a \\\n  b')])]);
		expect(report).toMatch(/^::warning title=git-in-image,file=Dockerfile,line=1,endLine=2::/);
		const short = formatGithubReport([lintedFile('Dockerfile', text, [findingAt(text, 'R')])]);
		expect(short).toContain(',col=1,endColumn=1::');
	});

	test('says in the step summary where there is nothing to say', () => {
		const clean = lintedFile('a', '', []);
		expect(formatGithubSummary([clean])).toBe('### Drydock: no findings in 1 file\n');
	});

	test.each([
		['one `a|b` two', 'one `a\\|b` two'],
		['one ``a`b`` *two*', 'one \\`\\`a\\`b\\`\\` \\*two\\*'],
		['see https://a.example and www.b.example', 'see https&#58;//a.example and www&#46;b.example'],
		['a\r\n  b', 'a b'],
	])('writes %j in a cell of the step summary so that it reads the same', (message, cell) => {
		const summary = formatGithubSummary([lintedFile('f', 'x\n', [findingAt('x\n', 'x', { message })])]);
		expect(summary).toContain(`| warning | f:1 | ${cell} | [git-in-image](`);
	});

	test('says in the step summary how many findings it leaves to the log', () => {
		const text = 'git\n'.repeat(2_000);
		const summarise = (findings: number) =>
			formatGithubSummary([
				lintedFile(
					'a',
					text,
					Array.from({ length: findings }, () => findingAt(text, 'git')),
				),
			]);
		expect(summarise(3)).not.toContain('in the log');
		const rows = summarise(2_000)
			.split('\n')
			.filter((line) => line.startsWith('| warning')).length;
		expect(rows).toBeLessThan(2_000);
		expect(summarise(2_000)).toContain(`\n${2_000 - rows} more are in the log.\n`);
		expect(summarise(rows)).not.toContain('in the log');
	});

	test('has a thousand rows for all files together', () => {
		const file = lintedFile(
			'a',
			'git\n',
			Array.from({ length: 600 }, () => findingAt('git\n', 'git')),
		);
		const summary = formatGithubSummary([file, file, file]);
		expect(summary.match(/^\| warning/gm)).toHaveLength(1_000);
		expect(summary).toContain('\n800 more are in the log.\n');
	});

	test('links each rule in the step summary, and lets nothing of a message act as Markdown', () => {
		const summary = formatGithubSummary([sample()]);
		expect(summary).toContain(`[key-in-image](${SITE}rules/key-in-image/)`);
		expect(summary).toContain('### Drydock: 3 findings in 1 file');
		const row = summary.split('\n').find((line) => line.includes('key-in-image'));
		expect(row?.match(/(?<!\\)\|/g)).toHaveLength(5);
		expect(row).toContain('\\<b\\>');
		expect(row).toContain('\\[x\\](y)');
	});
});
