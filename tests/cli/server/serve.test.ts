import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { hostname, networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
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
	mkdirSync(join(folder, 'private'));
	writeFileSync(join(folder, 'private/index.html'), 'outside');
	symlinkSync(join(folder, 'secret.txt'), join(site, 'link.txt'));
	symlinkSync(join(folder, 'private'), join(site, 'folder-link'));
	symlinkSync(join(folder, 'nothing'), join(site, 'dead-link'));
	symlinkSync('.git/config', join(site, 'hidden-link'));
	symlinkSync('lessons', join(site, 'inside-link'));
	writeFileSync(join(site, 'variant.txt'), 'inside');
	symlinkSync(join(folder, 'secret.txt'), join(site, 'variant.txt.br'));
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
function raw(requestLine: string, host?: string, to = server): Promise<string> {
	const { hostname, port } = new URL(to.address);
	return new Promise((resolve, reject) => {
		let answer = '';
		const socket = connect(Number(port), hostname)
			.on('data', (data) => {
				answer += data.toString();
			})
			.on('end', () => resolve(answer))
			.on('error', reject);
		socket.write(`${requestLine}\r\nHost: ${host ?? `${hostname}:${port}`}\r\nConnection: close\r\n\r\n`);
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
		'/folder-link/index.html',
		'/hidden-link',
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

	test('tells nobody whether a link that leads outside leads to something', async () => {
		const answers = await Promise.all(
			['/nothing', '/link.txt', '/folder-link', '/folder-link/', '/dead-link'].map(async (path) => {
				const response = await get(path);
				const headers = [...response.headers].filter(([name]) => name !== 'date');
				return { status: response.status, headers, body: await response.text() };
			}),
		);
		for (const answer of answers) expect(answer).toEqual(answers[0]);
		expect(answers[0]?.status).toBe(404);
	});

	test('follows a link that stays inside, and takes no compressed form from outside', async () => {
		expect(await (await get('/inside-link/a/')).text()).toBe('lesson a');
		const response = await get('/variant.txt', { 'accept-encoding': 'br' });
		expect([response.headers.get('content-encoding'), await response.text()]).toEqual([null, 'inside']);
	});

	test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('answers for the host %s', async (name) => {
		const { port } = new URL(server.address);
		expect(await raw('GET / HTTP/1.1', `${name}:${port}`)).toMatch(/^HTTP\/1\.1 200 /);
	});

	test.each([
		'evil.example',
		'evil.example:PORT',
		'127.0.0.1',
		'127.0.0.1:1',
		'127.0.0.1.evil.example:PORT',
		'localhost:PORT.evil.example',
		'localhost:PORT@evil.example',
		'0.0.0.0:PORT',
		'',
	])('refuses the host %j in plain words, whatever is asked for', async (host) => {
		const { port } = new URL(server.address);
		for (const path of ['/', '/nothing', '/lessons/a', '/%']) {
			const answer = await raw(`GET ${path} HTTP/1.1`, host.replace('PORT', port));
			expect(answer).toMatch(/^HTTP\/1\.1 421 /);
			expect(answer).toMatch(/^content-type: text\/plain/im);
			expect(answer).not.toMatch(/^location:|home|lesson/im);
		}
	});

	test('takes the host from the request line where that has one', async () => {
		const { host } = new URL(server.address);
		expect(await raw('GET http://evil.example/ HTTP/1.1', host)).toMatch(/^HTTP\/1\.1 421 /);
		expect(await raw(`GET http://${host}/ HTTP/1.1`, host)).toMatch(/^HTTP\/1\.1 200 /);
	});

	test('on every address, answers for each of them and for the names that are allowed', async () => {
		const started = await startServer({
			folder: site,
			host: '0.0.0.0',
			port: 0,
			base: '/',
			allowedHosts: ['kb.example.org', 'proxy.example.org:8080'],
		});
		if (started.server === undefined) throw new Error(started.problem);
		const open = started.server;
		onTestFinished(() => open.close());
		const { port } = new URL(open.address);
		const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
		const addresses = own
			.filter(({ family }) => family === 'IPv4')
			.map(({ address }) => `${address}:${port}`);
		const others = [
			'kb.example.org',
			'KB.example.org:8080',
			'proxy.example.org:8080',
			`${hostname()}:${port}`,
		];
		for (const host of [...addresses, ...others])
			expect(await raw('GET / HTTP/1.1', host, open), host).toMatch(/^HTTP\/1\.1 200 /);
		for (const host of [`evil.example:${port}`, 'proxy.example.org', `192.0.2.1:${port}`])
			expect(await raw('GET / HTTP/1.1', host, open), host).toMatch(/^HTTP\/1\.1 421 /);
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
