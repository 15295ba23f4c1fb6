import type { Build } from '../engine.ts';
import type { Tools } from '../experiments/experiment.ts';
import { EngineFailure } from '../failure.ts';
import { waitForAnswer } from './http.ts';

interface Asked {
	readonly port: number;
	readonly path: string;
	/** A text in the output of a build that refuses what it is given. */
	readonly refusal: string;
	/** A text that is in the answer only when what was not meant is in the image. */
	readonly shows: string;
}

export interface RebuildOutcome {
	/** What the build says when it refuses; empty when it does not. */
	readonly refusal: string;
	readonly isOtherInImage: boolean;
}

/** Builds without cache. A build that refuses says so; of any other the image is asked what it has. */
export async function buildAgain(
	{ port, path, refusal, shows }: Asked,
	tools: Tools,
): Promise<RebuildOutcome> {
	tools.step('building without cache');
	const built = await tryRebuild(refusal, tools);
	if (typeof built === 'string') return { refusal: built, isOtherInImage: false };
	const container = await tools.start({ image: built.image, name: 'app', publish: [port] });
	const { body } = await waitForAnswer(tools, container, { port, path });
	await tools.engine.remove(container);
	return { refusal: '', isOtherInImage: body.includes(shows) };
}

/** A build that fails for any other reason is a failure of the run. */
async function tryRebuild(refusal: string, { rebuild }: Pick<Tools, 'rebuild'>): Promise<Build | string> {
	try {
		return await rebuild({ isCold: true });
	} catch (error) {
		if (!(error instanceof EngineFailure) || error.code !== 'build-failed') throw error;
		const line = error.frame?.split('\n').find((text) => text.includes(refusal));
		if (line === undefined) throw error;
		return line.trim();
	}
}
