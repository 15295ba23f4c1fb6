import { createBuildCache, type FileCache } from '#workspace/build-cache.ts';

/** The pictures of links, by the name of their file, which is the hash of what they show. */
export const pictureCache = rememberCache(() =>
	createBuildCache('.cache/pictures', ['src/site/pictures', 'src/site/fonts', 'package-lock.json']),
);

/** The files of examples, coloured and set side by side. */
export const codeCache = rememberCache(() =>
	createBuildCache('.cache/code', ['src/site/code', 'src/core/source', 'package-lock.json']),
);

/** All that pages may import: see tests/architecture.test.ts. */
const PAGE_MAKERS = [
	'src/core',
	'src/workspace',
	'src/examples',
	'src/offline',
	'src/site',
	'public',
	'astro.config.mjs',
	'package.json',
	'package-lock.json',
];

/** Whole pages, by all that they were made from. */
export const pageCache = rememberCache(() => createBuildCache('.cache/pages', PAGE_MAKERS));

/** What Vite makes of the sources, by the settings that they read. */
export const programCache = rememberCache(() => createBuildCache('.cache/program', PAGE_MAKERS));

function rememberCache(make: () => FileCache): () => FileCache {
	let made: FileCache | undefined;
	return () => {
		made ??= make();
		return made;
	};
}
