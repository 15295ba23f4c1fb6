import { type BuildCache, buildCache } from '#workspace/build-cache.ts';

/** The pictures of links, by the name of their file, which is the hash of what they show. */
export const pictureCache = once(() =>
	buildCache('.cache/pictures', ['src/site/pictures', 'src/site/fonts', 'package-lock.json']),
);

/** The files of examples, coloured and set side by side. */
export const codeCache = once(() =>
	buildCache('.cache/code', ['src/site/code', 'src/core/source', 'package-lock.json']),
);

/** Everything that a build of the site keeps for the next one. */
export const caches = () => [pictureCache(), codeCache()];

function once(make: () => BuildCache): () => BuildCache {
	let made: BuildCache | undefined;
	return () => {
		made ??= make();
		return made;
	};
}
