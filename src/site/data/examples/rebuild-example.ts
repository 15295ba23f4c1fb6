import { type SuggestedOrder, suggestOrder } from '#core/rebuild/order/suggest-order.ts';
import { predictRebuild } from '#core/rebuild/predict-rebuild.ts';
import { makeRebuildReport, type RebuildReport } from '#core/rebuild/rebuild-report.ts';
import { EXAMPLE, makePair } from '../../rebuild/rebuild-state.ts';

/** What the page shows before anything is brought: its example, worked out by the model. */
export function workOutExample(): { readonly report: RebuildReport; readonly better?: SuggestedOrder } {
	const { before, after, settings } = makePair(EXAMPLE);
	const report = makeRebuildReport(predictRebuild(before, after, settings), 'Dockerfile', [
		...EXAMPLE.edits.keys(),
	]);
	const better = suggestOrder(before, after, settings);
	return better ? { report, better } : { report };
}
