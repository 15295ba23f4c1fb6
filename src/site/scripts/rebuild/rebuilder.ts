import { askWorker, mayStartWorkers } from '../ask-worker.ts';
import type { RebuildAnswer, RebuildQuestion, RebuildResult } from './rebuild-request.ts';

/** Asks the model. An answer of nothing means that it took too long and was stopped. */
export type Rebuilder = (question: RebuildQuestion) => Promise<RebuildResult | undefined>;

export function createRebuilder(): Rebuilder {
	if (!mayStartWorkers()) {
		const loading = import('./work-out.ts');
		return async (question) => (await loading).answerQuestion(question);
	}
	let worker: Worker | undefined;
	let id = 0;
	return (question) => {
		worker ??= new Worker(new URL('./rebuild-worker.ts', import.meta.url), { type: 'module' });
		return askWorker<RebuildAnswer>(worker, { id: ++id, ...question }, () => {
			worker = undefined;
		});
	};
}
