import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import type { FileCache } from '#workspace/build-cache.ts';
import { listPageSettings } from './page-inputs.ts';

type BuildSetup = Parameters<NonNullable<AstroIntegration['hooks']['astro:build:setup']>>[0];
/** The kinds of pages, by the name that Astro gives each. */
type PageKinds = BuildSetup['pages'];
type Styles = NonNullable<ReturnType<PageKinds['get']>>['styles'];

/** What Vite makes of the sources before there is a page: what makes the pages, and what browsers fetch beside them. */
interface BuiltProgram {
	/** By their path in the folder of the site. */
	readonly files: ReadonlyMap<string, Uint8Array>;
	/** The style sheets of each kind of page. */
	readonly styles: ReadonlyMap<string, Styles>;
}

/** What Astro tells the program that makes the pages. Of the build it asks for style sheets and injected scripts only. */
interface PrerenderApp {
	setInternals(internals: { readonly pagesByKeys: PageKinds }): void;
	setOptions(options: {
		readonly settings: { readonly scripts: readonly [] };
		readonly logger: BuildSetup['logger'];
	}): void;
}

/** What makes the pages lies in the folder of the site until all of them are made. */
const PRERENDER_ENTRY = /^\.prerender[\\/]prerender-entry\.[^\\/]+$/;

/** The program of one build, in the folder where the site is made. */
export interface ProgramBuild {
	/** `undefined` where it has to be built. */
	readonly kept: BuiltProgram | undefined;
	readonly folder: string;
	readonly setup: BuildSetup;
	readonly keep: (program: BuiltProgram) => void;
}

/** Looks for what Vite made of the same sources in an earlier build, and has it build nothing where that is found. */
export function findKeptProgram(setup: BuildSetup, folder: string, cache: FileCache): ProgramBuild {
	const inputs = JSON.stringify([process.cwd(), listPageSettings()]);
	const entry = cache.find(inputs);
	const kept = entry && (deserialize(entry) as BuiltProgram);
	if (kept)
		setup.updateConfig({
			builder: {
				async buildApp({ environments }) {
					// Vite builds all of them where it is told of none.
					for (const environment of Object.values(environments)) environment.isBuilt = true;
					restoreProgram(kept, folder, setup.pages);
				},
			},
		});
	return { kept, folder, setup, keep: (program) => cache.keep(inputs, serialize(program)) };
}

/** Has pages made by the kept program, or keeps the one that was built now: when it starts, there is no page yet. */
export function addKeptProgram(
	usual: AstroPrerenderer,
	{ kept, folder, setup, keep }: ProgramBuild,
): AstroPrerenderer {
	return {
		...usual,
		async setup() {
			// Astro's own prerenderer asks its property `app` for addresses and pages.
			if (kept) Object.assign(usual, { app: await startProgram(kept, folder, setup) });
			else {
				await usual.setup?.();
				keep(readProgram(folder, setup.pages));
			}
		},
	};
}

function restoreProgram({ files, styles }: BuiltProgram, folder: string, pages: PageKinds): void {
	for (const [path, bytes] of files) {
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, bytes);
	}
	for (const [name, page] of pages) page.styles = styles.get(name) ?? [];
}

async function startProgram(
	{ files }: BuiltProgram,
	folder: string,
	{ pages, logger }: BuildSetup,
): Promise<PrerenderApp> {
	const entry = [...files.keys()].find((path) => PRERENDER_ENTRY.test(path));
	if (entry === undefined) throw new Error('The kept program of the pages has no file to start with.');
	const { app } = (await import(pathToFileURL(join(folder, entry)).href)) as { readonly app: PrerenderApp };
	app.setInternals({ pagesByKeys: pages });
	app.setOptions({ settings: { scripts: [] }, logger });
	return app;
}

function readProgram(folder: string, pages: PageKinds): BuiltProgram {
	const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length));
	return {
		files: new Map(paths.map((path) => [path, readFileSync(join(folder, path))])),
		styles: new Map([...pages].map(([name, { styles }]) => [name, styles])),
	};
}
