import { readFileSync } from 'node:fs';
import { renderAsync } from '@resvg/resvg-js';
import satori from 'satori';
import { siteUrl } from '../settings.ts';
import { createPngEncoder } from './indexed-png.ts';
import type { Picture } from './picture.ts';

const WIDTH = 1200;
const HEIGHT = 630;
const INK = '#182127';
const SOFT = '#54595c';
const PAPER = '#fbfaf6';
const ACCENT = '#0b5870';
const RULE = '#8b8a80';

const data = readFileSync(`${process.cwd()}/src/site/fonts/serif-400.ttf`);
// One list for all pictures: Satori reads a font again for each list that it is handed.
const fonts = [{ name: 'Drydock Serif', data, weight: 400 as const, style: 'normal' as const }];

/** Paper, and each ink in 63 strengths on it, which is more than the edge of a letter needs: 253 colours. */
const toPng = createPngEncoder([
	PAPER,
	...[INK, SOFT, ACCENT, RULE].flatMap((ink) => computeStrengths(ink, 63)),
]);

/** A page's picture as PNG: what it is, its title, one line, in the site's own type. */
export async function drawPicture({ site, kind, title, says }: Picture): Promise<Uint8Array> {
	const card = createBox(
		{
			boxSizing: 'border-box',
			width: WIDTH,
			height: HEIGHT,
			background: PAPER,
			color: INK,
			padding: '64px 76px 0',
		},
		[
			createRow({ alignItems: 'center', fontSize: 36 }, [
				createBox({ width: 48, height: 48, marginRight: 18 }, []),
				createText(stripUndrawable(site), {}),
				createText(stripUndrawable(kind), { marginLeft: 'auto', color: SOFT, fontSize: 32 }),
			]),
			createText(shortenWords(title, 90), {
				marginTop: 62,
				fontSize: title.length > 42 ? 70 : 88,
				lineHeight: 1.08,
			}),
			createText(shortenWords(says, 150), { marginTop: 28, fontSize: 36, lineHeight: 1.35, color: SOFT }),
			createText(siteUrl.host, { position: 'absolute', left: 76, bottom: 50, fontSize: 26, color: ACCENT }),
		],
	);
	const words = await satori(card as never, { width: WIDTH, height: HEIGHT, fonts });
	// Satori would mask the drawings, which takes as long as all the rest.
	const svg = words.replace('</svg>', `${HULL}${SCALE}</svg>`);
	// Letters are outlines by now, so that the machine's own fonts are of no use.
	const { pixels } = await renderAsync(svg, { font: { loadSystemFonts: false } });
	return toPng({ width: WIDTH, height: HEIGHT, pixels });
}

type Style = Readonly<Record<string, string | number>>;
interface Element {
	readonly type: string;
	readonly props: Readonly<Record<string, unknown>>;
}

function createBox(style: Style, children: readonly Element[]): Element {
	return { type: 'div', props: { style: { display: 'flex', flexDirection: 'column', ...style }, children } };
}

function createRow(style: Style, children: readonly Element[]): Element {
	return { type: 'div', props: { style: { display: 'flex', ...style }, children } };
}

function createText(words: string, style: Style): Element {
	return {
		type: 'div',
		props: { style: { display: 'flex', letterSpacing: '-0.01em', ...style }, children: words },
	};
}

/** The hull on its blocks, and the scale below it, as on the pages. */
const HULL = `<svg x="76" y="65" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="${ACCENT}" stroke-width="1.75" stroke-linecap="square"><path d="M1.75 4.5v16h20.5v-16M5.75 5h12.5v6.25c0 3-1.75 4.75-4.5 4.75h-3.5c-2.75 0-4.5-1.75-4.5-4.75zM5.75 9.25h12.500M9 18.75v1.5M12 18.75v1.5M15 18.75v1.5"/></svg>`;
const SCALE = `<svg y="${HEIGHT - 18}" width="${WIDTH}" height="18" stroke="${RULE}" stroke-width="2"><path d="M0 17h${WIDTH}${drawScaleMarks(20, 9)}${drawScaleMarks(100, 17)}"/></svg>`;

function drawScaleMarks(apart: number, height: number): string {
	return Array.from({ length: WIDTH / apart }, (_, at) => `M${at * apart + 1} 17v-${height}`).join('');
}

/** A colour on paper from nearly nothing to itself, as `#rrggbb`. */
function computeStrengths(ink: string, count: number): string[] {
	const parseChannel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
	return Array.from({ length: count }, (_, step) => {
		const mixed = [1, 3, 5].map((at) => {
			const [paper, full] = [parseChannel(PAPER, at), parseChannel(ink, at)];
			return Math.round(paper + ((full - paper) * (step + 1)) / count);
		});
		return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
	});
}

/** The font draws Latin letters and a few signs; what it lacks is left out. */
function stripUndrawable(words: string): string {
	return words.replace(/`/g, '').replace(/[^\x20-\x7e §·×äéöü÷–—‘’“”•…↑↓]/g, '');
}

function shortenWords(words: string, maximumLength: number): string {
	const clean = stripUndrawable(words);
	if (clean.length <= maximumLength) return clean;
	return `${clean.slice(0, clean.lastIndexOf(' ', maximumLength - 1)).replace(/[,.;:]$/, '')} …`;
}
