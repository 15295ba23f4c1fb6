import type { LoadedExercise } from '#examples/exercises/load-exercise.ts';
import { languageOf } from '../code/highlight.ts';
import { siteContent } from '../data/content.ts';
import { keptSentences } from '../data/exercises.ts';
import { fenced, heading, joined, list } from './text.ts';

/** The exercise that ends a lesson, with its solution and the reasons for every answer; `undefined` where there is none. */
export function exerciseMarkdown(lesson: string): string | undefined {
	const exercise = siteContent().exercises.get(lesson);
	if (exercise === undefined) return undefined;
	const { manifest, broken, solution } = exercise;
	return joined(
		heading(2, manifest.title, 'exercise'),
		manifest.task,
		files('To repair', broken),
		list(findings(exercise)),
		'What the files must do:',
		list(keptSentences(exercise)),
		'Hints:',
		manifest.hints.map((hint, at) => `${at + 1}. ${hint}`).join('\n'),
		files('Solution', solution),
		...manifest.questions.map(({ asks, answers }) =>
			joined(
				`**${asks}**`,
				list(answers.map(({ says, because, right }) => `${says}: ${right ? 'right' : 'no'}. ${because}`)),
			),
		),
	);
}

function files(what: string, texts: LoadedExercise['broken']): string {
	return joined(
		...Object.entries(texts).flatMap(([name, text]) => [
			`${what}, \`${name}\`:`,
			fenced(text, languageOf(name)),
		]),
	);
}

function findings({ findings: { broken } }: LoadedExercise): string[] {
	return [...broken].flatMap(([file, all]) =>
		all.map(
			({ range, severity, message, rule }) => `${file}:${range.start.line} ${severity}: ${message} (${rule})`,
		),
	);
}
