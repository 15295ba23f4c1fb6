import type { LoggedStep } from './build-log.ts';
import type { RebuildStep } from './model.ts';

/** The step of a log that a step of the file is; `undefined` where the log does not tell of it. */
export function findLoggedStep({ label }: RebuildStep, log: readonly LoggedStep[]): LoggedStep | undefined {
	if (!label) return undefined;
	const { stage, number, total } = label;
	return log.find(
		(step) =>
			step.number === number &&
			step.total === total &&
			(stage === '' ? !step.labels.some((word) => /^stage-\d+$/.test(word)) : step.labels.at(-1) === stage),
	);
}
