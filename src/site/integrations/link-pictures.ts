import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { drawPicture } from '../pictures/draw.ts';
import { type Picture, wantedPictures } from '../pictures/picture.ts';

/** Where drawn pictures are kept between builds, by the hash of what they show. */
const KEPT = '.cache/pictures';

/** Draws, for every page, the picture that a link to it shows elsewhere. A second build draws only what changed. */
export function linkPictures(): AstroIntegration {
	return {
		name: 'drydock-link-pictures',
		hooks: {
			'astro:build:done': async ({ dir, logger }) => {
				const target = join(fileURLToPath(dir), '_/pictures');
				await mkdir(target, { recursive: true });
				await mkdir(KEPT, { recursive: true });
				const drawn = await putAll([...wantedPictures()], target);
				await forgetOthers();
				logger.info(`${wantedPictures().size} link pictures, ${drawn} of them drawn now.`);
			},
		},
	};
}

async function putAll(wanted: [name: string, picture: Picture][], target: string): Promise<number> {
	let drawn = 0;
	let next = 0;
	const work = async () => {
		for (let one = wanted[next++]; one !== undefined; one = wanted[next++]) {
			const [name, picture] = one;
			const file = join(KEPT, `${name}.png`);
			if (!existsSync(file)) {
				await writeFile(`${file}.${process.pid}`, await drawPicture(picture));
				await rename(`${file}.${process.pid}`, file);
				drawn++;
			}
			await copyFile(file, join(target, `${name}.png`));
		}
	};
	await Promise.all(Array.from({ length: availableParallelism() }, work));
	return drawn;
}

/** Pictures that this build did not need go, unless there are few enough to keep for another content or address. */
async function forgetOthers(): Promise<void> {
	const names = (await readdir(KEPT)).filter((name) => name.endsWith('.png'));
	const others = names.filter((name) => !wantedPictures().has(name.slice(0, -'.png'.length)));
	if (others.length <= 2 * wantedPictures().size) return;
	await Promise.all(others.map((name) => rm(join(KEPT, name), { force: true })));
}
