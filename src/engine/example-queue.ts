import type { LoadedExample } from '#examples/content.ts';

/** Examples that wait to be run, for several engines at once. */
export interface Queue {
	/** The next one. Waits while others run, since one of them may be given back; `undefined` when nothing is left. */
	take(): Promise<LoadedExample | undefined>;
	/** One that was taken and not run: it comes next. */
	giveBack(example: LoadedExample): void;
	/** One that was taken has been run. */
	markDone(): void;
	waiting(): readonly LoadedExample[];
}

export function createQueue(examples: readonly LoadedExample[]): Queue {
	const waiting = [...examples];
	let running = 0;
	let wakeUp: (() => void)[] = [];
	const wakeAll = () => {
		const sleepers = wakeUp;
		wakeUp = [];
		for (const wake of sleepers) wake();
	};
	return {
		async take() {
			while (waiting.length === 0 && running > 0) await new Promise<void>((resolve) => wakeUp.push(resolve));
			const next = waiting.shift();
			if (next !== undefined) running += 1;
			return next;
		},
		giveBack(example) {
			waiting.unshift(example);
			running -= 1;
			wakeAll();
		},
		markDone() {
			running -= 1;
			wakeAll();
		},
		waiting: () => waiting,
	};
}
