import { describe, expect, test } from 'vitest';
import { createExplainCommand } from '#cli/commands/explain.ts';
import { formatMarkdownText } from '#cli/explain/markdown-text.ts';
import { ansi, plain } from '#core/report/paint.ts';
import { readPage } from '#workspace/rule-texts.ts';
import { folderWith } from '../folder-with.ts';
import { runWith, type World } from './fake-io.ts';

const page = `---
why: Names are compared without case.
instead: "Write the name in lower case."
aliases: [peer:PE-0001]
---
import X from 'x';

## Why [#why]

A **long** paragraph that goes on and on, with \`**code**\` and [a link](/lessons/a/#b), until it has to be
wrapped somewhere.

- one
- two, which is *also* rather long and has to be wrapped below its own first word, not below the dash

\`\`\`dockerfile wrong findings="stage-name-casing:1"
FROM a AS Very-Long-Name-That-Is-Not-Wrapped-Whatever-The-Width-Of-The-Terminal-May-Be-In-The-End
\tRUN x
\`\`\`

<Example id="a" />
`;

const codes = {
	id: 'peer',
	name: 'Peer',
	says: 'A peer.',
	source: 'https://peer.example/',
	read: '2026-11-28',
	codes: [
		{
			code: 'PE-0001',
			names: ['PE001'],
			means: 'Names have `CAPITALS`.',
			rules: ['stage-name-casing', 'maintainer-deprecated'],
		},
		{ code: 'PE-0002', names: [], means: 'It has two blanks.', note: 'Nobody sees them.', rules: [] },
	],
};
const command = createExplainCommand({
	version: '1',
	ruleTexts: () => ({ 'stage-name-casing': readPage(page) }),
	otherTools: () => [codes],
});
const explain = (...args: string[]) => explainIn({}, ...args);
const explainIn = (world: World, ...args: string[]) =>
	runWith([command], ['explain', ...args], {
		cwd: folderWith({}),
		env: { DRYDOCK_SITE: 'https://kb.example/' },
		...world,
	});

describe('drydock explain', () => {
	test('prints the page of a rule for a terminal', async () => {
		const { exitCode, stdout } = await explain('stage-name-casing');
		expect(exitCode).toBe(0);
		expect(stdout).toBe(`stage-name-casing  warning  https://kb.example/rules/stage-name-casing/
Stage names are lower case. Also known as StageNameCasing, peer:PE-0001.

Names are compared without case.

Instead: Write the name in lower case.

Why

A long paragraph that goes on and on, with \`**code**\` and a link
(https://kb.example/lessons/a/#b), until it has to be wrapped somewhere.

- one
- two, which is also rather long and has to be wrapped below its own first word, not below
  the dash

  Wrong  Dockerfile
  | FROM a AS Very-Long-Name-That-Is-Not-Wrapped-Whatever-The-Width-Of-The-Terminal-May-Be-In-The-End
  |     RUN x
`);
	});

	test('knows the names that other tools give a rule, in any case', async () => {
		expect((await explain('STAGENAMECASING')).stdout).toMatch(/^stage-name-casing {2}/);
	});

	test.each(['PE-0001', 'pe001', 'peer:PE-0001'])('prints the rule that answers to %s', async (code) => {
		const { exitCode, stdout } = await explain(code);
		expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^stage-name-casing {2}/)]);
		expect(stdout.replaceAll('\n', ' ')).toContain('peer:PE-0001. See also maintainer-deprecated.');
	});

	test('says of a code without a rule what it means and why there is none', async () => {
		const { exitCode, stdout } = await explain('pe-0002');
		expect([exitCode, stdout]).toEqual([
			0,
			`PE-0002  Peer  https://kb.example/rules/from/peer/#pe-0002

It has two blanks.

Drydock has no rule for it. Nobody sees them.
`,
		]);
	});

	test('of an unknown code names the nearest', async () => {
		const { exitCode, stdout, stderr } = await explain('peer:PE-0003');
		expect([exitCode, stdout]).toEqual([2, '']);
		expect(stderr).toContain('Did you mean `PE-0001` or `PE-0002`');
	});

	test('wraps the summary too where the terminal is narrow', async () => {
		const { stdout } = await explainIn({ isTerminal: true, columns: 30 }, 'maintainer-deprecated');
		expect(stdout.split('\n').slice(1, 4)).toEqual([
			'No `MAINTAINER` instruction.',
			'Also known as',
			'MaintainerDeprecated.',
		]);
	});

	test('refuses an address of the site that is none, as lint does', async () => {
		const outcome = await explainIn({ env: { DRYDOCK_SITE: 'nowhere' } }, 'stage-name-casing');
		expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
		expect(outcome.stderr).toContain('DRYDOCK_SITE is `nowhere`');
	});

	test('without a page prints what the rule itself says', async () => {
		const { exitCode, stdout } = await explain('maintainer-deprecated');
		expect([exitCode, stdout]).toEqual([0, expect.stringContaining('rules/maintainer-deprecated/')]);
	});

	test('of an unknown rule names the nearest, and exits with 2', async () => {
		const { exitCode, stdout, stderr } = await explain('stage-name-cassing');
		expect([exitCode, stdout]).toEqual([2, '']);
		expect(stderr).toContain('Did you mean `stage-name-casing`');
		expect((await explain('zzzzzz')).stderr).toContain('lists all rules');
	});

	test('without a rule lists them all', async () => {
		const { exitCode, stdout } = await explain();
		expect([exitCode, stdout]).toEqual([0, expect.stringContaining('stage-name-casing')]);
	});
});

describe('a page of Markdown', () => {
	const render = (markdown: string, paint = plain) =>
		formatMarkdownText(markdown, { width: 40, paint, site: 'https://x/' });

	test('shows a table as rows with their cells below one another', () => {
		const table = '| Name | Means |\n| :--- | --- |\n| `a\\|b` | one |\n| c | [two](/x/) |\n';
		expect(render(`before\n${table}after\n`)).toBe(
			'before\n\nName   Means\n`a|b`  one\nc      two (https://x/x/)\n\nafter\n',
		);
	});

	test('shows a quotation without the marks of its later lines', () => {
		expect(render('> one\n> two\n')).toBe('> one two\n');
	});

	test('does not repeat the heading on a code block, with colours or without', () => {
		const block = '## Wrong\n\n```dockerfile wrong\nFROM a\n```\n';
		expect(render(block)).toBe('Wrong\n\n  Dockerfile\n  | FROM a\n');
		expect(render(block, ansi).match(/Wrong/g)).toHaveLength(1);
		expect(render('```dockerfile right\nFROM a\n```\n', ansi)).toContain('  \u001b[36mRight\u001b[39m  ');
	});
});

test('a page cannot act on the terminal', () => {
	const text = formatMarkdownText('a \u001b[2J b\n\n```\n\u001b]0;x\u0007\n```\n', {
		width: 80,
		paint: plain,
		site: 'https://x/',
	});
	expect(text).not.toContain('\u001b');
	expect(text).not.toContain('\u0007');
});
