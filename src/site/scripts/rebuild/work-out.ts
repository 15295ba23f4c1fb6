import { parseBuildLog, readSentBytes } from '#core/rebuild/log/build-log.ts';
import type { Rebuild } from '#core/rebuild/model.ts';
import { listMissingSources } from '#core/rebuild/named-sources.ts';
import { findOrderObstacle } from '#core/rebuild/order/compare-orders.ts';
import { moveStep } from '#core/rebuild/order/move-step.ts';
import { suggestOrder } from '#core/rebuild/order/suggest-order.ts';
import { predictRebuild } from '#core/rebuild/predict-rebuild.ts';
import { makeRebuildReport, type RebuildReport } from '#core/rebuild/rebuild-report.ts';
import type { BuildPair } from '../../rebuild/rebuild-state.ts';
import type { RebuildQuestion, RebuildResult, WorkedOut } from './rebuild-request.ts';

/** Answers a question of the page with the model. */
export function answerQuestion(question: RebuildQuestion): RebuildResult {
	if (question.is === 'move') {
		const { dockerfile, line, direction } = question;
		return { is: 'moved', moved: moveStep(dockerfile, line, direction) };
	}
	return { is: 'worked-out', result: workOut(question.pair, question.log, question.firstOrder) };
}

function workOut(pair: BuildPair, log: string, firstOrder: string): WorkedOut {
	const steps = log.trim() === '' ? undefined : parseBuildLog(log);
	const makeReport = (rebuild: Rebuild): RebuildReport => makeRebuildReport(rebuild, 'Dockerfile', [], steps);
	const rebuild = predictRebuild(pair.before, pair.after, pair.settings);
	const betterOrder = suggestOrder(pair.before, pair.after, pair.settings);
	return {
		refusals: rebuild.refusals,
		report: makeReport(rebuild),
		notes: listNotes(rebuild),
		missing: listMissingSources(pair.before.dockerfile, pair.before.context),
		sentBytes: readSentBytes(log),
		first: firstOrder === '' ? undefined : compareFirst(pair, firstOrder, makeReport),
		suggestion: betterOrder && {
			dockerfile: betterOrder.dockerfile,
			moved: betterOrder.moved,
			report: makeReport(betterOrder.rebuild),
		},
	};
}

function compareFirst(
	{ before, after, settings }: BuildPair,
	firstOrder: string,
	makeReport: (rebuild: Rebuild) => RebuildReport,
): NonNullable<WorkedOut['first']> {
	const first = { ...before, dockerfile: firstOrder };
	const report = makeReport(predictRebuild(first, { ...after, dockerfile: firstOrder }, settings));
	const obstacle = findOrderObstacle(first, before.dockerfile);
	return obstacle === undefined ? { report } : { report, obstacle };
}

function listNotes({ edited }: Rebuild): string[] {
	return edited
		.filter(({ readOn }) => readOn.length === 0)
		.map(({ path, isIgnored }) =>
			isIgnored
				? `No step reads \`${path}\`: the ignore file keeps it out of the build.`
				: `No step of this build reads \`${path}\`.`,
		);
}
