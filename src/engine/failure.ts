import type { Side } from '#examples/manifest.ts';

/** What stopped an engine run: what is wrong, lines that show it, and what settles it. */
export class EngineFailure extends Error {
	/** Permanent, kebab-case, searchable: `build-failed`. */
	readonly code: string;
	/** Lines shown below the message as they are. */
	readonly frame?: string;
	readonly fix: string;
	/** The side of the example that was being run. */
	readonly side?: Side;

	constructor(code: string, message: string, fix: string, frame?: string, side?: Side) {
		super(message);
		this.name = 'EngineFailure';
		this.code = code;
		this.fix = fix;
		if (frame !== undefined) this.frame = frame;
		if (side !== undefined) this.side = side;
	}

	/** The same failure, with the side it happened on. */
	on(side: Side): EngineFailure {
		return new EngineFailure(this.code, this.message, this.fix, this.frame, side);
	}

	/** Every example would meet it: the engine is gone, or the disk is full. */
	get stopsEverything(): boolean {
		return this.code === 'engine-missing' || this.code === 'disk-full';
	}
}

/** The reader stopped the run. Not a failure: nothing is wrong, and nothing is recorded. */
export class RunStopped extends Error {
	constructor(reason: unknown) {
		super('stopped');
		this.name = 'RunStopped';
		this.cause = reason;
	}
}

export function createRunStopped(signal: AbortSignal): RunStopped {
	return new RunStopped(signal.reason);
}
