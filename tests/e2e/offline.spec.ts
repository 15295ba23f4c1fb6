import { mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from 'playwright/test';
import { builtPages, onePageOfEachKind } from './built-site.ts';
import { copySite, publish, serveProcess, serveWithFaults } from './site-copy.ts';

test.describe.configure({ timeout: 240_000 });

const RULE = 'rules/clone-in-build/';

let site: ReturnType<typeof copySite>;
test.beforeEach(() => {
	site = copySite();
});
test.afterEach(() => site.remove());

/** Goes to /offline/ and waits until the page says that an edition is here. */
async function waitUntilKept(page: Page, url: string): Promise<void> {
	await page.goto(`${url}offline/`);
	await expect(page.locator('[data-offline="state"]')).toContainText('This browser has edition', {
		timeout: 60_000,
	});
}

async function searchFor(page: Page, words: string): Promise<void> {
	await page.keyboard.press('/');
	await page.getByRole('combobox').fill(words);
	await expect(page.getByRole('option').first()).toBeVisible();
}

test('after the first visit every page, the search, the checker and the archives work without a server or a network, also after the browser was closed', async ({
	launchOptions,
}) => {
	const profile = mkdtempSync(join(tmpdir(), 'drydock-profile-'));
	const server = await serveProcess(site.folder);
	try {
		const first = await chromium.launchPersistentContext(profile, launchOptions);
		const page = await first.newPage();
		// One page; the reader asks for nothing.
		await page.goto(server.url);
		await expect
			.poll(() => page.evaluate(() => caches.keys().then((names) => names.length)), { timeout: 60_000 })
			.toBeGreaterThan(1);
		await waitUntilKept(page, server.url);
		await first.close();
		await server.stop();

		const second = await chromium.launchPersistentContext(profile, launchOptions);
		await second.setOffline(true);
		const offline = await second.newPage();
		const troubles: string[] = [];
		offline.on('pageerror', (error) => troubles.push(error.message));
		for (const path of onePageOfEachKind()) {
			const answer = await offline.goto(server.url + path.slice(1), { waitUntil: 'domcontentloaded' });
			expect(answer?.fromServiceWorker(), path).toBe(true);
			await expect(offline.locator('h1').first()).toBeVisible();
		}
		const addresses = builtPages().map((path) => server.url + path.slice(1));
		const dead = await offline.evaluate(async (all) => {
			const answers = await Promise.all(all.map((address) => fetch(address).catch(() => undefined)));
			return all.filter((_, at) => answers[at]?.status !== 200);
		}, addresses);
		expect(dead).toEqual([]);
		await offline.goto(`${server.url}${RULE}`);
		await searchFor(offline, 'git clone');
		await offline.keyboard.press('Enter');
		await expect(offline.locator('h1')).toBeVisible();
		await offline.goto(`${server.url}search/?q=layers`);
		await expect(offline.locator('main ol > li').first()).toBeVisible();
		await expectCheckerToFind(offline, `${server.url}check/`);
		const archive = await offline.evaluate(async (address) => {
			const answer = await fetch(address);
			return { status: answer.status, start: [...new Uint8Array(await answer.arrayBuffer()).slice(0, 2)] };
		}, `${server.url}examples/copy-not-clone/after.tar.gz`);
		expect(archive).toEqual({ status: 200, start: [0x1f, 0x8b] });
		expect((await offline.goto(`${server.url}no-such-page/`))?.status()).toBe(404);
		await offline.goto(`${server.url}rules`);
		expect(offline.url()).toBe(`${server.url}rules/`);
		expect(troubles).toEqual([]);
		await second.close();
	} finally {
		await server.stop();
		rmSync(profile, { recursive: true, force: true });
	}
});

/** Whatever the editor is, it takes a Dockerfile that is typed and names the rule it breaks. */
async function expectCheckerToFind(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.locator('[contenteditable="true"], textarea').first().click();
	await page.keyboard.insertText('FROM debian:latest\n');
	await expect(page.locator('main a[href*="pin-base-image"]').first()).toBeVisible({ timeout: 15_000 });
}

test('on a metered connection nothing is downloaded before the reader asks for it', async ({ browser }) => {
	const server = await serveWithFaults(site.folder);
	const context = await browser.newContext();
	await context.addInitScript(() => {
		Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } });
		// Firefox asks the reader whether the site may keep things, and this one does not answer.
		navigator.storage.persist = () => new Promise(() => {});
	});
	try {
		const page = await context.newPage();
		await page.goto(`${server.url}offline/`);
		const button = page.getByRole('button', { name: 'Make available offline' });
		await expect(button).toBeVisible();
		await page.waitForTimeout(2000);
		expect(server.asked).not.toContain('offline-files.json');
		await expect(page.locator('#browser ~ p').first()).toContainText(/\d+\.\d MB/);
		await button.click();
		await expect(page.locator('[data-offline="state"]')).toContainText('This browser has edition', {
			timeout: 60_000,
		});
		await page.getByRole('button', { name: 'Remove from this browser' }).click();
		await expect(page.locator('[data-offline="state"]')).toContainText('Nothing is kept');
		expect(await page.evaluate(() => caches.keys())).toEqual([]);
	} finally {
		await context.close();
		server.stop();
	}
});

test('a new edition is announced, taken when the reader reloads, and never mixed with the old one', async ({
	browser,
}) => {
	const server = await serveWithFaults(site.folder);
	const context = await browser.newContext();
	try {
		const old = await context.newPage();
		await waitUntilKept(old, server.url);
		await old.goto(server.url + RULE);
		// The new edition has none of the old one's scripts for the search.
		for (const file of readdirSync(join(site.folder, '_')))
			if (file.startsWith('search-dialog')) unlinkSync(join(site.folder, '_', file));
		await publish(site.folder, (html) => html.replaceAll('Skip to the text', 'Skip to the new text'));
		server.asked.length = 0;

		const another = await context.newPage();
		await another.goto(server.url);
		await expect(another.getByText('A new edition is here')).toBeVisible({ timeout: 60_000 });
		await expect(another.locator('.skip')).toHaveText('Skip to the text');
		await expect(old.getByText('A new edition is here')).toBeVisible();
		// What has not changed was taken from the edition before.
		expect(server.asked.filter((file) => file.endsWith('.pf_fragment'))).toEqual([]);
		await another.getByRole('button', { name: 'Reload' }).click();
		await expect(another.locator('.skip')).toHaveText('Skip to the new text');

		server.stop();
		await context.setOffline(true);
		await expect(old.locator('.skip')).toHaveText('Skip to the text');
		await searchFor(old, 'layers');
	} finally {
		await context.close();
		server.stop();
	}
});

/** Asks for the new edition, whether or not an attempt has failed already, and is told why it does not come. */
async function expectFailure(page: Page, reason: string): Promise<void> {
	await page.getByRole('button', { name: /Download the new edition|Try again/ }).click({ timeout: 60_000 });
	await expect(page.locator('[data-offline="state"]')).toContainText(reason, { timeout: 60_000 });
}

async function expectWholeAndOld(context: BrowserContext, url: string): Promise<void> {
	await context.setOffline(true);
	const page = await context.newPage();
	for (const path of ['', RULE, 'search/?q=git', 'check/']) {
		await page.goto(url + path);
		await expect(page.locator('.skip')).toHaveText('Skip to the text');
	}
	await page.goto(url);
	await searchFor(page, 'layers');
	await context.setOffline(false);
	await page.close();
}

test('a download that breaks off leaves the old edition whole, and the next attempt goes on from there', async ({
	browser,
}) => {
	const server = await serveWithFaults(site.folder);
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		await waitUntilKept(page, server.url);
		await publish(site.folder, (html) => html.replaceAll('Skip to the text', 'Skip to the new text'));
		server.cut.add(`${RULE}index.html`);
		await page.goto(`${server.url}offline/`);
		await expectFailure(page, 'broke off');
		await expectWholeAndOld(context, server.url);

		server.cut.clear();
		await page.goto(server.url);
		await expect(page.getByText('A new edition is here')).toBeVisible({ timeout: 60_000 });
		await page.getByRole('button', { name: 'Reload' }).click();
		await expect(page.locator('.skip')).toHaveText('Skip to the new text');
	} finally {
		await context.close();
		server.stop();
	}
});

test('removed while it is still arriving, nothing of it stays and nothing comes back', async ({
	browser,
}) => {
	const server = await serveWithFaults(site.folder);
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		server.held.add(`${RULE}index.html`);
		await page.goto(`${server.url}offline/`);
		const state = page.locator('[data-offline="state"]');
		await expect(state).toContainText(/\d+ of \d+ files/, { timeout: 60_000 });
		await expect.poll(() => server.asked, { timeout: 60_000 }).toContain(`${RULE}index.html`);
		await page.getByRole('button', { name: 'Remove from this browser' }).click();
		await expect(state).toContainText('Nothing is kept');
		server.held.clear();
		await page.waitForTimeout(1000);
		await expect(state).toContainText('Nothing is kept');
		expect(await page.evaluate(() => caches.keys())).toEqual([]);
	} finally {
		await context.close();
		server.stop();
	}
});

test('a full disk leaves the old edition whole', async ({ browser }) => {
	const server = await serveWithFaults(site.folder);
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		await waitUntilKept(page, server.url);
		await publish(site.folder, (html) => html.replaceAll('Skip to the text', 'Skip to the new text'));
		const devtools = await context.newCDPSession(page);
		const origin = new URL(server.url).origin;
		const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin });
		await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 100_000 });
		await page.goto(`${server.url}offline/`);
		await expectFailure(page, 'not enough space');
		await expectWholeAndOld(context, server.url);
	} finally {
		await context.close();
		server.stop();
	}
});

test('what the page says is so in every tab, also after another tab has removed what was kept', async ({
	browser,
}) => {
	const server = await serveProcess(site.folder);
	const context = await browser.newContext();
	try {
		const [reader, other] = [await context.newPage(), await context.newPage()];
		for (let round = 1; round <= 4; round++) {
			await reader.goto(`${server.url}offline/`);
			const bring = reader.getByRole('button', { name: 'Make available offline' });
			if (round > 1) await bring.click();
			await expect(reader.locator('[data-offline="state"]')).toContainText('This browser has edition', {
				timeout: 60_000,
			});
			await waitUntilKept(other, server.url);
			await other.getByRole('button', { name: 'Remove from this browser' }).click();
			await expect(other.locator('[data-offline="state"]')).toContainText('Nothing is kept');
			await expect(reader.locator('[data-offline="state"]')).toContainText('Nothing is kept');
			// And it stays so: no answer that was under way comes after.
			await reader.waitForTimeout(700);
			for (const page of [reader, other]) {
				await expect(page.locator('[data-offline="state"]')).toContainText('Nothing is kept');
				await expect(page.getByRole('button', { name: 'Make available offline' })).toBeVisible();
				await expect(page.getByRole('button', { name: 'Remove from this browser' })).toBeHidden();
			}
		}
	} finally {
		await context.close();
		await server.stop();
	}
});
