import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AstroPrerenderer } from 'astro';
import { describe, expect, test, vi } from 'vitest';
import { createBuildCache } from '#workspace/build-cache.ts';
import { addKeptProgram, findKeptProgram } from '../../src/site/integrations/keep-program.ts';
import { folderWith } from '../folder-with.ts';

type BuildSetup = Parameters<typeof findKeptProgram>[0];
type BuildApp = (builder: { environments: Record<string, { isBuilt: boolean }> }) => Promise<void>;

/** Says of itself what it was told, as Astro's own does not. */
const PRERENDER_ENTRY = `export const app = {
	setInternals({ pagesByKeys }) { this.styles = pagesByKeys.get('page').styles; },
	setOptions({ settings }) { this.scripts = settings.scripts; },
};`;
const STYLES = [{ depth: 0, order: 1, sheet: { type: 'external', src: '_/page.css' } }];

/** Builds as Astro does: Vite, unless it was told of another way, and then the start of what makes the pages. */
function createProject({ isInProject = true } = {}) {
	const cacheFolder = folderWith({});
	const folder = join(folderWith({}), 'site/');
	const makerFolder = isInProject ? join(folder, '.prerender') : join(folderWith({}), '.prerender');
	const build = async () => {
		for (const one of [folder, makerFolder]) rmSync(one, { recursive: true, force: true });
		mkdirSync(folder);
		const page = { styles: [] as unknown[] };
		const environments = { client: { isBuilt: false }, prerender: { isBuilt: false } };
		let buildApp: BuildApp = async () => {
			mkdirSync(makerFolder);
			writeFileSync(join(makerFolder, 'prerender-entry.abc.mjs'), PRERENDER_ENTRY);
			mkdirSync(join(folder, '_'));
			writeFileSync(join(folder, '_/page.css'), 'p{}');
			page.styles = STYLES;
		};
		const usualBuild = buildApp;
		const setup = {
			pages: new Map([['page', page]]),
			vite: { environments: { prerender: { build: { outDir: makerFolder } } } },
			updateConfig: (config: { builder: { buildApp: BuildApp } }) => {
				buildApp = config.builder.buildApp;
			},
			logger: {},
		} as unknown as BuildSetup;
		const program = findKeptProgram(setup, folder, createBuildCache(join(cacheFolder, 'program'), []));
		await buildApp({ environments });
		const usual: AstroPrerenderer & { app?: unknown } = {
			name: 'usual',
			setup: vi.fn(),
			getStaticPaths: async () => [],
			render: async () => new Response(),
		};
		await addKeptProgram(usual, program).setup?.();
		return { isBuiltByVite: buildApp === usualBuild, page, environments, usual };
	};
	return { folder, build };
}

describe('the first build', () => {
	test('has Vite build, and starts what makes the pages as usual', async () => {
		const { build } = createProject();
		const { isBuiltByVite, usual } = await build();
		expect(isBuiltByVite).toBe(true);
		expect(usual.setup).toHaveBeenCalledOnce();
	});
});

describe('a second build of the same sources', () => {
	test('puts back what Vite made, and lets it build nothing', async () => {
		const { folder, build } = createProject();
		await build();
		const { isBuiltByVite, environments } = await build();
		expect(isBuiltByVite).toBe(false);
		expect(environments).toEqual({ client: { isBuilt: true }, prerender: { isBuilt: true } });
		expect(readFileSync(join(folder, '_/page.css'), 'utf8')).toBe('p{}');
	});

	test.each([true, false])(
		'starts the kept program with the style sheets of the pages (in the project: %s)',
		async (isInProject) => {
			const { build } = createProject({ isInProject });
			await build();
			const { page, usual } = await build();
			expect(page.styles).toEqual(STYLES);
			expect(usual.setup).not.toHaveBeenCalled();
			expect(usual.app).toMatchObject({ styles: STYLES, scripts: [] });
		},
	);

	test('builds again where a setting that pages show has changed', async () => {
		const { folder, build } = createProject();
		await build();
		vi.stubEnv('SITE', 'https://kb.example.com/');
		expect((await build()).isBuiltByVite).toBe(true);
		expect(existsSync(join(folder, '_/page.css'))).toBe(true);
		vi.unstubAllEnvs();
	});
});
