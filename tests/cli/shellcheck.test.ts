import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkAfters } from '#cli/shellcheck/check-afters.ts';
import { listRunScripts } from '#cli/shellcheck/run-scripts.ts';
import { startShellCheck } from '#cli/shellcheck/shellcheck.ts';
import { formatProblems } from '#core/report/problems.ts';
import { loadContent } from '#examples/load.ts';
import { writeContent } from '../examples/content-copy.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-shellcheck-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const cache = () => join(folder, 'cache');

/** The problems of an after with these lines behind its `FROM`. */
async function problemsOf(lines: string) {
	rmSync(join(folder, 'content'), { recursive: true, force: true });
	const add = { 'examples/pinned/after/Dockerfile': `FROM debian:bookworm-slim\n${lines}` };
	const content = loadContent(writeContent(folder, { add }), folder);
	return (await checkAfters(content, cache())) ?? [];
}

const places = async (lines: string) =>
	(await problemsOf(lines)).map(
		({ range, detail }) => `${range?.start.line}:${range?.start.column} ${/SC\d+/.exec(detail)?.[0]}`,
	);

test('a remark stands on the words of the Dockerfile, with the reason and where to read on', async () => {
	expect(formatProblems(await problemsOf('RUN mkdir a && \\\n    # why\n    rm -r $where\n'))).toBe(
		`content/examples/pinned/after/Dockerfile:4:11  shellcheck
  ShellCheck says SC2086 (info) of this \`RUN\`: Double quote to prevent globbing and word splitting.

    4 |     rm -r $where
      |           ^^^^^^

  Fix: Mend the command. Why, and how: https://www.shellcheck.net/wiki/SC2086
`,
	);
});

test('tabs, wide characters and heredocs keep their columns', async () => {
	expect(await places('RUN echo "🐳é" && \\\n\t\tcat $a\n')).toEqual(['3:7 SC2086']);
	expect(await places('RUN <<EOF\necho "a"\n\tcat $b\nEOF\n')).toEqual(['4:6 SC2086']);
});

test('variables of the image are no mistake, and clean commands have no remark', async () => {
	expect(await places('ARG VERSION=1\nRUN echo "$VERSION" && cd /srv && ls\n')).toEqual([]);
});

test('the shell is the one that SHELL or the heredoc names; others are left alone', () => {
	const dialects = (lines: string) => listRunScripts(`FROM a:1 AS a\n${lines}`).map(({ dialect }) => dialect);
	expect(dialects('RUN a\nSHELL ["/bin/bash", "-c"]\nRUN b\nFROM a\nRUN c\n')).toEqual([
		'sh',
		'bash',
		'bash',
	]);
	expect(dialects('SHELL ["pwsh", "-Command"]\nRUN a\n')).toEqual([]);
	expect(dialects('RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF\n')).toEqual([]);
	expect(dialects('RUN <<EOF\n#!/bin/bash\na\nEOF\nRUN ["a", "b"]\n')).toEqual(['bash']);
});

test('an answer is kept by content and used again', async () => {
	const lines = 'RUN rm -r $where\n';
	expect(await places(lines)).toEqual(['2:11 SC2086']);
	const [file = '', ...others] = readdirSync(cache());
	expect(others).toEqual([]);
	const { ino } = statSync(join(cache(), file));
	expect(await places(lines)).toEqual(['2:11 SC2086']);
	expect(statSync(join(cache(), file)).ino, 'it was not written again').toBe(ino);
	writeFileSync(join(cache(), file), '[]');
	expect(await places(lines), 'one that is not whole is asked for again').toEqual(['2:11 SC2086']);
});

test('it reads many scripts in a row', async () => {
	const { remarks } = await startShellCheck();
	for (let index = 0; index < 12; index++) {
		const found = await remarks(`echo ${index}; cat $x${index}`, 'sh');
		expect(found.map(({ code }) => code)).toEqual([2086]);
	}
});
