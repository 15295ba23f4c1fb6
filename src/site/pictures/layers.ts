import type { Evidence, Layer, Measurement } from '#examples/evidence.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { bytesInWords } from '../data/measurements.ts';
import { type Drawing, percent, sideName, visible } from './drawing.ts';

type State = 'again' | 'kept';

interface LayerBar {
	readonly instruction: string;
	readonly size: string;
	readonly width: string;
	/** What the recorded rebuild did with it, where there was one. */
	readonly state?: State;
}

export interface LayersDrawing extends Drawing {
	readonly kind: 'layers';
	readonly sides: readonly {
		readonly side: Side;
		readonly total: string;
		readonly own: string;
		readonly baseWidth: string;
		readonly ownWidth: string;
		readonly bars: readonly LayerBar[];
	}[];
}

/** The layers that each side adds to its base, to one scale, with what a rebuild made again. Nothing where a side adds none. */
export function layersDrawing(evidence: Evidence): LayersDrawing | undefined {
	const rebuild = rebuildOf(evidence);
	const found = SIDES.map((side) => {
		const { layers, measurements } = evidence[side];
		const states = rebuild === undefined ? [] : statesOf(measurements, rebuild);
		const own = layers
			.filter(({ fromBase }) => !fromBase)
			.map((layer) => ({ ...layer, instruction: instructionOf(layer.createdBy) }))
			.map((layer) => ({ ...layer, state: states.find(([name]) => name === layer.instruction)?.[1] }))
			.filter(({ bytes, instruction, state }) => bytes > 0 || (state && instruction.startsWith('RUN ')));
		return { side, total: sum(layers), ownBytes: sum(own), own };
	});
	if (found.some(({ own }) => own.length === 0)) return undefined;
	const largest = Math.max(...found.map(({ total }) => total));
	const widest = Math.max(...found.flatMap(({ own }) => own.map(({ bytes }) => bytes)));
	const sides = found.map(({ side, total, ownBytes, own }) => ({
		side,
		total: bytesInWords(total),
		own: bytesInWords(ownBytes),
		baseWidth: percent(total - ownBytes, largest),
		ownWidth: visible(ownBytes, largest),
		bars: own.map(({ instruction, bytes, state }) => ({
			instruction,
			size: bytesInWords(bytes),
			width: visible(bytes, widest),
			...(state === undefined ? {} : { state }),
		})),
	}));
	return {
		kind: 'layers',
		caption: captionOf(rebuild),
		sides,
		table: {
			head: ['Side', 'Layer', 'Size', ...(rebuild === undefined ? [] : ['In the rebuild'])],
			rows: sides.flatMap(({ side, total, own, bars }) => [
				...bars.map(({ instruction, size, state }) => [
					sideName(side),
					instruction,
					size,
					...(rebuild === undefined ? [] : [stateInWords(state)]),
				]),
				[
					sideName(side),
					'whole image, base included',
					total,
					...(rebuild === undefined ? [] : [`own layers: ${own}`]),
				],
			]),
		},
	};
}

/** Whether the layers carry the lesson: the sides differ by at least a hundredth of the image, or a rebuild treats them differently. */
export function layersDiffer(evidence: Evidence): boolean {
	const [before, after] = SIDES.map((side) => sum(evidence[side].layers.filter(({ fromBase }) => !fromBase)));
	const whole = Math.max(1, sum(evidence.before.layers));
	return Math.abs((before ?? 0) - (after ?? 0)) / whole >= 0.01 || rebuildOf(evidence) !== undefined;
}

export function stateInWords(state: State | undefined): string {
	if (state === undefined) return '';
	return state === 'again' ? 'made again' : 'kept';
}

type Measurements = Readonly<Record<string, Measurement>>;

/** The name of the recorded rebuild that made more again on one side than on the other. */
function rebuildOf({ before, after }: Evidence): string | undefined {
	const differs = (measure: string) =>
		before.measurements[measure]?.value !== after.measurements[measure]?.value;
	return Object.keys(before.measurements)
		.flatMap((measure) => (measure.endsWith('.steps-run') ? [measure.slice(0, -'.steps-run'.length)] : []))
		.find(
			(name) =>
				before.measurements[`${name}.new-bytes`] !== undefined &&
				(differs(`${name}.steps-run`) || differs(`${name}.new-bytes`)),
		);
}

function statesOf(measurements: Measurements, rebuild: string): [string, State][] {
	const named = (measure: string, state: State): [string, State][] =>
		(measurements[`${rebuild}.${measure}`]?.details ?? []).map((step) => [instructionOf(step), state]);
	return [...named('steps-run', 'again'), ...named('steps-cached', 'kept')];
}

/** The instruction as a person wrote it, without what BuildKit adds in a layer's history or in a step's name. */
export function instructionOf(text: string): string {
	let plain = text
		.replace(/^\[[^\]]*\d+\/\d+\] /, '')
		.replace(/\s*# buildkit$/, '')
		.replace(/^RUN (?:\|\d+ .*?)?\/bin\/sh -c /, 'RUN ')
		.replace(/\s+/g, ' ')
		.trim();
	while (/^[A-Z]+ --\S+ /.test(plain)) plain = plain.replace(/^([A-Z]+) --\S+ /, '$1 ');
	return plain;
}

function captionOf(rebuild: string | undefined): string {
	const own =
		'The upper bar is the whole image, its base in grey. Below are the layers that the side adds, on a scale of their own.';
	if (rebuild === undefined) return own;
	return `${own} Striped layers were made again by the rebuild \`${rebuild}\`; plain ones came from the cache.`;
}

function sum(layers: readonly Pick<Layer, 'bytes'>[]): number {
	return layers.reduce((total, { bytes }) => total + bytes, 0);
}
