import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { root, runInRoot, runNode, say } from './steps.ts';

const KNOWN_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of a Chromium for the browser tests: `CHROMIUM` if set, one already on the machine, else Playwright's own
 * download, else Debian's package. `undefined` where none of these worked; why has been said by then.
 */
export async function findOrInstallChromium(): Promise<string | undefined> {
	const there = findChromium();
	if (there !== undefined) return there;

	say('No Chromium found. Trying the one that Playwright downloads …');
	await runNode(`${root}node_modules/playwright/cli.js`, ['install', 'chromium'], { mayFail: true });
	if (findChromium() === undefined && canInstallDebianPackages()) {
		say('That did not work. Trying the package `chromium` of this system …');
		const apt = ['-qq', '-o', 'DPkg::Lock::Timeout=120'];
		await runInRoot('apt-get', [...apt, 'update'], { mayFail: true });
		await runInRoot('apt-get', [...apt, 'install', '-y', '--no-install-recommends', 'chromium'], {
			mayFail: true,
			env: { DEBIAN_FRONTEND: 'noninteractive' },
		});
	}
	return findChromium();
}

function findChromium(): string | undefined {
	const named = process.env['CHROMIUM'];
	return (
		[named, ...KNOWN_PLACES, chromium.executablePath()].find((path) => path && existsSync(path)) || undefined
	);
}

function canInstallDebianPackages(): boolean {
	return process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}
