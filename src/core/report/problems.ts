import type { Problem } from '../problem.ts';
import { type Paint, plain } from './paint.ts';
import { escapeControlCharacters } from './visible-text.ts';

/**
 * Problems for a terminal or a log, with an empty line between: place and code, the sentence, the frame, the fix.
 * Ends with a line ending; empty for no problems. How much was looked at is for the caller to add.
 */
export function formatProblems(problems: readonly Problem[], paint: Paint = plain): string {
	return problems.map((problem) => `${formatProblem(problem, paint)}\n`).join('\n');
}

function formatProblem({ path, range, code, detail, frame, fix }: Problem, paint: Paint): string {
	const place = range === undefined ? path : `${path}:${range.start.line}:${range.start.column}`;
	const parts = [
		`${paint.strong(escapeControlCharacters(place))}  ${paint.error(code)}\n${indent(escapeLines(detail), '  ')}`,
	];
	if (frame !== undefined) parts.push(indent(frame, '    '));
	parts.push(indent(`${paint.strong('Fix:')} ${escapeLines(fix)}`, '  '));
	return parts.join('\n\n');
}

/** What may come from a file that nobody has vouched for; its line ends stay. */
function escapeLines(text: string): string {
	return text.split('\n').map(escapeControlCharacters).join('\n');
}

function indent(text: string, margin: string): string {
	return text
		.split('\n')
		.map((line) => (line === '' ? '' : margin + line))
		.join('\n');
}
