import type { LoadedExercise } from '#examples/exercises/load-exercise.ts';
import { listQuestions } from '#examples/exercises/questions.ts';
import { detectLanguage } from '../code/highlight.ts';
import { getSiteContent } from '../data/content/content.ts';
import { listRequirements } from '../data/lessons/exercises.ts';
import { formatCodeBlock, formatHeading, formatList, joinBlocks } from './text.ts';

/** The exercise that ends a lesson, with its solution and the reasons for every answer; `undefined` where there is none. */
export function renderExerciseMarkdown(lesson: string): string | undefined {
	const exercise = getSiteContent().exercises.get(lesson);
	if (exercise === undefined) return undefined;
	const { manifest, broken, solution } = exercise;
	return joinBlocks(
		formatHeading(2, manifest.title, 'exercise'),
		manifest.task,
		renderFiles('To repair', broken),
		formatList(describeFindings(exercise)),
		'What the files must do:',
		formatList(listRequirements(exercise).map(({ says }) => says)),
		'Hints:',
		manifest.hints.map((hint, at) => `${at + 1}. ${hint}`).join('\n'),
		renderFiles('Solution', solution),
		...listQuestions(exercise).map(({ asks, answers }) =>
			joinBlocks(
				`**${asks}**`,
				formatList(
					answers.map(({ says, because, right }) => `${says}: ${right ? 'right' : 'no'}. ${because}`),
				),
			),
		),
	);
}

function renderFiles(what: string, texts: LoadedExercise['broken']): string {
	return joinBlocks(
		...Object.entries(texts).flatMap(([name, text]) => [
			`${what}, \`${name}\`:`,
			formatCodeBlock(text, detectLanguage(name)),
		]),
	);
}

function describeFindings({ findings: { broken } }: LoadedExercise): string[] {
	return [...broken].flatMap(([file, all]) =>
		all.map(
			({ range, severity, message, rule }) => `${file}:${range.start.line} ${severity}: ${message} (${rule})`,
		),
	);
}
