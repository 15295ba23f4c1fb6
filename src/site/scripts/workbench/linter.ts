import type { Texts } from '#examples/exercises/exercise.ts';
import type { ContextSource, FindingsByFile, LintAnswer, LintRequest } from './lint-request.ts';

/** A text that takes longer is left to the command line. In milliseconds. */
export const LONGEST_WORK = 2_000;

/** Lints files beside the page. An answer of nothing means that it took too long and was stopped. */
export interface Linter {
	lint(texts: Texts): Promise<FindingsByFile | undefined>;
	fix(texts: Texts): Promise<Texts | undefined>;
}

export function createLinter(source: ContextSource): Linter {
	// A page on a disk may not start a worker.
	if (document.documentElement.dataset['edition'] === 'archive') return createLinterHere(source);
	let worker: Worker | undefined;
	let id = 0;
	const ask = (texts: Texts, isFixing: boolean) => {
		worker ??= new Worker(new URL('./lint-worker.ts', import.meta.url), { type: 'module' });
		return askWorker(worker, { id: ++id, texts, source, isFixing }, () => {
			worker = undefined;
		});
	};
	return {
		async lint(texts) {
			const answer = await ask(texts, false);
			return answer?.is === 'judged' ? answer.findings : undefined;
		},
		async fix(texts) {
			const answer = await ask(texts, true);
			return answer?.is === 'mended' ? answer.texts : undefined;
		},
	};
}

/** Stops the worker where the work takes too long, or fails; another is started for the next question. */
function askWorker(
	worker: Worker,
	request: LintRequest,
	onStopped: () => void,
): Promise<LintAnswer | undefined> {
	return new Promise((resolve, reject) => {
		let late: ReturnType<typeof setTimeout> | undefined;
		const end = () => {
			clearTimeout(late);
			worker.removeEventListener('message', listen);
			worker.removeEventListener('error', fail);
		};
		const stop = () => {
			end();
			worker.terminate();
			onStopped();
		};
		const fail = (event: ErrorEvent) => {
			stop();
			reject(new Error(event.message || 'The linter could not be loaded.'));
		};
		const listen = ({ data }: MessageEvent<LintAnswer>) => {
			if (data.id !== request.id) return;
			if (data.is === 'begun') {
				late = setTimeout(() => {
					stop();
					resolve(undefined);
				}, LONGEST_WORK);
				return;
			}
			end();
			resolve(data);
		};
		worker.addEventListener('message', listen);
		worker.addEventListener('error', fail);
		worker.postMessage(request);
	});
}

function createLinterHere(source: ContextSource): Linter {
	const loading = import('./lint-files.ts');
	return {
		lint: async (texts) => (await loading).lintFiles(texts, source),
		fix: async (texts) => (await loading).fixTexts(texts, source),
	};
}
