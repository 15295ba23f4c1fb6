/** Lets work run side by side, except what must be alone on the machine because it measures time. */
export interface Turns {
	together<T>(work: () => Promise<T>): Promise<T>;
	/** Waits until everything that runs has ended, and lets nothing begin until it has ended itself. */
	alone<T>(work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
	const running = new Set<Promise<unknown>>();
	// What is to come waits for this; it never fails.
	let gate: Promise<unknown> = Promise.resolve();

	return {
		async together(work) {
			// The gate may have been closed again while this waited for it.
			for (let seen: unknown; seen !== gate; ) {
				seen = gate;
				await gate;
			}
			const promise = work();
			const settled = promise.catch(() => undefined).finally(() => running.delete(settled));
			running.add(settled);
			return promise;
		},
		alone(work) {
			const promise = gate.then(async () => {
				await Promise.all(running);
				return work();
			});
			gate = promise.catch(() => undefined);
			return promise;
		},
	};
}
