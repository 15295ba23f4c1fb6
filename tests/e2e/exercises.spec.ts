import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { editor, troublesOf, write } from './editor.ts';

const LESSON = '/lessons/layer-cache/';
const FOLDER = 'content/exercises';
const exercises = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
const solutionOf = (lesson: string) => {
	const folder = join(FOLDER, lesson, 'solution');
	return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
};
const verdict = (page: Page) => page.locator('[data-exercise-verdict]');

async function openExercise(page: Page, lesson = LESSON): Promise<void> {
	await page.goto(lesson);
	await page.locator('#exercise').scrollIntoViewIfNeeded();
	await expect(editor(page, '.exercise')).toBeVisible();
}

test('the editor comes when the exercise comes near, and not with the page', async ({ page }) => {
	const scripts: string[] = [];
	page.on('request', (request) => scripts.push(request.url()));
	await page.goto(LESSON, { waitUntil: 'networkidle' });
	expect(scripts.filter((url) => /workbench.*\.js$/.test(url))).toEqual([]);
	await expect(page.locator('.exercise .block.wrong')).toContainText('apt-get update');
	await page.locator('#exercise').scrollIntoViewIfNeeded();
	await expect(editor(page, '.exercise')).toContainText('apt-get update');
	expect(scripts.filter((url) => /workbench.*\.js$/.test(url))).not.toEqual([]);
});

test('the keyboard brings the editor too', async ({ page }) => {
	await page.goto(LESSON);
	await page.locator('.exercise summary').first().focus();
	await expect(editor(page, '.exercise')).toBeVisible();
	await expect(page.locator('.exercise summary').first()).toBeFocused();
});

for (const lesson of exercises)
	test(`${lesson}: the solution is told repaired, in every file, and with no trouble`, async ({
		page,
		baseURL,
	}) => {
		const troubles = troublesOf(page, baseURL ?? '');
		await openExercise(page, `/lessons/${lesson}/`);
		await expect(page.locator('.exercise .workbench-list li')).not.toHaveCount(0);
		await expect(verdict(page)).toBeEmpty();
		for (const [name, text] of solutionOf(lesson)) {
			await expect(verdict(page)).not.toContainText('Repaired');
			await page.locator('.exercise .tabs label', { hasText: name }).click();
			await write(page, text, '.exercise');
		}
		await expect(verdict(page)).toContainText('Repaired.');
		await expect(page.locator('[data-exercise-kept] .fails')).toHaveCount(0);
		expect(troubles).toEqual([]);
	});

test('a file without findings that no longer does what it did is not repaired', async ({ page }) => {
	await openExercise(page);
	await write(page, 'FROM node:24-bookworm-slim\nUSER node\nCMD ["node", "src/server.js"]\n', '.exercise');
	await expect(page.locator('.exercise .workbench-summary')).toHaveText('No findings.');
	await expect(verdict(page)).toContainText('Not yet: no finding is left');
	await expect(page.locator('[data-exercise-kept] .fails')).toHaveCount(3);
	await expect(page.locator('[data-exercise-kept]')).toContainText('Not yet: The build runs npm ci.');
});

test('another start command, and a finding silenced by a comment, are not repaired', async ({ page }) => {
	const [[, solution = ''] = []] = solutionOf('layer-cache');
	await openExercise(page);
	await write(page, solution.replace('src/server.js"]', 'src/other.js"]'), '.exercise');
	await expect(page.locator('[data-exercise-kept] .fails')).toContainText('It starts node src/other.js.');
	await write(page, solution.replace('FROM', '# drydock ignore=pin-base-image later\nFROM'), '.exercise');
	await expect(page.locator('[data-exercise-kept] .fails')).toContainText('silenced by a comment');
	await write(page, solution, '.exercise');
	await expect(verdict(page)).toContainText('Repaired.');
});

test('another way that does the same is repaired too', async ({ page }) => {
	await openExercise(page);
	const text = `FROM node:22-bookworm-slim AS base
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*

FROM base AS dependencies
ENV NODE_ENV=production
WORKDIR /app
COPY package*.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM base
WORKDIR /app
COPY --from=dependencies /app ./
COPY src/ src/
USER node
ENTRYPOINT ["tini", "--", "node"]
CMD ["src/server.js"]
`;
	await write(page, text, '.exercise');
	await expect(verdict(page)).toContainText('Repaired.');
});

test('what was typed is there after a reload, and can be started over', async ({ page }) => {
	await openExercise(page);
	await write(page, 'FROM node:24-bookworm-slim\n', '.exercise');
	await expect(verdict(page)).toContainText('Not yet');
	await page.reload();
	await page.locator('#exercise').scrollIntoViewIfNeeded();
	await expect(editor(page, '.exercise')).toContainText('FROM node:24-bookworm-slim');
	await expect(editor(page, '.exercise')).not.toContainText('apt-get');
	await page.getByRole('button', { name: 'Start over' }).click();
	await expect(editor(page, '.exercise')).toContainText('apt-get update');
	await expect(page.getByRole('button', { name: 'Start over' })).toBeHidden();
});

test('hints come one by one, and the reason belongs to the answer that is chosen', async ({ page }) => {
	await openExercise(page);
	const hints = page.locator('.exercise-hints details');
	await expect(hints.nth(1)).toBeHidden();
	await hints.first().locator('summary').click();
	await expect(hints.nth(1)).toBeVisible();
	await expect(hints.nth(2)).toBeHidden();

	const question = page.locator('.exercise-question').first();
	await expect(question.locator('.because:visible')).toHaveCount(0);
	await question.locator('.wrong input').first().focus();
	await page.keyboard.press('Space');
	await expect(question.locator('.because:visible')).toContainText('No.');
	await question.locator('.right input').check();
	await expect(question.locator('.because:visible')).toHaveCount(1);
	await expect(question.locator('.because:visible')).toContainText('Right.');
});

test('a draft in the browser that is no draft does no harm', async ({ page }) => {
	await page.addInitScript(() =>
		localStorage.setItem('drydock:exercise:layer-cache', '{"Dockerfile":7,"x":"y"'),
	);
	await openExercise(page);
	await expect(editor(page, '.exercise')).toContainText('apt-get update');
});

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('the broken file, the hints, the solution and the answers are there to read', async ({ page }) => {
		await page.goto(LESSON);
		await expect(page.locator('.exercise .block.wrong .note').first()).toContainText('copy-before-install');
		await page.locator('.exercise-hints summary').first().click();
		await expect(page.locator('.exercise-hints details').nth(1)).toBeVisible();
		await page.getByText('Show the solution').click();
		await expect(page.locator('.exercise-solution .block')).toContainText('&& rm -rf /var/lib/apt/lists/*');
		const question = page.locator('.exercise-question').first();
		await question.locator('.right input').check();
		await expect(question.locator('.because:visible')).toContainText('Right.');
		await expect(page.getByRole('button', { name: 'Start over' })).toBeHidden();
	});
});
