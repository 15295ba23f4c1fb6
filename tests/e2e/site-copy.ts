import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEdition } from '../../src/offline/edition.ts';
import { writeInstalled } from '../../src/offline/installed/installed.ts';
import { readSite } from '../../src/offline/site-files.ts';
import { siteFolder } from './built-site.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** A copy of the built site that a test may change; without the copies made for compressing servers. */
export function copySite(): { folder: string; remove: () => void } {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-site-'));
	cpSync(siteFolder, folder, {
		recursive: true,
		filter: (path) => !/\.(br|[a-z]+\.gz)$/.test(path.replace('.tar.gz', '')),
	});
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Publishes another version for browsers that keep the site: `change` edits every page. */
export async function publish(folder: string, change: (html: string) => string): Promise<void> {
	for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
		if (path.endsWith('.html'))
			writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
	const site = await readSite(folder);
	await writeInstalled(folder, site, readEdition(project, site.files));
}

/** `drydock serve` in a process of its own. `stop` ends that process: nothing answers any more. */
export async function serveProcess(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
	const server = spawn(process.execPath, [`${project}src/cli/main.ts`, 'serve', folder, '--port', '0'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const said: string[] = [];
	for await (const chunk of server.stdout) {
		said.push(String(chunk));
		if (said.join('').includes('Ctrl-C')) break;
	}
	const url = /http:\/\/\S+/.exec(said.join(''))?.[0] ?? '';
	return {
		url,
		stop: async () => {
			if (server.exitCode !== null || server.signalCode !== null) return;
			server.kill('SIGKILL');
			await once(server, 'exit');
		},
	};
}

/** A server whose answers a test can spoil: a file in `cut` breaks off in its middle, one in `held` waits until it is let go. */
export async function serveWithFaults(folder: string) {
	const cut = new Set<string>();
	const held = new Set<string>();
	const asked: string[] = [];
	const server = createServer(async (request, response) => {
		const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).slice(1);
		const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
		asked.push(file);
		while (held.has(file)) await new Promise((resolve) => setTimeout(resolve, 50));
		try {
			const bytes = readFileSync(join(folder, file));
			response.writeHead(200, { 'content-length': bytes.length, 'content-type': typeOf(file) });
			if (!cut.has(file)) return void response.end(bytes);
			response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
		} catch {
			response.writeHead(404).end();
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		cut,
		held,
		asked,
		stop: () => {
			held.clear();
			server.closeAllConnections();
			server.close();
		},
	};
}

function typeOf(file: string): string {
	const types: Record<string, string> = {
		html: 'text/html',
		js: 'text/javascript',
		css: 'text/css',
		json: 'application/json',
		svg: 'image/svg+xml',
		webmanifest: 'application/manifest+json',
	};
	return types[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
