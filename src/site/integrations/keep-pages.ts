import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import { codeCache, pageCache, pictureCache, programCache } from '../caches.ts';
import { keepTextsWith } from '../data/content/kept-text.ts';
import { collectReads } from '../data/content/reads.ts';
import { getWantedPictures, listShownPictures, type Picture } from '../pictures/picture.ts';
import { contentPlace } from '../settings.ts';
import { addKeptProgram, findKeptProgram, type ProgramBuild } from './keep-program.ts';
import { readPageInputs } from './page-inputs.ts';
import { type BuildKeeper, createWorkKeeper } from './work-keeper.ts';

/** A page as it was sent, and what it wants beside. */
interface KeptPage {
	readonly headers: [name: string, value: string][];
	readonly pictures: readonly (readonly [name: string, picture: Picture])[];
	readonly body: string;
}

/**
 * Takes a page from an earlier build where nothing has changed that it was made from: the program, every file of the
 * content but the words of lessons and rules, and of those the words that this page read. What it reads is noted while
 * it is made, by `src/site/data/content/words.ts`.
 */
export function keepPages(): AstroIntegration {
	const counts = { made: 0, taken: 0 };
	let folder = '';
	let program: ProgramBuild | undefined;
	return {
		name: 'drydock-keep-pages',
		hooks: {
			'astro:config:done': ({ config }) => {
				folder = fileURLToPath(config.outDir);
			},
			'astro:build:setup': (setup) => {
				program = findKeptProgram(setup, folder, programCache());
			},
			'astro:build:start': async ({ setPrerenderer }) => {
				// What reads content is loaded with it, and not where the dev server starts.
				const { listRedirects } = await import('../data/links/moved.ts');
				setPrerenderer((usual) => {
					const inputs = readPageInputs(contentPlace, process.cwd(), listRedirects());
					const keeper = createWorkKeeper(inputs, pageCache());
					keepTextsWith(keeper);
					return addKeptPages(program ? addKeptProgram(usual, program) : usual, keeper, counts);
				});
			},
			'astro:build:done': ({ logger }) => {
				logger.info(`${counts.made} files made, ${counts.taken} taken from an earlier build.`);
				const caches = [pictureCache(), pageCache(), programCache()];
				// Pages that were taken have not asked for their code, and will once they are made anew.
				for (const cache of counts.taken > 0 ? caches : [...caches, codeCache()]) cache.prune();
			},
		},
	};
}

/** Makes pages as `usual` does, but for those that an earlier build has made from the same inputs. */
export function addKeptPages(
	usual: AstroPrerenderer,
	keeper: BuildKeeper,
	counts: { made: number; taken: number },
): AstroPrerenderer {
	return {
		...usual,
		async render(request, options) {
			const name = `${options.routeData.component} ${new URL(request.url).pathname}`;
			const kept = keeper.find(name);
			if (kept !== undefined) {
				counts.taken++;
				return unpackPage(kept);
			}
			counts.made++;
			const { value, reads } = collectReads(() => makePage(usual, request, options));
			const { response, body } = await value;
			if (body === undefined) return response;
			keeper.keep(name, reads, () => packPage(response.headers, body));
			return new Response(body, { headers: response.headers });
		},
		async teardown() {
			await usual.teardown?.();
			keeper.saveReads();
		},
	};
}

/** Makes a page whole, so that whatever it reads is read by then. Nothing but a page that is found and not empty has a body. */
async function makePage(
	usual: AstroPrerenderer,
	...[request, options]: Parameters<AstroPrerenderer['render']>
): Promise<{ readonly response: Response; readonly body?: Buffer<ArrayBuffer> }> {
	const rendered = await usual.render(request, options);
	const response = rendered instanceof Response ? rendered : rendered.response;
	if (response.status !== 200 || response.body === null) return { response };
	return { response, body: Buffer.from(await response.arrayBuffer()) };
}

function packPage(headers: Headers, body: Buffer): Uint8Array {
	const isHtml = headers.get('content-type')?.startsWith('text/html') === true;
	const kept: KeptPage = {
		headers: [...headers],
		pictures: isHtml ? listShownPictures(body.toString('utf8')) : [],
		body: body.toString('base64'),
	};
	return Buffer.from(JSON.stringify(kept));
}

function unpackPage(kept: Uint8Array): Response {
	const { headers, pictures, body } = JSON.parse(new TextDecoder().decode(kept)) as KeptPage;
	for (const [name, picture] of pictures) getWantedPictures().set(name, picture);
	return new Response(Buffer.from(body, 'base64'), { headers });
}
