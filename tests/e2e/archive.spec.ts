import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { expect, type Page, test } from 'playwright/test';
import { extract } from 'tar-stream';
import { findAttribute, listTags } from '../../src/offline/html.ts';
import { writeOfflineForms } from '../../src/offline/offline.ts';
import { siteFolder } from './built-site.ts';
import { copySite } from './site-copy.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

let outer: string;
let folder: string;
let address: string;

test.beforeAll(() => {
	outer = mkdtempSync(join(tmpdir(), 'drydock-archive-'));
	// Names as people have them.
	const place = join(outer, 'Büro – Ablage 50% #1 (neu)', '資料');
	folder = join(place, 'drydock');
	address = pathToFileURL(`${folder}/`).href;
	const files = unzipSync(readFileSync(join(siteFolder, 'drydock-offline.zip')));
	for (const [path, bytes] of Object.entries(files)) {
		mkdirSync(dirname(join(place, path)), { recursive: true });
		writeFileSync(join(place, path), bytes);
	}
});
test.afterAll(() => rmSync(outer, { recursive: true, force: true }));
test.beforeEach(({ context }) => context.setOffline(true));

const pages = () =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));

/** All that the page complains of, a refused script or style included. */
function troublesOf(page: Page): string[] {
	const troubles: string[] = [];
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
	});
	page.on('pageerror', (error) => troubles.push(error.message));
	page.on('requestfailed', (request) => {
		// Going on to the next page ends what was still asked for.
		if (request.failure()?.errorText !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()}`);
	});
	return troubles;
}

test('every page reads from a disk, names its edition and complains of nothing', async ({ page }) => {
	test.setTimeout(120_000);
	const troubles = troublesOf(page);
	const editions = new Set<string>();
	for (const path of pages()) {
		await page.goto(address + path);
		await expect(page.locator('main'), path).toBeVisible();
		editions.add((await page.locator('.edition').textContent()) ?? '');
	}
	expect(troubles).toEqual([]);
	expect([...editions]).toEqual([
		expect.stringMatching(/^Offline edition \d+\.\d+\.\d+ of \d+ \w+ \d{4}, [0-9a-f]{8}$/),
	]);
	// The styles are there, and the one font.
	expect(await page.evaluate(() => document.fonts.check('16px "Drydock Serif"'))).toBe(true);
});

test('it unpacks into one folder', () => {
	expect(readdirSync(dirname(folder))).toEqual(['drydock']);
});

test('no link to a page or file of this site leaves the archive', () => {
	const [, host = ''] =
		/<link rel="canonical" href="(https?:\/\/[^/]+\/)/.exec(
			readFileSync(join(folder, 'index.html'), 'utf8'),
		) ?? [];
	expect(host).not.toBe('');
	const leaving = pages().flatMap((path) =>
		listTags(readFileSync(join(folder, path), 'utf8'))
			.filter((tag) => tag.name === 'a' && findAttribute(tag, 'href')?.startsWith(host))
			.map((tag) => `${path} → ${findAttribute(tag, 'href')}`),
	);
	// It does not hold itself, nor the docset that is made from it.
	expect(leaving.filter((link) => !/drydock-offline\.zip$|\.docset\.tgz$/.test(link))).toEqual([]);
});

test('the linter is in it and runs', () => {
	writeFileSync(join(outer, 'Dockerfile'), 'FROM debian:latest\n');
	const { stdout, status } = spawnSync(
		process.execPath,
		[join(folder, 'drydock.mjs'), 'lint', 'Dockerfile'],
		{
			cwd: outer,
			encoding: 'utf8',
		},
	);
	expect(stdout).toContain('pin-base-image');
	expect(status).toBe(1);
});

test('every page shows the same face, and bold words are drawn bold', async ({ page }) => {
	for (const path of [
		'index.html',
		'rules/clone-in-build/index.html',
		'glossary/index.html',
		'lessons/index.html',
		'index.html',
	]) {
		await page.goto(address + path);
		const loaded = () =>
			page.evaluate(() =>
				document.fonts.ready.then((fonts) =>
					[...fonts].map(({ family, weight, status }) => `${family} ${weight} ${status}`),
				),
			);
		expect(await loaded(), path).toContain('Drydock Serif 400 loaded');
		if (path.startsWith('glossary')) expect((await loaded()).join()).toMatch(/Drydock Serif 600 700 loaded/);
		const width = await page.locator('h1').evaluate((heading) => {
			const measure = (family: string) => {
				const context = new OffscreenCanvas(10, 10).getContext('2d');
				if (!context) throw new Error('There is no canvas.');
				context.font = `40px ${family}`;
				return context.measureText(heading.textContent ?? '').width;
			};
			return [measure('"Drydock Serif"'), measure('serif')];
		});
		expect(width[0], path).not.toBe(width[1]);
	}
});

test('it carries the licence of everything in it, as the site does', () => {
	const list = (root: string) =>
		readdirSync(join(root, 'licences'), { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.txt'))
			.sort();
	expect(list(folder)).toEqual(list(siteFolder));
	for (const name of ['source-serif-4.txt', 'pagefind@', '@codemirror/view@', 'unbash@'])
		expect(list(folder).filter((path) => path.startsWith(name))).toHaveLength(1);
	const read = (path: string) => readFileSync(join(folder, path), 'utf8');
	expect(read('licences/source-serif-4.txt')).toContain('SIL OPEN FONT LICENSE Version 1.1');
	expect(read('LICENSE.txt')).toBe(readFileSync(join(project, 'LICENSE'), 'utf8'));
	expect(read('NOTICE.txt')).toBe(readFileSync(join(project, 'NOTICE'), 'utf8'));
	const bill: { components: { 'bom-ref': string; name: string; version: string; scope: string }[] } =
		JSON.parse(readFileSync(join(siteFolder, 'bill-of-materials.cdx.json'), 'utf8'));
	const published = bill.components.filter(({ scope }) => scope === 'required');
	const named = published.filter(({ version }) => version).map((one) => `${one.name}@${one.version}.txt`);
	expect(named.sort()).toEqual(list(folder).filter((path) => path.includes('@')));
});

test('a browser without the navigation API complains of nothing either', async ({ page }) => {
	const troubles = troublesOf(page);
	await page.addInitScript(() => {
		delete (globalThis as { navigation?: unknown }).navigation;
	});
	await page.goto(`${address}index.html`);
	await page.keyboard.press('/');
	await page.getByRole('combobox').fill('clone-in-build');
	await expect(page.getByRole('option').first()).toBeVisible();
	expect(await page.evaluate(() => 'navigation' in globalThis)).toBe(false);
	expect(troubles).toEqual([]);
});

test('every link on every page leads to a file, and every fragment to a place in it', () => {
	const ids = new Map(
		pages().map((path) => [
			join(folder, path),
			new Set(listTags(readFileSync(join(folder, path), 'utf8')).map((tag) => findAttribute(tag, 'id'))),
		]),
	);
	const files = new Set(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name)),
	);
	const dead: string[] = [];
	let checked = 0;
	for (const path of pages()) {
		for (const tag of listTags(readFileSync(join(folder, path), 'utf8'))) {
			for (const name of ['href', 'src', 'action']) {
				const value = findAttribute(tag, name);
				if (value === undefined) continue;
				const url = new URL(value, address + path);
				if (url.protocol !== 'file:') continue;
				checked++;
				const file = fileURLToPath(url);
				const fragment = decodeURIComponent(url.hash.slice(1)).replace(/^(.+:\d+)-\d+$/, '$1');
				// The address of a line in an earlier text: its place has the text's version in front of the line.
				const place = fragment.replace(/^(.+):(\d+)@(\w+)$/, '$1@$3:$2');
				const isThere = files.has(file) && (fragment === '' || (ids.get(file)?.has(place) ?? true));
				if (!isThere) dead.push(`${path} → ${value}`);
			}
		}
	}
	expect(dead).toEqual([]);
	expect(checked).toBeGreaterThan(1000);
});

test('the search finds pages and opens them, by key, by click and on its own page', async ({ page }) => {
	const troubles = troublesOf(page);
	await page.goto(`${address}rules/index.html`);
	await page.keyboard.press('/');
	await page.getByRole('combobox', { name: 'Search' }).fill('clone-in-build');
	await expect(page.getByRole('listbox', { name: 'Results' }).getByRole('option').first()).toBeVisible();
	await page.keyboard.press('Enter');
	// The address changes before the page is there; its keys are heard once it has loaded.
	await page.waitForURL(/rules\/clone-in-build\/index\.html/);

	await page.keyboard.press('/');
	await page.getByRole('combobox').fill('layers');
	await expect(page.getByRole('option').first()).toBeVisible();
	await page.keyboard.press('Control+Enter');
	await expect(page).toHaveURL(/search\/index\.html\?q=layers/);
	const found = page.locator('main ol > li a').first();
	await expect(found).toBeVisible();
	await found.click();
	await expect(page).toHaveURL(/\/index\.html(#.*)?$/);
	await expect(page.locator('h1')).toBeVisible();
	expect(troubles).toEqual([]);
});

test('the search finds words that stand only in the text of a page', async ({ page }) => {
	await page.goto(`${address}search/index.html?q=${encodeURIComponent('passphrase agent forwarded')}`);
	await expect(page.locator('main ol > li').first()).toBeVisible();
});

test('the checker names what is wrong, for Dockerfiles and for compose files', async ({ page }) => {
	const troubles = troublesOf(page);
	await page.goto(`${address}check/index.html`);
	await page.locator('[contenteditable="true"], textarea').first().click();
	await page.keyboard.insertText('FROM debian:latest\n');
	const link = page.locator('main a[href*="pin-base-image"]').first();
	await expect(link).toBeVisible({ timeout: 15_000 });
	await page.locator('label', { hasText: 'compose.yaml' }).first().click();
	await page.locator('[contenteditable="true"]:visible, textarea:visible').first().click();
	await page.keyboard.insertText(
		'services:\n  web:\n    image: nginx:1.27\n    links: [db]\n  db:\n    image: postgres:17\n',
	);
	await expect(page.locator('main a[href*="container-links"]').first()).toBeVisible({ timeout: 15_000 });
	expect(troubles).toEqual([]);
});

test('the archives of the examples are in it', async () => {
	expect([...readFileSync(join(folder, 'examples/copy-not-clone/after.tar.gz')).subarray(0, 2)]).toEqual([
		0x1f, 0x8b,
	]);
});

test('packed twice, the same build makes the same bytes', async () => {
	test.setTimeout(120_000);
	const copy = copySite();
	const zone = process.env['TZ'];
	try {
		const hashes = new Set<string>();
		for (const place of ['UTC', 'Pacific/Kiritimati']) {
			process.env['TZ'] = place;
			await writeOfflineForms(project, copy.folder);
			const forms = ['drydock-offline.zip', 'drydock.docset.tgz', 'drydock.epub', 'offline.json', 'sw.js'];
			const hash = createHash('sha256');
			for (const form of forms) hash.update(readFileSync(join(copy.folder, form)));
			hashes.add(hash.digest('hex'));
		}
		expect(hashes.size).toBe(1);
	} finally {
		if (zone === undefined) delete process.env['TZ'];
		else process.env['TZ'] = zone;
		copy.remove();
	}
});

test('every entry of the docset leads to a place in one of its pages', async () => {
	const files = new Map<string, Buffer>();
	const tar = extract();
	tar.end(gunzipSync(readFileSync(join(siteFolder, 'drydock.docset.tgz'))));
	for await (const entry of tar) {
		const chunks: Uint8Array[] = [];
		for await (const chunk of entry) chunks.push(chunk as Uint8Array);
		files.set(entry.header.name, Buffer.concat(chunks));
	}
	const resources = 'drydock.docset/Contents/Resources';
	const file = join(outer, 'docSet.dsidx');
	writeFileSync(file, files.get(`${resources}/docSet.dsidx`) ?? '');
	const database = new DatabaseSync(file);
	const rows = database.prepare('SELECT name, type, path FROM searchIndex').all() as {
		name: string;
		type: string;
		path: string;
	}[];
	database.close();
	for (const { name, path } of rows) {
		const [page = '', id] = path.split('#', 2);
		const html = files.get(`${resources}/Documents/${page}`)?.toString();
		expect(html, path).toBeDefined();
		if (id !== undefined)
			expect(
				listTags(html ?? '').some((tag) => findAttribute(tag, 'id') === id),
				path,
			).toBe(true);
		expect(name).not.toMatch(/^$|#$/);
	}
	const named = (type: string) => rows.filter((row) => row.type === type).map(({ name }) => name);
	expect(named('Guide')).toContain('Git in containers');
	expect(named('Test')).toContain('clone-in-build');
	expect(named('Sample').length).toBeGreaterThan(5);
	expect(named('Word')).toContain('digest');
	expect(named('Section')).toContain('clone-in-build: Why');
	expect(files.get('drydock.docset/Contents/Info.plist')?.toString()).toContain(
		'<key>isDashDocset</key><true/>',
	);
});
