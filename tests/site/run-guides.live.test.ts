import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBases } from '#engine/bases/bases.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { listBaseNames } from '#examples/base-names.ts';
import type { Content } from '#examples/content.ts';
import { loadContent } from '#examples/load.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { packArchive } from '#site/data/examples/archive.ts';
import type { RunGuide } from '#site/data/run/guides.ts';
import { listServiceFiles } from '#site/data/services/services.ts';
import { hasEngine } from '../engine/live-engine.ts';

/**
 * One image that is asked something, one that only has a size, a compose file, and two with services that come along: a
 * package server and a registry. `DRYDOCK_EVERY_COMMAND=1` runs them all.
 */
const SAMPLE = ['exec-form', 'retention', 'links-to-names', 'order-for-cache', 'pin-for-consistency'];

/** What the services that come along run in. */
const SERVICE_IMAGES = ['node:24-bookworm-slim', 'debian:bookworm-slim', 'registry:3'];

describe.skipIf(!hasEngine('the commands that example pages show'))('pasted', () => {
	const content = loadContent('content');
	const isAll = process.env['DRYDOCK_EVERY_COMMAND'] === '1';
	const ids = isAll ? [...content.examples.keys()] : SAMPLE;
	let server: Server;
	let folder: string;
	let guidesOf: (id: string) => Promise<readonly RunGuide[]>;

	beforeAll(async () => {
		server = await serveArchives(content);
		folder = mkdtempSync(join(tmpdir(), 'drydock-pasted-'));
		process.env['SITE'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
		// Read now, so that the addresses are those of the server.
		const { listRunGuides } = await import('#site/data/run/guides.ts');
		guidesOf = (id) => listRunGuides(content.examples.get(id) as never);
		const bases = createBases(await connectDocker(), () => {});
		for (const name of SERVICE_IMAGES) await bases.provide(name);
		for (const id of ids)
			for (const name of listBaseNames(content.examples.get(id) as never)) await bases.provide(name);
	}, 600_000);
	afterAll(() => {
		server.close();
		rmSync(folder, { recursive: true, force: true });
	});

	for (const id of ids) {
		for (const side of SIDES) {
			test(`${id}, the ${side}`, async () => {
				const guide = (await guidesOf(id)).find((one) => one.side === side);
				if (guide?.isAlone !== true) return;
				try {
					const { status, output } = await paste(guide.command);
					expect(status, output).toBe(0);
					if (guide.edit === undefined) return;
					const again = await paste(guide.edit.command);
					expect(again.status, again.output).toBe(0);
					expect(guide.edit.says).toContain(`${countCached(again.output)} of`);
				} finally {
					cleanUp(id, side, folder);
				}
			}, 300_000);
		}
	}

	/** As a terminal does, line by line, up to the first that fails. The server answers from this process, so nothing blocks it. */
	function paste(command: string): Promise<{ readonly status: number | null; readonly output: string }> {
		const env = { ...process.env, BUILDKIT_PROGRESS: 'plain' };
		const child = spawn('bash', ['-e', '-c', command], {
			cwd: folder,
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (part: string) => {
				output += part;
			});
		}
		return new Promise((resolve) => child.on('close', (status) => resolve({ status, output })));
	}
});

/** Steps of the file that came from the cache; a base is no step of it. */
function countCached(log: string): number {
	const steps = [...log.matchAll(/^#(\d+) \[[^\]]*\d+\/\d+\] (?!FROM )/gm)].map(([, number]) => number);
	return new Set(steps.filter((number) => log.includes(`\n#${number} CACHED`))).size;
}

function cleanUp(id: string, side: Side, folder: string): void {
	const images = spawnSync('docker', ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], {
		encoding: 'utf8',
	});
	const own = images.stdout
		.split('\n')
		.filter((name) =>
			[`${id}:${side}`, `${id}-${side}-`, `${id}-services-`, 'registry.tides.example/'].some((own) =>
				name.startsWith(own),
			),
		);
	spawnSync('docker', ['rm', '--force', `${id}-${side}`]);
	const services = join(folder, `${id}-services`);
	if (existsSync(services))
		spawnSync('docker', ['compose', '--project-directory', services, 'down', '--volumes']);
	if (own.length > 0) spawnSync('docker', ['image', 'rm', '--force', ...own]);
}

/** The archives as a built site gives them out. */
async function serveArchives(content: Content): Promise<Server> {
	const server = createServer(async ({ url = '' }, response) => {
		const [, id = '', name] = /^\/examples\/([^/]+)\/(before|after|services)\.tar\.gz$/.exec(url) ?? [];
		const example = content.examples.get(id);
		if (example === undefined) response.writeHead(404).end();
		else if (name === 'services') response.end(await packArchive(await listServiceFiles(example)));
		else response.end(await packArchive(example.sides[name as Side].files));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}
