import type { RebuildStep } from '#core/rebuild/model.ts';
import { predictEdit, readTextsInput } from '../rebuilds.ts';
import type { Exercise, OfferedAnswer, Question } from './exercise.ts';

type Questioned = Pick<Exercise, 'manifest' | 'solution' | 'context'>;

/** The questions of an exercise as they are shown: what an edit runs again is worked out, never written down. */
export function listQuestions(exercise: Questioned): Question[] {
	return exercise.manifest.questions.map(({ asks, answers, edits }) =>
		edits === undefined ? { asks: asks ?? '', answers: answers ?? [] } : askForEdit(exercise, edits),
	);
}

/** The steps of the repaired build after an edit of one of its files; `undefined` where there is no such build or file. */
export function predictQuestion(
	{ solution, context }: Questioned,
	path: string,
): readonly RebuildStep[] | undefined {
	const texts = { ...context, ...solution };
	const input = readTextsInput(texts);
	return input && texts[path] !== undefined ? predictEdit(input, path) : undefined;
}

function askForEdit(exercise: Questioned, path: string): Question {
	const steps = (predictQuestion(exercise, path) ?? []).filter(({ verdict }) => verdict !== 'unneeded');
	const first = steps.find(({ verdict }) => verdict === 'again');
	return {
		asks: `One line of \`${path}\` is edited. Which step of the repaired file is the first to run again?`,
		answers: steps.map((step) => makeAnswer(step, step === first)),
	};
}

function makeAnswer({ line, text, verdict, why }: RebuildStep, right: boolean): OfferedAnswer {
	const says = `Line ${line}: \`${text}\``;
	if (right) return { says, because: why, right };
	const because =
		verdict === 'again'
			? `It runs again, but another one does before. ${why}`
			: `It comes from the cache. ${why}`;
	return { says, because, right };
}
