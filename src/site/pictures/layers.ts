import { omitUndefined } from '#core/omit-undefined.ts';
import type { Evidence, Layer, Measurement } from '#examples/evidence/evidence.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { formatBytes } from '../data/examples/measurements.ts';
import { type Drawing, formatPercent, formatVisiblePercent, nameSide } from './drawing.ts';

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
		readonly ownSize: string;
		readonly baseWidth: string;
		readonly ownWidth: string;
		readonly bars: readonly LayerBar[];
	}[];
}

/** The layers that each side adds to its base, to one scale, with what a rebuild made again. Nothing where a side adds none. */
export function drawLayers(evidence: Evidence): LayersDrawing | undefined {
	const rebuild = findDifferingRebuild(evidence);
	const layersBySide = SIDES.map((side) => {
		const { layers, measurements } = evidence[side];
		const states = rebuild === undefined ? [] : listLayerStates(measurements, rebuild);
		const ownLayers = layers
			.filter(({ fromBase }) => !fromBase)
			.map((layer) => ({ ...layer, instruction: extractInstruction(layer.createdBy) }))
			.map((layer) => ({ ...layer, state: states.find(([name]) => name === layer.instruction)?.[1] }))
			.filter(({ bytes, instruction, state }) => bytes > 0 || (state && instruction.startsWith('RUN ')));
		return { side, total: countBytes(layers), ownBytes: countBytes(ownLayers), own: ownLayers };
	});
	if (layersBySide.some(({ own: ownLayers }) => ownLayers.length === 0)) return undefined;
	const largest = Math.max(...layersBySide.map(({ total }) => total));
	const widest = Math.max(...layersBySide.flatMap(({ own }) => own.map(({ bytes }) => bytes)));
	const sides = layersBySide.map(({ side, total, ownBytes, own: ownLayers }) => ({
		side,
		total: formatBytes(total),
		ownSize: formatBytes(ownBytes),
		baseWidth: formatPercent(total - ownBytes, largest),
		ownWidth: formatVisiblePercent(ownBytes, largest),
		bars: ownLayers.map(({ instruction, bytes, state }) => ({
			instruction,
			size: formatBytes(bytes),
			width: formatVisiblePercent(bytes, widest),
			...omitUndefined({ state }),
		})),
	}));
	return {
		kind: 'layers',
		caption: formatCaption(rebuild),
		sides,
		table: {
			head: ['Side', 'Layer', 'Size', ...(rebuild === undefined ? [] : ['In the rebuild'])],
			rows: sides.flatMap(({ side, total, ownSize, bars }) => [
				...bars.map(({ instruction, size, state }) => [
					nameSide(side),
					instruction,
					size,
					...(rebuild === undefined ? [] : [describeState(state)]),
				]),
				[
					nameSide(side),
					'whole image, base included',
					total,
					...(rebuild === undefined ? [] : [`own layers: ${ownSize}`]),
				],
			]),
		},
	};
}

/** Whether the layers carry the lesson: the sides differ by at least a hundredth of the image, or a rebuild treats them differently. */
export function hasDifferentLayers(evidence: Evidence): boolean {
	const [before, after] = SIDES.map((side) =>
		countBytes(evidence[side].layers.filter(({ fromBase }) => !fromBase)),
	);
	const whole = Math.max(1, countBytes(evidence.before.layers));
	return (
		Math.abs((before ?? 0) - (after ?? 0)) / whole >= 0.01 || findDifferingRebuild(evidence) !== undefined
	);
}

export function describeState(state: State | undefined): string {
	if (state === undefined) return '';
	return state === 'again' ? 'made again' : 'kept';
}

type Measurements = Readonly<Record<string, Measurement>>;

/** The name of the recorded rebuild that made more again on one side than on the other. */
function findDifferingRebuild({ before, after }: Evidence): string | undefined {
	const hasDifferentValues = (measure: string) =>
		before.measurements[measure]?.value !== after.measurements[measure]?.value;
	return Object.keys(before.measurements)
		.flatMap((measure) => (measure.endsWith('.steps-run') ? [measure.slice(0, -'.steps-run'.length)] : []))
		.find(
			(name) =>
				before.measurements[`${name}.new-bytes`] !== undefined &&
				(hasDifferentValues(`${name}.steps-run`) || hasDifferentValues(`${name}.new-bytes`)),
		);
}

function listLayerStates(measurements: Measurements, rebuild: string): [string, State][] {
	const markSteps = (measure: string, state: State): [string, State][] =>
		(measurements[`${rebuild}.${measure}`]?.details ?? []).map((step) => [extractInstruction(step), state]);
	return [...markSteps('steps-run', 'again'), ...markSteps('steps-cached', 'kept')];
}

/** The instruction as a person wrote it, without what BuildKit adds in a layer's history or in a step's name. */
export function extractInstruction(text: string): string {
	let plain = text
		.replace(/^\[[^\]]*\d+\/\d+\] /, '')
		.replace(/\s*# buildkit$/, '')
		.replace(/^RUN (?:\|\d+ .*?)?\/bin\/sh -c /, 'RUN ')
		.replace(/\s+/g, ' ')
		.trim();
	while (/^[A-Z]+ --\S+ /.test(plain)) plain = plain.replace(/^([A-Z]+) --\S+ /, '$1 ');
	return plain;
}

function formatCaption(rebuild: string | undefined): string {
	const baseCaption =
		'The upper bar is the whole image, its base in grey. Below are the layers that the side adds, on a scale of their own.';
	if (rebuild === undefined) return baseCaption;
	return `${baseCaption} Striped layers were made again by the rebuild \`${rebuild}\`; plain ones came from the cache.`;
}

function countBytes(layers: readonly Pick<Layer, 'bytes'>[]): number {
	return layers.reduce((total, { bytes }) => total + bytes, 0);
}
