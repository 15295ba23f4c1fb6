import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '#cli/server/server.ts';
import { SECURITY_HEADERS } from '#hosting/headers.ts';
import { renderApacheConfig } from '#hosting/hosts/apache.ts';
import { renderCaddyfile } from '#hosting/hosts/caddy.ts';
import { renderNginxConfig } from '#hosting/hosts/nginx.ts';
import { FILES, writeSmallSite } from './small-site.ts';

let site: string;
let work: string;
beforeAll(async () => {
	site = await writeSmallSite();
	work = mkdtempSync(join(tmpdir(), 'drydock-servers-'));
});
afterAll(() => {
	rmSync(site, { recursive: true });
	rmSync(work, { recursive: true, force: true });
});

const isThere = (program: string) => spawnSync(program, ['-h']).error === undefined;
type Stop = () => Promise<unknown> | unknown;

/** Each server, started with the file that the build makes for it. */
const SERVERS: Record<string, { isThere: boolean; start(base: string, port: number): Promise<Stop> }> = {
	nginx: {
		isThere: isThere('nginx'),
		start: (base, port) => {
			const conf = join(work, 'nginx.conf');
			writeFileSync(conf, renderNginxConfig({ base, folder: site, port }));
			return startProgram('nginx', ['-c', conf, '-g', 'daemon off;'], port);
		},
	},
	caddy: {
		isThere: isThere('caddy'),
		start: (base, port) => {
			const file = join(work, 'Caddyfile');
			writeFileSync(file, `{\n\tadmin off\n}\n${renderCaddyfile({ base, folder: site, port })}`);
			return startProgram('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], port);
		},
	},
	apache: {
		isThere: isThere('apache2'),
		start: (base, port) => {
			writeFileSync(join(site, '.htaccess'), renderApacheConfig({ base }));
			const conf = join(work, 'apache.conf');
			writeFileSync(conf, apacheServer(base, port));
			return startProgram('apache2', ['-f', conf, '-D', 'FOREGROUND'], port);
		},
	},
	'drydock serve': {
		isThere: true,
		start: async (base, port) => {
			const { server, problem } = await startServer({ folder: site, host: '127.0.0.1', port, base });
			if (server === undefined) throw new Error(problem);
			return () => server.close();
		},
	},
};

for (const [name, server] of Object.entries(SERVERS)) {
	for (const base of ['/', '/kb/']) {
		describe.skipIf(!server.isThere)(`${name}, at ${base}`, () => {
			let port: number;
			let stop: Stop;
			const get = (path: string, headers: Record<string, string> = {}) => ask(port, path, headers);

			beforeAll(async () => {
				port = await freePort();
				stop = await server.start(base, port);
			});
			afterAll(() => stop());

			test('answers a page, and every header that keeps it safe', async () => {
				const { status, headers, body } = await get(`${base}rules/a/`);
				expect([status, body.toString()]).toEqual([200, FILES['rules/a/index.html']]);
				expect(headers['content-type']).toBe('text/html; charset=utf-8');
				for (const [header, value] of SECURITY_HEADERS) expect(headers[header.toLowerCase()]).toBe(value);
			});

			test('has hashed files kept for long, and all others asked for again', async () => {
				const kept = await get(`${base}_/site.1f0c2b3a.js`);
				expect(kept.headers['cache-control']).toBe('public, max-age=31536000, immutable');
				for (const path of ['', 'rules/a/', 'rules.json']) {
					expect((await get(base + path)).headers['cache-control'], path).toBe('no-cache');
				}
			});

			test('hands out the file that was compressed at build time', async () => {
				const zipped = await get(base, { 'accept-encoding': 'gzip' });
				expect(zipped.headers['content-encoding']).toBe('gzip');
				expect(gunzipSync(zipped.body).toString()).toBe(FILES['index.html']);
				if (name === 'nginx') return;
				const small = await get(base, { 'accept-encoding': 'br, gzip' });
				expect(small.headers['content-encoding']).toBe('br');
				expect(brotliDecompressSync(small.body).toString()).toBe(FILES['index.html']);
			});

			test('tells each kind of file by its media type', async () => {
				const types = await Promise.all(
					['rules.json', 'rules/a/index.md', 'manifest.webmanifest', 'drydock.mjs'].map(
						async (path) => (await get(base + path)).headers['content-type']?.split(';')[0],
					),
				);
				expect(types).toEqual([
					'application/json',
					'text/markdown',
					'application/manifest+json',
					'text/javascript',
				]);
			});

			test('answers for what is not there with the site’s own page', async () => {
				const { status, body } = await get(`${base}no/such/`);
				expect([status, body.toString()]).toEqual([404, FILES['404.html']]);
			});

			test('adds the slash that a folder’s address ends in', async () => {
				const { status, headers } = await get(`${base}rules/a`);
				expect([301, 308]).toContain(status);
				expect(new URL(headers['location'] ?? '', `http://127.0.0.1:${port}`).pathname).toBe(
					`${base}rules/a/`,
				);
			});

			test('answers a condition and a range', async () => {
				const first = await get(`${base}rules.json`);
				const again = await get(`${base}rules.json`, { 'if-none-match': String(first.headers['etag']) });
				expect([again.status, again.body.length]).toEqual([304, 0]);
				const part = await get(`${base}rules.json`, { range: 'bytes=0-9' });
				expect([part.status, part.body.toString()]).toEqual([206, FILES['rules.json']?.slice(0, 10)]);
			});

			test('stays inside the folder', async () => {
				for (const path of ['../../etc/passwd', '%2e%2e/%2e%2e/etc/passwd', '..%2f..%2fetc%2fpasswd']) {
					const { status, body } = await get(base + path);
					expect(status, path).toBeGreaterThanOrEqual(300);
					expect(body.toString(), path).not.toContain('root:');
				}
			});
		});
	}
}

/** A bare Apache as a host runs it, which leaves all that concerns the site to its `.htaccess`. */
function apacheServer(base: string, port: number): string {
	const modules = ['mpm_event', 'authz_core', 'mime', 'dir', 'alias', 'headers', 'rewrite'];
	return `${[
		...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
		`ServerRoot ${work}`,
		'ServerName localhost',
		`Listen 127.0.0.1:${port}`,
		`PidFile ${work}/apache.pid`,
		`DefaultRuntimeDir ${work}`,
		'ErrorLog error.log',
		'User www-data',
		'Group www-data',
		'TypesConfig /etc/mime.types',
		base === '/' ? `DocumentRoot ${site}` : `Alias ${base} ${site}/`,
		`<Directory ${site}>`,
		'\tAllowOverride All',
		'\tRequire all granted',
		'</Directory>',
	].join('\n')}\n`;
}

interface Answer {
	readonly status: number;
	readonly headers: Record<string, string | undefined>;
	readonly body: Buffer;
}

/** The answer as it came: not followed, not unpacked, the path not tidied. */
function ask(port: number, path: string, headers: Record<string, string>): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const asked = request({ host: '127.0.0.1', port, path, headers }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () =>
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers as Answer['headers'],
					body: Buffer.concat(chunks),
				}),
			);
		});
		asked.on('error', reject);
		asked.end();
	});
}

async function startProgram(program: string, args: readonly string[], port: number): Promise<Stop> {
	const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	child.stderr.on('data', (chunk) => {
		said += chunk;
	});
	const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
	for (let tries = 0; tries < 100; tries++) {
		if (child.exitCode !== null) throw new Error(`${program} did not start: ${said}`);
		if (await answers(port)) return () => stopProgram(child, ended);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	child.kill('SIGKILL');
	throw new Error(`${program} does not answer: ${said}`);
}

async function stopProgram(child: ChildProcess, ended: Promise<void>): Promise<void> {
	child.kill('SIGTERM');
	await ended;
}

function answers(port: number): Promise<boolean> {
	return ask(port, '/', {}).then(
		() => true,
		() => false,
	);
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
		});
	});
}
