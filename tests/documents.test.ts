import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'CHANGELOG.md'];

describe.each(DOCUMENTS)('%s', (document) => {
	const text = readFileSync(document, 'utf8');

	// Made by whoever wants its records signed.
	const optional = ['content/signing-keys.pem'];

	test('names only files and folders that are there', () => {
		const named = [...text.matchAll(/`((?:src|tests|content|public|\.ci)\/[\w./-]+)`/g)].map(
			([, path = '']) => path,
		);
		expect(named.filter((path) => !existsSync(path) && !optional.includes(path))).toEqual([]);
	});

	test('links to documents that are there', () => {
		const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
		expect(links.filter((path) => !existsSync(path))).toEqual([]);
	});

	test('shows scripts that package.json has', () => {
		const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
		const shown = [...text.matchAll(/npm run (?:--silent )?([a-z]+)/g)].map(([, script = '']) => script);
		expect(shown.filter((script) => !(script in scripts))).toEqual([]);
	});
});

test('the changelog begins with what is not released and names the version of package.json', () => {
	const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
	const headings = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## (\S+)/gm)].map(
		([, name = '']) => name,
	);
	expect(headings[0]).toBe('Unreleased:');
	expect(headings).toContain(version);
});
