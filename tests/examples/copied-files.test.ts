import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { validateContent } from '#examples/validate.ts';
import { writeContent } from './content-copy.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-copies-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is said of the copies of an after with this Dockerfile and these files beside `tides.sh`. */
function copyProblems(dockerfile: string, files: Record<string, string> = {}): string[] {
	const add = Object.fromEntries(
		Object.entries({ ...files, Dockerfile: dockerfile }).map(([path, text]) => [
			`examples/pinned/after/${path}`,
			text,
		]),
	);
	const { problems } = validateContent(writeContent(folder, { add }), { root: folder });
	return problems
		.filter(({ code }) => code.startsWith('copy-source'))
		.map(
			({ code, range, detail }) =>
				`${range?.start.line}:${range?.start.column} ${code} ${detail.split('`')[1]}`,
		);
}

test.each([
	['a folder, a file in it, and the whole context', 'COPY src /a/\nCOPY ./src/a.js /b/\nCOPY . /c/\n'],
	['a pattern that matches', 'COPY src/*.js tides.* /srv/\n'],
	['the files of an earlier stage or of another image', 'COPY --from=alpine:3 /etc/nothing /srv/\n'],
	['heredocs', 'COPY <<EOF /srv/a\nhello\nEOF\n'],
	['addresses', 'ADD https://example.com/a.tar /srv/\nADD git@example.com:a/b.git /srv/b\n'],
	['what an ONBUILD copies', 'ONBUILD COPY nothing /srv/\n'],
	['a variable that is not known', 'ARG what\nCOPY $what /srv/\n'],
	['a variable whose default is there', 'ARG what=src\nCOPY $what/a.js /srv/\n'],
	['JSON form with a blank in the name', 'COPY ["src/a b.js", "/srv/"]\n'],
	['a path that only seems to lead out', 'COPY /src/../src/a.js /srv/\n'],
])('nothing is said of %s', (_, copies) => {
	const files = { 'src/a.js': '1\n', 'src/a b.js': '2\n' };
	expect(copyProblems(`FROM debian:bookworm-slim\n${copies}`, files)).toEqual([]);
});

test.each([
	['a pattern that matches nothing', 'COPY *.py /srv/\n', '2:6 copy-source-missing *.py'],
	['one source of several', 'COPY tides.sh tide.sh /srv/\n', '2:15 copy-source-missing tide.sh'],
	['a default that is not there', 'ARG what=lib\nCOPY $what/a /srv/\n', '3:6 copy-source-missing lib/a'],
	['an ADD', 'ADD nothing.tar /srv/\n', '2:5 copy-source-missing nothing.tar'],
	[
		'a source on a continued line',
		'COPY \\\n  # why\n  tides.sh \\\n  nothing /srv/\n',
		'5:3 copy-source-missing nothing',
	],
])('%s is found', (_, copies, problem) => {
	expect(copyProblems(`FROM debian:bookworm-slim\n${copies}`)).toEqual([problem]);
});

test('an ignored file is told from a missing one, and an exception lets it through', () => {
	const dockerfile = 'FROM debian:bookworm-slim\nCOPY src/a.js /srv/\n';
	expect(copyProblems(dockerfile, { 'src/a.js': '1\n', '.dockerignore': 'src\n' })).toEqual([
		'2:6 copy-source-ignored src/a.js',
	]);
	rmSync(join(folder, 'content'), { recursive: true });
	expect(copyProblems(dockerfile, { 'src/a.js': '1\n', '.dockerignore': 'src\n!src/a.js\n' })).toEqual([]);
});

test('the ignore file of one Dockerfile wins over that of the folder', () => {
	const files = { '.dockerignore': '*\n', 'Dockerfile.dockerignore': '*.md\n' };
	expect(copyProblems('FROM debian:bookworm-slim\nCOPY tides.sh /srv/\n', files)).toEqual([]);
});

test('a Dockerfile in a folder of the side has that folder for its context', () => {
	const files = {
		'web/Dockerfile': 'FROM debian:bookworm-slim\nCOPY tides.sh page.html /srv/\n',
		'web/page.html': '',
	};
	expect(copyProblems('FROM debian:bookworm-slim\n', files)).toEqual(['2:6 copy-source-missing tides.sh']);
});
