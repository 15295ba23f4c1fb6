import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const port = Number(process.env['DRYDOCK_TEST_PORT'] ?? 4377);
const folder = process.env['DRYDOCK_TEST_SITE'] ?? 'dist';
const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Tests of the built site: `dist/`, or the folder that `DRYDOCK_TEST_SITE` names. */
export default defineConfig({
	testDir: '.',
	testMatch: '*.spec.ts',
	outputDir: `${root}.cache/test-results/browser`,
	workers: 2,
	fullyParallel: true,
	timeout: 60_000,
	// What passes only then is named as such at the end of `npm test`.
	retries: 1,
	// A machine that is busy with other work is no fault of the site.
	expect: { timeout: 15_000 },
	webServer: {
		command: `"${process.execPath}" src/cli/main.ts serve "${folder}" --port ${port}`,
		cwd: root,
		url: `http://127.0.0.1:${port}/`,
		reuseExistingServer: false,
	},
	use: {
		baseURL: `http://127.0.0.1:${port}`,
		viewport: { width: 1280, height: 900 },
		launchOptions: {
			...(existsSync(chromium) ? { executablePath: chromium } : {}),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		},
	},
});
