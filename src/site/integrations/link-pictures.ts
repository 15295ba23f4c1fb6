import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { pictureCache } from '../caches.ts';
import { getWantedPictures, type Picture } from '../pictures/picture.ts';

/** Draws, for every page, the picture that a link to it shows elsewhere. A second build draws only what changed. */
export function linkPictures(): AstroIntegration {
	return {
		name: 'drydock-link-pictures',
		hooks: {
			'astro:build:done': async ({ dir, logger }) => {
				const target = join(fileURLToPath(dir), '_/pictures');
				await mkdir(target, { recursive: true });
				const drawn = await putAll([...getWantedPictures()], target);
				logger.info(`${getWantedPictures().size} link pictures, ${drawn} of them drawn now.`);
			},
		},
	};
}

async function putAll(wanted: [name: string, picture: Picture][], target: string): Promise<number> {
	const cache = pictureCache();
	let drawn = 0;
	let next = 0;
	const drawPictures = async () => {
		for (let wantedEntry = wanted[next++]; wantedEntry !== undefined; wantedEntry = wanted[next++]) {
			const [name, picture] = wantedEntry;
			const image = await cache.bytes(name, async () => {
				drawn++;
				// What draws is large, and of no use to a build that finds all pictures drawn.
				const { drawPicture } = await import('../pictures/draw.ts');
				return drawPicture(picture);
			});
			await writeFile(join(target, `${name}.png`), image);
		}
	};
	await Promise.all(Array.from({ length: availableParallelism() }, drawPictures));
	return drawn;
}
