import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { expect, type Page, test } from 'playwright/test';
import { type RunningServer, startServer } from '#cli/server/server.ts';
import { writeOfflineForms } from '../../src/offline/offline.ts';
import { writeContent } from '../examples/content-copy.ts';

/** A team's own content, laid over ours, built for an address below a path, with pages and headings that have moved. */
test.describe.configure({ mode: 'default' });

const folder = mkdtempSync(join(tmpdir(), 'drydock-below-'));
const site = join(folder, 'site');
const archive = join(folder, 'archive');
let server: RunningServer | undefined;

/** A folder as a team keeps it; `content` has what stands in no such folder as long as all is well. */
const fixture = 'tests/fixtures/own-content';

test.beforeAll(async () => {
	// A build of all pages, and the offline forms of them.
	test.setTimeout(240_000);
	const permalinks = {
		version: 1,
		addresses: { '/lessons/pins/': ['then', 'why'], '/lessons/pinning/': ['earlier'] },
		redirects: {
			'/lessons/pins/': '/lessons/pinning/',
			'/lessons/pins/#why': '/rules/pin-base-image/#why',
			'/lessons/pinning/#earlier': '/lessons/pinning/#review',
		},
	};
	const published = {
		'before/Dockerfile': ['FROM debian:9\nCOPY tides.sh /\nCMD ["/old-tides.sh"]\n'],
		'before/gone.sh': ['#!/bin/sh\nexit 1\n'],
	};
	const content = writeContent(folder, {
		add: {
			'lessons/2-old-ways.mdx': OLD_LESSON,
			'rules/old-rule.mdx': OLD_RULE,
			'permalinks.json': JSON.stringify(permalinks),
			'examples/pinned/published.json': JSON.stringify(published),
		},
	});
	const isPermalinks = (file: string) => file === join(fixture, 'permalinks.json');
	cpSync(fixture, content, { recursive: true, filter: (file) => !isPermalinks(file) });
	execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--silent'], {
		env: {
			...process.env,
			DRYDOCK_CONTENT: content,
			DRYDOCK_OUT: site,
			SITE: 'http://127.0.0.1/kb/',
			ASTRO_TELEMETRY_DISABLED: '1',
		},
	});
	await writeOfflineForms(fileURLToPath(new URL('../..', import.meta.url)), site);
	for (const [path, bytes] of Object.entries(unzipSync(readFileSync(join(site, 'drydock-offline.zip'))))) {
		mkdirSync(dirname(join(archive, path)), { recursive: true });
		writeFileSync(join(archive, path), bytes);
	}
	const started = await startServer({ folder: site, host: '127.0.0.1', port: 0, base: '/kb/' });
	server = started.server;
});
test.afterAll(async () => {
	await server?.close();
	rmSync(folder, { recursive: true });
});

const withdrawn = `withdrawn:
  on: 2026-11-24
  because: Nobody needs this any more.
  instead: /lessons/pinning/
reviewed: 2026-11-24
sources: []
---

## Then [#then]

What it said.
`;
const OLD_LESSON = `---\ntitle: Old ways\ntakeaway: Do it as before.\n${withdrawn}`;
const OLD_RULE = `---\nwhy: It was so.\ninstead: Do otherwise.\nlesson: pinning\n${withdrawn}`;

const at = (path: string) => new URL(path, server?.address).href;

test('every link and file of every page stays below the path', () => {
	const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((file) =>
		file.endsWith('.html'),
	);
	expect(pages).toContain('lessons/pinning/index.html');
	for (const file of pages) {
		const html = readFileSync(join(site, file), 'utf8');
		const links = [...html.matchAll(/\s(?:href|src|action)="(\/[^"]*)"/g)].map(([, link]) => link);
		expect(
			links.filter((link) => !link?.startsWith('/kb/')),
			file,
		).toEqual([]);
	}
});

test('search works there', async ({ page }) => {
	await page.goto(at('search/?q=pin-base-image'));
	await page.locator('main ol li a').first().click();
	await expect(page).toHaveURL(at('rules/pin-base-image/'));
});

/** Every way an address can have moved, and where it leads. */
const MOVES = [
	['a page, with the heading', 'lessons/pins/#then', 'lessons/pinning/#then'],
	['a heading of a page that moved elsewhere', 'lessons/pins/#why', 'rules/pin-base-image/#why'],
	['a heading that has another name now', 'lessons/pinning/#earlier', 'lessons/pinning/#review'],
] as const;

async function expectMoves(page: Page, addressOf: (path: string) => string): Promise<void> {
	for (const [what, from, to] of MOVES) {
		await page.goto('about:blank');
		await page.goto(addressOf(from));
		await expect(page, what).toHaveURL(addressOf(to));
		await expect(page.locator(`[id="${to.split('#')[1]}"]`), what).toBeInViewport();
	}
}

test('what has moved leads on', async ({ page }) => {
	await expectMoves(page, at);
});

test('what has moved leads on in the archive, from a disk', async ({ page, context }) => {
	await context.setOffline(true);
	const [top = ''] = readdirSync(archive);
	const root = pathToFileURL(join(archive, top)).href;
	await expectMoves(page, (path) => `${root}/${path.replace('/#', '/index.html#')}`);
});

test('what has moved leads on in the site that the browser keeps, with the network cut', async ({
	page,
	context,
}) => {
	test.setTimeout(240_000);
	await page.goto(at('offline/'));
	// More than a thousand files: on a busy machine they take their time.
	await expect(page.locator('[data-offline="state"]')).toContainText('This browser has edition', {
		timeout: 180_000,
	});
	await context.setOffline(true);
	await expectMoves(page, at);
});

test('without script, a moved page still leads on, and a moved heading says where it is', async ({
	browser,
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(at('lessons/pins/'));
	await expect(page).toHaveURL(at('lessons/pinning/'));
	await page.goto(at('lessons/pinning/#earlier'));
	await expect(page.locator('#earlier a')).toHaveAttribute('href', '/kb/lessons/pinning/#review');
	await expect(page.locator('#earlier')).toBeVisible();
	await context.close();
});

test('lines cited in a text that has changed since are shown as they were', async ({ page }) => {
	const version = createHash('sha256').update('FROM debian:9\nCOPY tides.sh /\nCMD ["/old-tides.sh"]\n');
	await page.goto(at(`examples/pinned/#before/Dockerfile:1-2@${version.digest('hex').slice(0, 8)}`));
	await expect(page.locator('.line.cited')).toHaveText([/FROM debian:9/, /COPY tides.sh/]);
	await expect(page.locator('.line.cited').first()).toBeInViewport();
	await expect(page.getByRole('note')).toContainText('earlier text of before/Dockerfile');
	await page.getByRole('link', { name: 'The same line numbers now' }).click();
	await expect(page).toHaveURL(at('examples/pinned/#before/Dockerfile:1-2'));
	await expect(page.locator('.line.cited').first()).not.toHaveText(/debian:9/);
	await expect(page.getByRole('note')).toBeHidden();
});

test('lines of a file that is gone are shown as they last were', async ({ page }) => {
	await page.goto(at('examples/pinned/#before/gone.sh:2'));
	await expect(page.locator('.line.cited')).toHaveText(/exit 1/);
});

test('an address made for a text that nobody kept says so, and shows the lines as they are', async ({
	page,
}) => {
	await page.goto(at('examples/pinned/#before/Dockerfile:1@00000000'));
	await expect(page.locator('.line.cited')).toHaveCount(1);
	await expect(page.getByRole('note')).toContainText('not kept here');
});

test('an address that is copied names the text, and means the file while that has not changed', async ({
	page,
}) => {
	await page.goto(at('examples/pinned/#after/tides.sh:1'));
	await expect(page.locator('.line.cited')).toHaveCount(1);
	const copied = await page.locator('.cite [data-copy]').first().getAttribute('data-copy');
	expect(copied).toMatch(/#after\/tides\.sh:1@[0-9a-f]{8}$/);
	await page.goto(at(`examples/pinned/${new URL(copied ?? '').hash}`));
	await expect(page.locator('.line.cited')).toHaveCount(1);
	await expect(page.getByRole('note')).toHaveCount(0);
});

for (const path of ['lessons/old-ways/', 'rules/old-rule/']) {
	test(`${path}, withdrawn, keeps its page and its headings, and says where to go`, async ({ page }) => {
		await page.goto(at(`${path}#then`));
		await expect(page.locator('#then')).toBeInViewport();
		await expect(page.getByRole('note')).toContainText('Nobody needs this any more.');
		await page.getByRole('note').getByRole('link').click();
		await expect(page).toHaveURL(at('lessons/pinning/'));
		await page.goto(at(''));
		await expect(page.getByRole('link', { name: 'Old ways' })).toHaveCount(0);
	});
}

test('the site has the name and the first sentence of the team', async ({ page }) => {
	await page.goto(at(''));
	await expect(page).toHaveTitle('Tide tables handbook');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tide tables handbook');
	await expect(page.locator('.lead').first()).toContainText('laid over the lessons of Drydock');
	await expect(page.locator('main')).not.toContainText('Docker lessons, with proof');
});

test('its lessons stand beside ours, in a topic of its own, with examples of both', async ({ page }) => {
	await page.goto(at('topics/our-services/'));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our services');
	await page.getByRole('main').getByRole('link', { name: 'The tide service' }).first().click();
	await expect(page.locator('main')).toContainText('ADD server.js');
	await page.goto(at('lessons/base-images/'));
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a lesson of the same name replaces ours, and addresses of our headings lead to it', async ({
	page,
}) => {
	await page.goto(at('lessons/why-docker/#pin'));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Why we use Docker');
	await expect(page).toHaveURL(at('lessons/why-docker/'));
});

test('its note on a rule stands below our words', async ({ page }) => {
	await page.goto(at('rules/pin-base-image/#in-our-team'));
	const [when, note] = await page.locator('#when-not, #in-our-team').all();
	const top = async (place = when) => (await place?.boundingBox())?.y ?? 0;
	expect(await top(note)).toBeGreaterThan(await top());
	await expect(page.locator('.team-note')).toContainText('shelf of the tide team');
	await page.goto(at('search/?q=shelf+of+the+tide+team'));
	await expect(page.locator('main ol li a[href*="pin-base-image"]').first()).toBeVisible();
});
