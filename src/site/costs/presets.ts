import { formatBytes } from '../data/measurements.ts';
import { type CostInputs, POST } from './model.ts';

/** A button that puts numbers in. */
export interface Preset {
	readonly words: string;
	apply(now: CostInputs): CostInputs;
}

/** The case of the post, and the bytes of a push that were measured on both sides of the example. */
export function listPresets(before: number, after: number): Preset[] {
	const createMeasuredPreset = (bytesPerPush: number, side: string): Preset => ({
		words: `${formatBytes(bytesPerPush)} a push, measured ${side}`,
		apply: (now) => ({ ...now, bytesPerPush }),
	});
	return [
		{ words: 'The post’s case', apply: () => POST },
		createMeasuredPreset(before, 'before'),
		createMeasuredPreset(after, 'after'),
	];
}
