import { fixTexts, lintFiles, prepareLinter } from './lint-files.ts';
import type { LintAnswer, LintRequest } from './lint-request.ts';

/** Lints beside the page, so that no text can make the page stand still. */
addEventListener('message', async ({ data }: MessageEvent<LintRequest>) => {
	const { id, texts, source, isFixing } = data;
	await prepareLinter(texts);
	answer({ id, is: 'begun' });
	if (isFixing) answer({ id, is: 'mended', texts: await fixTexts(texts, source) });
	else answer({ id, is: 'judged', findings: await lintFiles(texts, source) });
});

function answer(message: LintAnswer): void {
	postMessage(message);
}
