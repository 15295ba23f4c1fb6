import type { Output } from '../io.ts';

const QUIET_FOR = 700;
const BETWEEN = 100;

/** One line that says how far the work is: only on a terminal, and only once it takes long. */
export class ProgressLine {
	readonly #output: Output;
	// To ask `performance` loads all that Node measures with.
	readonly #started = Date.now();
	#last = 0;
	#isShown = false;

	constructor(output: Output) {
		this.#output = output;
	}

	show(line: () => string): void {
		if (!this.#output.isTerminal) return;
		const now = Date.now();
		if (now - this.#started < QUIET_FOR || now - this.#last < BETWEEN) return;
		this.#last = now;
		this.#isShown = true;
		this.#output.write(`\r\u001b[K${line().slice(0, (this.#output.columns ?? 80) - 1)}`);
	}

	/** Takes the line away, so that what follows starts on a clean one. */
	clear(): void {
		if (this.#isShown) this.#output.write('\r\u001b[K');
		this.#isShown = false;
	}
}
