import { diffLines } from '#core/source/line-diff.ts';
import type { LessonPage } from '#examples/content.ts';
import type { Example, ExampleSide } from '#examples/example.ts';
import type { Exercise } from '#examples/exercises/exercise.ts';

/** How long a lesson takes, in whole minutes. */
export interface LessonTimes {
	/** As the author says, else by its words and its code. */
	readonly reading: number;
	/** To repair what is broken in its exercise and answer the questions; 0 without an exercise. */
	readonly doing: number;
}

const WORDS_A_MINUTE = 220;
/** A line of code is read as slowly as a sentence is. */
const WORDS_A_LINE = 10;
/** To read the task and the files. */
const MINUTES_AN_EXERCISE = 2;
/** To repair what one finding names, or to answer one question. */
const MINUTES_A_STEP = 1;

/** Counted from the words, the lines of code (of an example those that its sides do not share), and the exercise. */
export function computeLessonTimes(
	{ document, frontmatter }: Pick<LessonPage, 'document' | 'frontmatter'>,
	words: number,
	examples: readonly Pick<Example, 'sides'>[],
	exercise: Pick<Exercise, 'manifest'> | undefined,
): LessonTimes {
	const fenceLines = document.fences.map(({ code }) => code.split('\n').length);
	const lines = addUp(fenceLines) + addUp(examples.map(countChangedLines));
	return {
		reading: frontmatter.minutes ?? Math.max(1, Math.round((words + lines * WORDS_A_LINE) / WORDS_A_MINUTE)),
		doing: exercise === undefined ? 0 : computeDoing(exercise.manifest),
	};
}

function computeDoing({ findings, questions }: Exercise['manifest']): number {
	return MINUTES_AN_EXERCISE + (findings.length + questions.length) * MINUTES_A_STEP;
}

/** `4 min to read, 6 min to do` */
export function formatLessonTimes({ reading, doing }: LessonTimes): string {
	return doing === 0 ? `${reading} min to read` : `${reading} min to read, ${doing} min to do`;
}

/** Of several lessons together. */
export function addLessonTimes(all: readonly LessonTimes[]): LessonTimes {
	return { reading: addUp(all.map(({ reading }) => reading)), doing: addUp(all.map(({ doing }) => doing)) };
}

function countChangedLines({ sides }: Pick<Example, 'sides'>): number {
	const before = listTexts(sides.before);
	const after = listTexts(sides.after);
	const paths = [...new Set([...before.keys(), ...after.keys()])];
	const split = (text = '') => (text === '' ? [] : text.split('\n'));
	return addUp(
		paths.map((path) => {
			const rows = diffLines(split(before.get(path)), split(after.get(path)));
			return rows.filter(({ kind }) => kind !== 'kept').length;
		}),
	);
}

function listTexts({ files }: ExampleSide): Map<string, string> {
	return new Map(files.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text]])));
}

function addUp(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
