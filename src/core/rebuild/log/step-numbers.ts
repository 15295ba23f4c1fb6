import type { StepLabel } from '../model.ts';
import type { PlannedStage } from '../plan-stages.ts';

/** What can come from the cache. */
export const STEPS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/** Counts the steps of a stage as the engine's log does. */
export class StepNumbers {
	readonly #label: string;
	readonly #total: number;
	#number: number;

	constructor({ label, base, commands }: PlannedStage) {
		const image = base.kind === 'image' ? 1 : 0;
		const counted = commands.filter(
			({ instruction: { keyword }, isTrigger }) => isTrigger || STEPS.has(keyword),
		);
		this.#label = label;
		this.#number = image;
		this.#total = image + counted.length;
	}

	next(): StepLabel {
		this.#number++;
		return { stage: this.#label, number: this.#number, total: this.#total };
	}
}
