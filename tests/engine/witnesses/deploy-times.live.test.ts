import { beforeAll, describe, expect, test } from 'vitest';
import { folderWith } from '../../folder-with.ts';
import { hasEngine } from '../live-engine.ts';
import { docker, mustBuild, provideWitnessImage, reports } from './witness.ts';

const BASE = 'node:24-bookworm-slim';

/** Says when it is up, and, half a second after it was asked to stop, that it is done. */
const SERVER = `process.on('SIGTERM', () => setTimeout(() => { console.log('done'); process.exit(0); }, 500));
setInterval(() => {}, 1000);
console.log('up');
`;

let managers = '';

describe.skipIf(!hasEngine('what a package manager does with the signal to stop'))(
	'package-manager-start',
	() => {
		beforeAll(async () => {
			const lines = ['RUN npm install --global npm@11.18.0 yarn@1.22.22 pnpm@10.34.0'];
			managers = await provideWitnessImage({ name: 'witness-managers', base: BASE, lines });
		}, 600_000);

		test.each([
			[true, 'node server.js', 'CMD ["npm", "start"]'],
			[true, 'node server.js', 'ENTRYPOINT ["npm", "--silent", "run", "start"]'],
			[true, 'node server.js', 'ENTRYPOINT ["npm"]\nCMD ["start"]'],
			[true, 'node server.js', 'CMD ["yarn", "start"]'],
			[true, 'node server.js', 'CMD ["pnpm", "start"]'],
			[true, 'node --version && node server.js', 'CMD ["npm", "start"]'],
			[false, 'exec node server.js', 'CMD ["npm", "start"]'],
			[false, 'node --version && exec node server.js', 'CMD ["npm", "start"]'],
			[false, 'node server.js', 'CMD ["node", "server.js"]'],
			[false, 'node server.js', 'CMD exec node server.js'],
		])(
			'%s: the program never hears the signal, and its exit code is lost: %j %j',
			async (isLost, start, command) => {
				const manifest = JSON.stringify({ name: 'tides', version: '1.0.0', scripts: { start } });
				const files = { 'server.js': SERVER, 'package.json': manifest };
				const body = `WORKDIR /app\nCOPY . .\nUSER node\n${command}\n`;
				expect(reportsStart(`FROM ${BASE}\n${body}`, files)).toBe(isLost);
				const id = docker([
					'run',
					'--detach',
					mustBuild(`FROM ${managers}\n${body}`, folderWith(files)),
				]).stdout.trim();
				try {
					await expect.poll(() => docker(['logs', id]).stdout, { timeout: 60_000 }).toContain('up');
					docker(['stop', '--timeout', '8', id]);
					expect(docker(['logs', id]).stdout.includes('done')).toBe(!isLost);
					expect(docker(['inspect', '--format', '{{.State.ExitCode}}', id]).stdout.trim() === '0').toBe(
						!isLost,
					);
				} finally {
					docker(['rm', '--force', id]);
				}
			},
		);
	},
);

function reportsStart(text: string, files: Readonly<Record<string, string>>): boolean {
	return reports('package-manager-start', text, {
		files: Object.keys(files),
		isIgnored: () => false,
		read: (path) => files[path],
		isRepository: false,
	});
}
