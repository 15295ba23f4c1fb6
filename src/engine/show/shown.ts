import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../engine.ts';

/** How a side is run in front of a reader. */
export interface ShowOptions {
	readonly engine: Engine;
	readonly signal: AbortSignal;
	/** Ends as soon as the application has answered, instead of waiting for Ctrl-C. */
	readonly once: boolean;
	/** Run also what the example declares to need beyond the limits. */
	readonly isTrusting?: boolean;
	/** A line for the reader: a command, or what happens now. */
	readonly say: (line: string) => void;
}

/** The body of the first answer, whatever its status; `undefined` where none comes. */
export async function fetchAnswer(url: string, signal: AbortSignal): Promise<string | undefined> {
	for (let attempt = 0; attempt < 75 && !signal.aborted; attempt++) {
		const response = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
		if (response !== undefined) return (await response.text()).trim();
		await pause(200);
	}
	return undefined;
}
