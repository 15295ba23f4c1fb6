import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withLeanPolicy } from '#site/lean-policy.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (policy: string, body: string) =>
	`<meta http-equiv="content-security-policy" content="${policy}">${body}`;

test('only what stands inline in the page keeps its hash', () => {
	const body = '<script>go()</script><script src="/_/x.js"></script>';
	const before = page(
		`default-src 'none'; script-src 'self' ${hash('go()')} ${hash('other()')}; style-src 'self' ${hash('')}`,
		body,
	);
	expect(withLeanPolicy(before)).toBe(
		page(`default-src 'none'; script-src 'self' ${hash('go()')}; style-src 'self'`, body),
	);
});

test('a page without inline scripts keeps no hash at all', () => {
	expect(withLeanPolicy(page(`script-src 'self' ${hash('x')}`, '<p>words</p>'))).toBe(
		page("script-src 'self'", '<p>words</p>'),
	);
});
