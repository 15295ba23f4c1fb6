import { expect, test } from 'vitest';
import { encodePathUri, isBelowRoot } from '#core/report/uri.ts';

test.each([
	['a b/Dockerfile#1', 'a%20b/Dockerfile%231', true],
	['/srv/a', 'file:///srv/a', false],
	['C:/a b/c', 'file:///C:/a%20b/c', false],
	['../a', '../a', false],
	['..a/b', '..a/b', true],
	['ab:/c', 'ab%3A/c', true],
])(
	'the path %s is the address %s; below the folder that reports are relative to: %s',
	(path, uri, isBelow) => {
		expect(encodePathUri(path)).toBe(uri);
		expect(isBelowRoot(path)).toBe(isBelow);
	},
);
