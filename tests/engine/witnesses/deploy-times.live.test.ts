import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { DEFAULT_SETTINGS } from '#core/lint/settings.ts';
import { packageManagerStart } from '#core/rules/deploy-times/package-manager-start.ts';
import { createBases } from '#engine/bases/bases.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { hasEngine } from '../live-engine.ts';

const BASE = 'node:24-bookworm-slim';
const FROM = `FROM ${BASE}\nWORKDIR /app\nCOPY . .\nUSER node\n`;

/** Says when it is up, and, half a second after it was asked to stop, that it is done. */
const SERVER = `process.on('SIGTERM', () => setTimeout(() => { console.log('done'); process.exit(0); }, 500));
setInterval(() => {}, 1000);
console.log('up');
`;

let folder = '';
const images: string[] = [];

describe.skipIf(!hasEngine('what rules about start commands say'))(
	'a real stop decides whether it is so:',
	() => {
		beforeAll(async () => {
			const engine = await connectDocker();
			await createBases(engine, () => {}).provide(BASE);
			await engine.cleanUp();
			folder = mkdtempSync(join(tmpdir(), 'drydock-witness-'));
			writeFileSync(join(folder, 'server.js'), SERVER);
		}, 600_000);

		afterAll(() => {
			for (const image of images) docker('image', 'rm', '--force', image);
			rmSync(folder, { recursive: true, force: true });
		});

		test.each([
			['node server.js', 'CMD ["npm", "start"]\n'],
			['node server.js', 'CMD ["npm", "run", "start"]\n'],
			['node server.js', 'ENTRYPOINT ["npm", "--silent", "start"]\n'],
			['node --version && node server.js', 'CMD ["npm", "start"]\n'],
			['exec node server.js', 'CMD ["npm", "start"]\n'],
			['node --version && exec node server.js', 'CMD ["npm", "start"]\n'],
			['node server.js', 'CMD ["node", "server.js"]\n'],
			['node server.js', 'CMD exec node server.js\n'],
		])('package-manager-start: the program never hears the signal: %j %j', async (start, body) => {
			const manifest = JSON.stringify({ name: 'tides', version: '1.0.0', scripts: { start } });
			writeFileSync(join(folder, 'package.json'), manifest);
			expect(await hearsStop(FROM + body)).toBe(!reports(FROM + body, manifest));
		});
	},
);

function reports(text: string, manifest: string): boolean {
	const context = {
		files: ['package.json', 'server.js'],
		isIgnored: () => false,
		read: (path: string) => (path === 'package.json' ? manifest : SERVER),
		isRepository: false,
	};
	const options = { rules: [packageManagerStart], settings: DEFAULT_SETTINGS, context };
	return lint({ path: 'Dockerfile', text }, options).length > 0;
}

/** Whether the program got as far as its last words. */
async function hearsStop(text: string): Promise<boolean> {
	const image = `drydock-witness/${randomBytes(4).toString('hex')}`;
	const built = docker(text, 'build', '--provenance=false', '-t', image, '-f', '-', folder);
	expect(built.status, built.stderr).toBe(0);
	images.push(image);
	const id = docker('', 'run', '--detach', image).stdout.trim();
	try {
		await expect.poll(() => docker('', 'logs', id).stdout, { timeout: 60_000 }).toContain('up');
		docker('', 'stop', '--timeout', '8', id);
		return docker('', 'logs', id).stdout.includes('done');
	} finally {
		docker('', 'rm', '--force', id);
	}
}

function docker(input: string, ...args: string[]) {
	return spawnSync('docker', args, { encoding: 'utf8', timeout: 120_000, input });
}
