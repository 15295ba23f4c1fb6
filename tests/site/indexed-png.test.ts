import { renderAsync } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { createPngEncoder } from '#site/pictures/indexed-png.ts';

const PALETTE = ['#ffffff', '#000000', '#0b5870'];

/** The picture as its colours, row by row, after another program has read it. */
async function readBack(width: number, height: number, ...colours: number[][]): Promise<number[][]> {
	const pixels = Uint8Array.from(colours.flatMap((colour) => [...colour, 255]));
	const png = Buffer.from(createPngEncoder(PALETTE)({ width, height, pixels })).toString('base64');
	const read = await renderAsync(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image href="data:image/png;base64,${png}" width="${width}" height="${height}" image-rendering="optimizeSpeed"/></svg>`,
	);
	return Array.from({ length: width * height }, (_, at) => [...read.pixels.subarray(4 * at, 4 * at + 3)]);
}

test('colours of the palette come back as they were, in their places', async () => {
	const [white, black, blue] = [
		[255, 255, 255],
		[0, 0, 0],
		[11, 88, 112],
	] as const;
	const colours = [white, black, blue, blue, white, black].map((colour) => [...colour]);
	expect(await readBack(3, 2, ...colours)).toEqual(colours);
});

test('any other colour becomes the nearest one', async () => {
	expect(await readBack(2, 1, [250, 250, 240], [12, 80, 120])).toEqual([
		[255, 255, 255],
		[11, 88, 112],
	]);
});

test('the same pixels make the same bytes, whatever was written before', () => {
	const raster = { width: 1, height: 1, pixels: Uint8Array.from([9, 9, 9, 255]) };
	const write = createPngEncoder(PALETTE);
	write({ ...raster, pixels: Uint8Array.from([240, 240, 240, 255]) });
	expect(write(raster)).toEqual(createPngEncoder(PALETTE)(raster));
});
