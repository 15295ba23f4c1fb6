import { expect, test } from 'vitest';
import { formatPatch } from '#core/report/patch.ts';

const before = 'FROM a\nMAINTAINER b\n';
const after = 'FROM a\nLABEL c=b\n';

test('a patch of several files has one part for each that changes', () => {
	const files = [
		{ path: 'a/Dockerfile', before, after },
		{ path: 'same', before, after: before },
		{ path: '/srv/b', before, after },
	];
	const lines = formatPatch(files).split('\n');
	expect(lines.filter((line) => /^(?:---|\+\+\+) /.test(line))).toEqual([
		'--- a/a/Dockerfile',
		'+++ b/a/Dockerfile',
		'--- a/srv/b',
		'+++ b/srv/b',
	]);
	expect(lines).toContain('-MAINTAINER b');
	expect(lines).toContain('+LABEL c=b');
});

test.each([
	['a b', '--- a/a b'],
	['é', '--- "a/\\303\\251"'],
	['a"b\\c', '--- "a/a\\"b\\\\c"'],
	['a\nb~é', '--- "a/a\\nb~\\303\\251"'],
	['\u202e', '--- "a/\\342\\200\\256"'],
	['\ud800', '--- "a/\\357\\277\\275"'],
])('the name %j is written as git writes it', (path, line) => {
	expect(formatPatch([{ path, before, after }]).split('\n')[0]).toBe(line);
});

test('a secret in a line that changes is not shown, on either side', () => {
	const secret = { path: 'Dockerfile', before: 'ENV TOKEN canary-9\n', after: 'ENV TOKEN=canary-9\n' };
	expect(formatPatch([secret])).toContain('-ENV TOKEN ••••••••\n+ENV TOKEN=••••••••\n');
});

test('nor is one that stands in a line far above', () => {
	const above = `password: canary-9\n${'a\n'.repeat(9)}`;
	const patch = formatPatch([{ path: 'f', before: `${above}b canary-9\n`, after: `${above}c canary-9\n` }]);
	expect(patch).toContain('-b ••••••••\n+c ••••••••\n');
});
