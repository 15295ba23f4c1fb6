import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
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
	/** What makes the pages, by path in a folder that is there until all of them are made. */
	readonly maker: ReadonlyMap<string, Uint8Array>;
	/** By path in the folder of the site. */
	readonly fetched: ReadonlyMap<string, Uint8Array>;
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

/** Where Vite puts both: what makes the pages lies in the folder of the site, or apart where that is not in the project. */
interface Folders {
	readonly maker: string;
	readonly site: string;
}

/** The program of one build. */
export interface ProgramBuild {
	/** `undefined` where it has to be built. */
	readonly kept: BuiltProgram | undefined;
	readonly folders: Folders;
	readonly setup: BuildSetup;
	readonly keep: (program: BuiltProgram) => void;
}

/** Looks for what Vite made of the same sources in an earlier build, and has it build nothing where that is found. */
export function findKeptProgram(setup: BuildSetup, site: string, cache: FileCache): ProgramBuild {
	const maker = setup.vite.environments?.['prerender']?.build?.outDir;
	if (maker === undefined) throw new Error('Astro does not say where it puts what makes the pages.');
	const folders = { maker, site };
	const inputs = JSON.stringify([process.cwd(), listPageSettings()]);
	const entry = cache.find(inputs);
	const kept = entry && (deserialize(entry) as BuiltProgram);
	if (kept)
		setup.updateConfig({
			builder: {
				async buildApp({ environments }) {
					// Vite builds all of them where it is told of none.
					for (const environment of Object.values(environments)) environment.isBuilt = true;
					restoreProgram(kept, folders, setup.pages);
				},
			},
		});
	return { kept, folders, setup, keep: (program) => cache.keep(inputs, serialize(program)) };
}

/** Has pages made by the kept program, or keeps the one that was built now: when it starts, there is no page yet. */
export function addKeptProgram(
	usual: AstroPrerenderer,
	{ kept, folders, setup, keep }: ProgramBuild,
): AstroPrerenderer {
	return {
		...usual,
		async setup() {
			// Astro's own prerenderer asks its property `app` for addresses and pages.
			if (kept) Object.assign(usual, { app: await startProgram(kept, folders, setup) });
			else {
				await usual.setup?.();
				keep(readProgram(folders, setup.pages));
			}
		},
	};
}

function restoreProgram({ maker, fetched, styles }: BuiltProgram, folders: Folders, pages: PageKinds): void {
	writeFiles(folders.maker, maker);
	writeFiles(folders.site, fetched);
	for (const [name, page] of pages) page.styles = styles.get(name) ?? [];
}

async function startProgram(
	{ maker }: BuiltProgram,
	folders: Folders,
	{ pages, logger }: BuildSetup,
): Promise<PrerenderApp> {
	const entry = [...maker.keys()].find((path) => path.startsWith('prerender-entry.'));
	if (entry === undefined) throw new Error('The kept program of the pages has no file to start with.');
	const { href } = pathToFileURL(join(folders.maker, entry));
	const { app } = (await import(href)) as { readonly app: PrerenderApp };
	app.setInternals({ pagesByKeys: pages });
	app.setOptions({ settings: { scripts: [] }, logger });
	return app;
}

function readProgram({ maker, site }: Folders, pages: PageKinds): BuiltProgram {
	const isOfMaker = (path: string) => !relative(maker, join(site, path)).startsWith('..');
	return {
		maker: readFiles(maker),
		fetched: new Map([...readFiles(site)].filter(([path]) => !isOfMaker(path))),
		styles: new Map([...pages].map(([name, { styles }]) => [name, styles])),
	};
}

/** The files below a folder, by their path in it. */
function readFiles(folder: string): Map<string, Uint8Array> {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile(),
	);
	const paths = files.map(({ parentPath, name }) => join(parentPath, name));
	return new Map(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}

function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
	for (const [path, bytes] of files) {
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, bytes);
	}
}
