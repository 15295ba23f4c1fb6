import type { RebuildAnswer, RebuildRequest } from './rebuild-request.ts';
import { answerQuestion } from './work-out.ts';

/** Works out rebuilds beside the page, so that no text can make the page stand still. */
addEventListener('message', ({ data }: MessageEvent<RebuildRequest>) => {
	answer({ id: data.id, is: 'begun' });
	answer({ id: data.id, ...answerQuestion(data) });
});

function answer(message: RebuildAnswer): void {
	postMessage(message);
}
