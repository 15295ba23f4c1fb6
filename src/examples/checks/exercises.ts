import type { Finding } from '#core/finding.ts';
import type { Problem } from '#core/problem.ts';
import { rules } from '#core/rules/all-rules.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import {
	createPathProblem,
	createSpanProblem,
	joinNames,
	makeSourceText,
} from '#workspace/typed/source-text.ts';
import { matchFindings } from '../compare-findings.ts';
import type { Content } from '../content.ts';
import type { WrittenQuestion } from '../exercises/exercise.ts';
import { judgeKept } from '../exercises/judge.ts';
import { judgeServices } from '../exercises/kept-services.ts';
import type { LoadedExercise } from '../exercises/load-exercise.ts';
import { predictQuestion } from '../exercises/questions.ts';
import { describeLessonFix } from './names.ts';

/** The broken files have the findings that are declared, the solution has none and keeps what it must. */
export function checkExercise(exercise: LoadedExercise): Problem[] {
	return [
		...checkBrokenFindings(exercise),
		...checkSolutionFindings(exercise),
		...checkSolutionLosses(exercise),
		...checkQuestions(exercise),
	];
}

/** An exercise ends a lesson that is there. */
export function checkExerciseNames({ names, path }: Content): Problem[] {
	return [...names.exercises]
		.filter((id) => !names.lessons.has(id))
		.map((id) =>
			createPathProblem(`${path}/exercises/${id}`, {
				code: 'lesson-unknown',
				detail: `There is no lesson \`${id}\` that this exercise could end.`,
				fix: `The folder has the lesson's name. ${describeLessonFix(id, names.lessons)}`,
			}),
		);
}

/** Every lesson ends with an exercise. Asked of this project's own content only: elsewhere a lesson may do without. */
export function checkExerciseCoverage({ lessons, names, path }: Content): Problem[] {
	return lessons
		.filter(({ id, frontmatter }) => !names.exercises.has(id) && frontmatter.withdrawn === undefined)
		.map(({ id }) =>
			createPathProblem(`${path}/exercises/${id}`, {
				code: 'lesson-without-exercise',
				detail: `The lesson \`${id}\` ends without an exercise.`,
				fix: `Make a start with \`npm run --silent drydock -- new exercise ${id}\`, and rewrite it.`,
			}),
		);
}

interface Reported {
	readonly file: string;
	readonly finding: Finding;
}

function listReportedFindings(findings: LoadedExercise['findings']['broken']): Reported[] {
	return [...findings].flatMap(([file, list]) => list.map((finding) => ({ file, finding })));
}

function checkBrokenFindings(exercise: LoadedExercise): Problem[] {
	const declared = exercise.manifest.findings.map((one, index) => ({ ...one, index }));
	const { missing, moved, undeclared } = matchFindings(
		declared,
		listReportedFindings(exercise.findings.broken),
		(one, { file, finding }) =>
			one.rule === finding.rule && one.file === file && one.line === getStartLine(finding),
		(one, { file, finding }) =>
			isRule(one.rule) ? finding.rule === one.rule : file === one.file && getStartLine(finding) === one.line,
	);
	return [
		...missing.map((one) => createUnreportedProblem(exercise, one)),
		...moved.map(([one, there]) => createUnreportedProblem(exercise, one, there)),
		...undeclared.map(({ file, finding }) =>
			createSpanProblem(makeFileSource(exercise, file, exercise.broken), finding.span, {
				code: 'exercise-finding-not-declared',
				detail: `The broken ${file} breaks \`${finding.rule}\` on line ${getStartLine(finding)}, and exercise.yaml does not declare it: ${finding.message}`,
				fix: `Mend the line, or add \`- { rule: ${finding.rule}, ${file === 'Dockerfile' ? '' : `file: ${file}, `}line: ${getStartLine(finding)} }\` to \`findings\` in exercise.yaml.`,
			}),
		),
	];
}

function isRule(name: string): boolean {
	return rules.some(({ id }) => id === name);
}

type Declared = LoadedExercise['manifest']['findings'][number] & { readonly index: number };

function createUnreportedProblem(
	{ source, yaml }: LoadedExercise,
	{ rule, file, line, index }: Declared,
	there?: Reported,
): Problem {
	const span = yaml.spanOf(['findings', index, 'rule']);
	if (!isRule(rule)) {
		const ids = rules.map(({ id }) => id);
		const suggestedRule = there?.finding.rule ?? listSimilarNames(rule, ids)[0];
		return createSpanProblem(source, span, {
			code: 'rule-unknown',
			detail: `There is no rule \`${rule}\`.`,
			fix:
				suggestedRule === undefined
					? 'Write the id of a rule; `/rules/` lists them.'
					: `Did you mean \`${suggestedRule}\`?`,
		});
	}
	return createSpanProblem(source, span, {
		code: 'exercise-finding-not-reported',
		detail: `The broken ${file} should break \`${rule}\` on line ${line}, but the rule reports nothing there.`,
		fix:
			there === undefined
				? `Make line ${line} break the rule, or remove this finding.`
				: `Write \`line: ${getStartLine(there.finding)}\`${there.file === file ? '' : ` and \`file: ${there.file}\``}, where the rule reports.`,
	});
}

function checkSolutionFindings(exercise: LoadedExercise): Problem[] {
	return listReportedFindings(exercise.findings.solution).map(({ file, finding }) =>
		createSpanProblem(makeFileSource(exercise, `solution/${file}`, exercise.solution, file), finding.span, {
			code: 'solution-not-clean',
			detail: `The solution breaks \`${finding.rule}\` on line ${getStartLine(finding)}: ${finding.message}`,
			fix: 'Mend the line. A reader who copies the solution must be told that it is repaired.',
		}),
	);
}

function checkSolutionLosses(exercise: LoadedExercise): Problem[] {
	const { manifest, context, solution, source, yaml } = exercise;
	return judgeKept({ ...context, ...solution }, manifest.keep, judgeServices)
		.filter(({ holds }) => !holds)
		.map(({ says, instead }) =>
			createSpanProblem(source, yaml.keySpanOf(['keep']), {
				code: 'solution-loses',
				detail: `The solution does not keep what it must: ${says}${instead === undefined ? '' : ` ${instead}`}`,
				fix: 'Correct `solution/`, or `keep` where it asks for something else than meant.',
			}),
		);
}

function checkQuestions(exercise: LoadedExercise): Problem[] {
	const { manifest, source, yaml } = exercise;
	return manifest.questions.flatMap((question, index) => {
		const wrong = checkQuestion(question, exercise);
		return wrong ? [createSpanProblem(source, yaml.keySpanOf(['questions', index]), wrong)] : [];
	});
}

type Wrong = Pick<Problem, 'code' | 'detail' | 'fix'> | undefined;

function checkQuestion({ asks, answers, edits }: WrittenQuestion, exercise: LoadedExercise): Wrong {
	if (edits !== undefined) {
		if (asks === undefined && answers === undefined) return checkEditedFile(edits, exercise);
		return {
			code: 'question-answer-written',
			detail: 'What an edit runs again is worked out, and this question also has words of its own.',
			fix: 'Remove `asks` and `answers`, or `edits`.',
		};
	}
	if (asks === undefined || answers === undefined)
		return {
			code: 'question-incomplete',
			detail: `This question has no \`${asks === undefined ? 'asks' : 'answers'}\`.`,
			fix: 'Write `asks` and `answers`; or `edits` with a file, and the answers are worked out.',
		};
	const right = answers.filter((answer) => answer.right).length;
	if (right === 1) return undefined;
	return {
		code: 'question-without-one-answer',
		detail: `Of the answers to this question ${right === 0 ? 'none is' : `${right} are`} right; exactly one must be.`,
		fix: 'Write `right: true` at the right answer, and at no other.',
	};
}

function checkEditedFile(path: string, exercise: LoadedExercise): Wrong {
	const files = Object.keys({ ...exercise.context, ...exercise.solution });
	if (!files.includes('Dockerfile'))
		return {
			code: 'question-without-dockerfile',
			detail: 'The repaired files have no Dockerfile, so no step runs again.',
			fix: 'Ask something else: write `asks` and `answers`.',
		};
	const steps = predictQuestion(exercise, path);
	if (!steps) {
		const [similar] = listSimilarNames(path, files);
		return {
			code: 'question-file-unknown',
			detail: `The repaired build has no file \`${path}\`.`,
			fix: similar === undefined ? `Use one of ${joinNames(files)}.` : `Did you mean \`${similar}\`?`,
		};
	}
	const first = steps.find(({ verdict }) => verdict === 'again' || verdict === 'unsure');
	if (first?.verdict === 'unsure')
		return {
			code: 'question-unsure',
			detail: `What an edit of \`${path}\` runs again first is not certain. ${first.why}`,
			fix: 'Name a file whose edit has a certain outcome.',
		};
	if (first) return undefined;
	return {
		code: 'question-without-step',
		detail: `An edit of \`${path}\` runs no step again.`,
		fix: 'Name a file that a step of the repaired build reads.',
	};
}

function getStartLine({ range }: Finding): number {
	return range.start.line;
}

function makeFileSource(
	{ path }: LoadedExercise,
	file: string,
	texts: LoadedExercise['broken'],
	name = file,
) {
	return makeSourceText(`${path}/${file}`, texts[name] ?? '');
}
