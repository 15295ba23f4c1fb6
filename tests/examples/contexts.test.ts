import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatProblems } from '#core/report/problems.ts';
import { validateContent } from '#examples/validate.ts';
import { writeContent } from './content-copy.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-contexts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const say = (content: string) =>
	validateContent(content, { root: folder }).problems.map(({ code, path }) => `${code} ${path}`);

test('a file that no page should carry is told by its size, and not read', () => {
	const content = writeContent(folder);
	const large = join(content, 'examples/pinned/after/disk.img');
	writeFileSync(large, '');
	// More than a string or a buffer of Node can hold.
	truncateSync(large, 300e9);
	expect(say(content)).toContain('context-too-large content/examples/pinned/after/disk.img');
});

test('a side of many files is told by their size together', () => {
	const content = writeContent(folder);
	for (let at = 0; at < 6; at++)
		writeFileSync(join(content, `examples/pinned/after/${at}.bin`), Buffer.alloc(1_900_000));
	expect(say(content)).toContain('context-too-large content/examples/pinned/after');
});

test.runIf(process.platform === 'linux')('a name in any bytes is a problem with a text', () => {
	const content = writeContent(folder);
	const side = Buffer.from(join(content, 'examples/pinned/before/'));
	writeFileSync(Buffer.concat([side, Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x73, 0x68])]), 'x\n');
	mkdirSync(Buffer.concat([side, Buffer.from([0xc3, 0x28])]));
	writeFileSync(Buffer.concat([side, Buffer.from('esc\u001b[31m.txt')]), 'x\n');
	const { problems } = validateContent(content, { root: folder });
	const printed = formatProblems(problems);
	expect(problems.length).toBeGreaterThanOrEqual(3);
	expect(printed).not.toContain('\u001b');
	expect(printed).toContain('file-name');
});

test('the secret itself is printed nowhere', () => {
	const token = `ghp_${'aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5'}`;
	const content = writeContent(folder, { add: { 'examples/pinned/before/x.env': `TOKEN=${token}\n` } });
	const { problems } = validateContent(content, { root: folder });
	expect(problems.map(({ code }) => code)).toContain('secret-in-context');
	expect(formatProblems(problems)).not.toContain(token.slice(0, 12));
});

const TOKEN = `ghp_${'aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5'}`;

test.each([
	['a program', Buffer.concat([Buffer.from([0, 255]), Buffer.from(TOKEN)])],
	['text of two bytes a letter', Buffer.from(TOKEN, 'utf16le')],
])('a secret in %s is found', (_what, bytes) => {
	const content = writeContent(folder);
	writeFileSync(join(content, 'examples/pinned/before/tool'), bytes);
	expect(say(content)).toContain('secret-in-context content/examples/pinned/before/tool');
});

test.each(['examples/pinned/example.yaml', 'lessons/1-pinning.mdx', 'examples/pinned/evidence.json'])(
	'a secret in %s is found, and a canary may stand there',
	(path) => {
		const content = writeContent(folder);
		const secretsWith = (text: string) => {
			appendFileSync(join(content, path), `\n# ${text}\n`);
			return say(content).filter((line) => line === `secret-in-content content/${path}`);
		};
		expect(secretsWith(`ghp_${'canary'.repeat(6)}`)).toEqual([]);
		expect(secretsWith(TOKEN)).toHaveLength(1);
	},
);

test('a record that is no file is told, and not read', () => {
	const content = writeContent(folder);
	const record = join(content, 'examples/pinned/evidence.json');
	rmSync(record);
	mkdirSync(record);
	expect(say(content)).toContain('file-unreadable content/examples/pinned/evidence.json');
});

test('a page of 300 MB is told, and not read', () => {
	const content = writeContent(folder);
	truncateSync(join(content, 'lessons/1-pinning.mdx'), 300e6);
	expect(say(content)).toContain('file-unreadable content/lessons/1-pinning.mdx');
});

test('a name with a letter that cannot be seen is refused', () => {
	const content = writeContent(folder, { add: { 'examples/pinned/before/a\u200bb': '' } });
	expect(say(content)).toContain('file-name-unusable content/examples/pinned/before/a\u200bb');
});
