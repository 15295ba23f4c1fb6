import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AstroPrerenderer } from 'astro';
import { describe, expect, test, vi } from 'vitest';
import { createBuildCache } from '#workspace/build-cache.ts';
import { noteRead } from '../../src/site/data/content/reads.ts';
import { addKeptPages } from '../../src/site/integrations/keep-pages.ts';
import type { PageInputs } from '../../src/site/integrations/page-inputs.ts';
import { createWorkKeeper } from '../../src/site/integrations/work-keeper.ts';
import { getWantedPictures } from '../../src/site/pictures/picture.ts';
import { folderWith } from '../folder-with.ts';

const PAGES = 'src/site/pages';
const pages = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((file) =>
	/\.(?:astro|ts)$/.test(file),
);

// Props are made before any page is, where nobody notes for whom words are read.
test.each(pages)('%s takes an address from its list of addresses, and nothing else', (file) => {
	expect(readFileSync(join(PAGES, file), 'utf8')).not.toMatch(/\bprops\b/);
});

/** A site whose page `/list/` shows the words of both lessons, `/one/` those of one, and `/none/` those of none. */
function createSite() {
	const folder = folderWith({});
	vi.stubEnv('DRYDOCK_CACHE', folder);
	const cache = createBuildCache(join(folder, 'pages'), []);
	const words = new Map([
		['one.mdx', 'first'],
		['two.mdx', 'second'],
	]);
	const read = (file: string) => {
		noteRead(file);
		return words.get(file);
	};
	const contents: Readonly<Record<string, () => Promise<string>>> = {
		'/list/': async () => {
			const one = read('one.mdx');
			await Promise.resolve();
			return `${one} and ${read('two.mdx')} /_/pictures/0123456789abcdef.png`;
		},
		'/one/': async () => `only ${read('one.mdx')}`,
		'/none/': async () => 'nothing',
	};
	const made: string[] = [];
	const usual: AstroPrerenderer = {
		name: 'usual',
		getStaticPaths: async () => [],
		render: async ({ url }) => {
			const { pathname } = new URL(url);
			made.push(pathname);
			getWantedPictures().set('0123456789abcdef', { site: 's', kind: 'k', title: 't', says: 'w' });
			return new Response(await contents[pathname]?.(), { headers: { 'content-type': 'text/html' } });
		},
	};
	const build = async (common = 'the rest') => {
		made.length = 0;
		getWantedPictures().clear();
		const inputs: PageInputs = { common, words };
		const keeper = createWorkKeeper(inputs, cache);
		const prerenderer = addKeptPages(usual, keeper, { made: 0, taken: 0 });
		const texts: string[] = [];
		for (const path of Object.keys(contents)) {
			const routeData = { component: 'page.astro' } as Parameters<AstroPrerenderer['render']>[1]['routeData'];
			const response = await prerenderer.render(new Request(`http://site${path}`), { routeData });
			texts.push(response instanceof Response ? await response.text() : '');
		}
		await prerenderer.teardown?.();
		return { texts, made: [...made], pictures: [...getWantedPictures().keys()] };
	};
	return { words, build };
}

describe('a second build', () => {
	test('makes no page anew where nothing has changed, and asks for the same pictures', async () => {
		const { build } = createSite();
		const first = await build();
		expect(await build()).toEqual({ ...first, made: [] });
	});

	test('makes anew the pages that have read the words that changed, and no other', async () => {
		const { words, build } = createSite();
		await build();
		words.set('two.mdx', 'other');
		const { made, texts } = await build();
		expect(made).toEqual(['/list/']);
		expect(texts[0]).toContain('first and other');
	});

	test('makes all pages anew where anything else has changed', async () => {
		const { build } = createSite();
		await build();
		expect((await build('something else')).made).toHaveLength(3);
	});

	test('makes a page anew whose words are nowhere among the files', async () => {
		const { words, build } = createSite();
		words.delete('two.mdx');
		await build();
		expect((await build()).made).toEqual(['/list/']);
	});
});
