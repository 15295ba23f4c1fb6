import { formatBytes } from '../data/examples/measurements.ts';
import { type CostInputs, NEW_IN_A_PUSH, POST } from './model.ts';

/** A button that puts numbers in. */
export interface Preset {
	readonly words: string;
	apply(now: CostInputs): CostInputs;
}

/** What was measured in the registry of the example: bytes. */
export interface MeasuredPushes {
	/** What the first push stored, the base image included. */
	readonly first: number;
	/** What each further push stored where every edit installs the dependencies again. */
	readonly before: number;
	/** What each further push stored where an edit changes the last layer alone. */
	readonly after: number;
}

/** The case of the post, and the image of the example in the two orders of its lines. */
export function listPresets(measured: MeasuredPushes): Preset[] {
	const { first, before, after } = measured;
	const sizes = {
		baseBytes: Math.max(0, first - before),
		dependencyBytes: Math.max(0, before - after),
		applicationBytes: after,
	};
	return [
		{ words: 'The post’s case', apply: () => POST },
		{
			words: `Measured: ${formatBytes(before)} a push`,
			apply: (now) => ({ ...now, ...sizes, newInPush: NEW_IN_A_PUSH.dependenciesToo }),
		},
		{
			words: `Measured: ${formatBytes(after)} a push`,
			apply: (now) => ({ ...now, ...sizes, newInPush: NEW_IN_A_PUSH.applicationOnly }),
		},
	];
}
