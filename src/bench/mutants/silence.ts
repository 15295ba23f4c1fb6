import { Worker } from 'node:worker_threads';

/** What the thread that watches is given. */
export interface Silence {
	readonly longestSeconds: number;
	/** The processor time that the process had used when it was heard last, in seconds. */
	readonly heardAt: Float64Array<SharedArrayBuffer>;
}

/**
 * Ends this process once it has used so much processor time since it was heard last: it has made a loop that does not
 * end. On a machine that leaves it none it may be silent for as long as it likes. Answers what says that it is heard.
 */
export function endWhenSilent(longestSeconds: number): () => void {
	const heardAt = new Float64Array(new SharedArrayBuffer(8));
	const hear = () => {
		heardAt[0] = readProcessorSeconds();
	};
	hear();
	const workerData: Silence = { longestSeconds, heardAt };
	// No timer of a thread runs while the thread is in a loop, so another one watches.
	new Worker(new URL('./silence-thread.ts', import.meta.url), { workerData, execArgv: [] }).unref();
	return hear;
}

export function readProcessorSeconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
}
