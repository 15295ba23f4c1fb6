import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '#cli/server/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-serve-'));
const site = join(folder, 'site');
const page = '<!doctype html><title>home</title>';
let server: RunningServer;
let below: RunningServer;

beforeAll(async () => {
	mkdirSync(join(site, 'lessons/a'), { recursive: true });
	mkdirSync(join(site, '_'));
	mkdirSync(join(site, '.git'));
	mkdirSync(join(site, '.well-known'));
	writeFileSync(join(folder, 'secret.txt'), 'outside');
	writeFileSync(join(site, 'index.html'), page);
	writeFileSync(join(site, '404.html'), 'not here');
	writeFileSync(join(site, 'lessons/a/index.html'), 'lesson a');
	writeFileSync(join(site, 'lessons/a/index.md'), '# a');
	writeFileSync(join(site, '_/x.1a2b.css'), 'body{}');
	writeFileSync(join(site, 'digits.txt'), '0123456789');
	writeFileSync(join(site, 'empty.txt'), '');
	writeFileSync(join(site, 'a b%.txt'), 'odd name');
	writeFileSync(join(site, 'big.js'), 'x'.repeat(1000));
	writeFileSync(join(site, 'big.js.br'), brotliCompressSync('x'.repeat(1000)));
	writeFileSync(join(site, 'big.js.gz'), gzipSync('x'.repeat(1000)));
	writeFileSync(join(site, '.git/config'), 'hidden');
	writeFileSync(join(site, '.well-known/x.txt'), 'known');
	symlinkSync(join(folder, 'secret.txt'), join(site, 'link.txt'));
	utimesSync(join(site, 'digits.txt'), new Date(1_700_000_000_500), new Date(1_700_000_000_500));
	server = await start('/');
	below = await start('/kb/');
});

afterAll(async () => {
	await server.close();
	await below.close();
	rmSync(folder, { recursive: true, force: true });
});

async function start(base: string): Promise<RunningServer> {
	const started = await startServer({ folder: site, host: '127.0.0.1', port: 0, base });
	if (started.server === undefined) throw new Error(started.problem);
	return started.server;
}

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
	fetch(new URL(path, server.address), {
		headers: { 'accept-encoding': 'identity', ...headers },
		method,
		redirect: 'manual',
	});

/** A request line as it is, which `fetch` would tidy up. */
function raw(requestLine: string, to = server): Promise<string> {
	const { hostname, port } = new URL(to.address);
	return new Promise((resolve, reject) => {
		let answer = '';
		const socket = connect(Number(port), hostname)
			.on('data', (data) => {
				answer += data.toString();
			})
			.on('end', () => resolve(answer))
			.on('error', reject);
		socket.write(`${requestLine}\r\nHost: x\r\nConnection: close\r\n\r\n`);
	});
}

describe('drydock serve', () => {
	test.each([
		['/', 'text/html; charset=utf-8', page],
		['/lessons/a/', 'text/html; charset=utf-8', 'lesson a'],
		['/lessons/a/index.md', 'text/markdown; charset=utf-8', '# a'],
		['/a%20b%25.txt', 'text/plain; charset=utf-8', 'odd name'],
		['/.well-known/x.txt', 'text/plain; charset=utf-8', 'known'],
		['/empty.txt?q=1', 'text/plain; charset=utf-8', ''],
	])('answers %s', async (path, type, body) => {
		const response = await get(path);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toBe(type);
		expect(await response.text()).toBe(body);
	});

	test('adds the slash to a folder, the query kept', async () => {
		const response = await get('/lessons/a?q=1');
		expect([response.status, response.headers.get('location')]).toEqual([301, '/lessons/a/?q=1']);
	});

	test('answers what is not there with the 404 page', async () => {
		const response = await get('/nothing');
		expect([response.status, await response.text()]).toEqual([404, 'not here']);
	});

	test.each([
		'/../secret.txt',
		'/lessons/../../secret.txt',
		'/%2e%2e/secret.txt',
		'/..%2fsecret.txt',
		'/..\\secret.txt',
		'/%00',
		'/%',
		'/link.txt',
		'/.git/config',
		'//secret.txt',
		'secret.txt',
		'*',
	])('refuses %s', async (path) => {
		const answer = await raw(`GET ${path} HTTP/1.1`);
		expect(answer).toMatch(/^HTTP\/1\.1 (400|404) /);
		expect(answer).not.toMatch(/outside|hidden/);
		expect(answer).not.toMatch(/^location:/im);
	});

	test('never sends a reader to another host', async () => {
		for (const path of ['//example.org/lessons/a', '/\\example.org', '///lessons/a']) {
			expect(await raw(`GET ${path} HTTP/1.1`)).not.toMatch(/^location:/im);
		}
	});

	test('answers HEAD with the headers only', async () => {
		const response = await get('/digits.txt', {}, 'HEAD');
		expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
			200,
			'10',
			'',
		]);
	});

	test('refuses other methods and names the ones it knows', async () => {
		const response = await get('/', {}, 'POST');
		expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
	});

	test.each([
		['bytes=2-4', 206, 'bytes 2-4/10', '234'],
		['bytes=7-', 206, 'bytes 7-9/10', '789'],
		['bytes=-3', 206, 'bytes 7-9/10', '789'],
		['bytes=0-99', 206, 'bytes 0-9/10', '0123456789'],
		['bytes=5-2', 200, null, '0123456789'],
		['bytes=0-1,4-5', 200, null, '0123456789'],
		['lines=1-2', 200, null, '0123456789'],
	])('answers Range: %s', async (range, status, contentRange, body) => {
		const response = await get('/digits.txt', { range });
		expect([response.status, response.headers.get('content-range'), await response.text()]).toEqual([
			status,
			contentRange,
			body,
		]);
	});

	test.each(['bytes=10-', 'bytes=-0'])('says that %s is past the end', async (range) => {
		const response = await get('/digits.txt', { range });
		expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */10']);
	});

	test('sends a part only of the version that the reader has', async () => {
		const etag = (await get('/digits.txt')).headers.get('etag') ?? '';
		expect((await get('/digits.txt', { range: 'bytes=0-1', 'if-range': etag })).status).toBe(206);
		expect((await get('/digits.txt', { range: 'bytes=0-1', 'if-range': '"old"' })).status).toBe(200);
	});

	test('answers 304 to a reader whose copy is still good', async () => {
		const first = await get('/digits.txt');
		const etag = first.headers.get('etag') ?? '';
		const modified = first.headers.get('last-modified') ?? '';
		expect((await get('/digits.txt', { 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
		expect((await get('/digits.txt', { 'if-modified-since': modified })).status).toBe(304);
		expect((await get('/digits.txt', { 'if-none-match': '"x"', 'if-modified-since': modified })).status).toBe(
			200,
		);
		expect((await get('/digits.txt', { 'if-modified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' })).status).toBe(
			200,
		);
	});

	test.each([
		['br, gzip', 'br'],
		['gzip', 'gzip'],
		['gzip, br;q=0', 'gzip'],
		['*', 'br'],
		['identity', null],
	])('answers Accept-Encoding: %s with the compressed file beside', async (accepted, encoding) => {
		const response = await get('/big.js', { 'accept-encoding': accepted });
		expect(response.headers.get('content-encoding')).toBe(encoding);
		expect(response.headers.get('vary')).toBe('Accept-Encoding');
		expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
		expect(await response.text()).toBe('x'.repeat(1000));
	});

	test('keeps only files named by their content for good', async () => {
		expect((await get('/_/x.1a2b.css')).headers.get('cache-control')).toContain('immutable');
		expect((await get('/')).headers.get('cache-control')).toBe('no-cache');
	});

	test('below a sub-path, answers there and sends the root on', async () => {
		const at = (path: string) => fetch(new URL(path, below.address), { redirect: 'manual' });
		expect(await (await at('/kb/lessons/a/')).text()).toBe('lesson a');
		expect((await at('/lessons/a/')).status).toBe(404);
		for (const path of ['/', '/kb']) expect((await at(path)).headers.get('location')).toBe('/kb/');
		expect((await at('/kb/lessons/a')).headers.get('location')).toBe('/kb/lessons/a/');
	});

	test('says when a port is taken, and how to choose another', async () => {
		const port = Number(new URL(server.address).port);
		const second = await startServer({ folder: site, host: '127.0.0.1', port, base: '/' });
		expect(second.problem).toContain(`port ${port} is in use`);
		expect(second.problem).toContain('--port');
	});
});
