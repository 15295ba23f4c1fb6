import type { FindingsByFile } from '#core/finding.ts';
import type { Texts } from '#examples/exercises/exercise.ts';
import { askWorker, mayStartWorkers } from '../ask-worker.ts';
import type { ContextSource, LintAnswer } from './lint-request.ts';

/** Lints files beside the page. An answer of nothing means that it took too long and was stopped. */
export interface Linter {
	lint(texts: Texts): Promise<FindingsByFile | undefined>;
	fix(texts: Texts): Promise<Texts | undefined>;
}

export function createLinter(source: ContextSource): Linter {
	if (!mayStartWorkers()) return createLinterHere(source);
	let worker: Worker | undefined;
	let id = 0;
	const ask = (texts: Texts, isFixing: boolean) => {
		worker ??= new Worker(new URL('./lint-worker.ts', import.meta.url), { type: 'module' });
		return askWorker<LintAnswer>(worker, { id: ++id, texts, source, isFixing }, () => {
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

function createLinterHere(source: ContextSource): Linter {
	const loading = import('./lint-files.ts');
	return {
		lint: async (texts) => (await loading).lintFiles(texts, source),
		fix: async (texts) => (await loading).fixTexts(texts, source),
	};
}
