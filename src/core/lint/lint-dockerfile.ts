import { readCheckDirective } from '../dockerfile/check-directive.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import type { Finding } from '../finding.ts';
import type { Messages, Report, Rule } from '../rules/rule.ts';
import { skipSpaces } from '../source/characters.ts';
import { findFirstIndex } from '../source/first-from.ts';
import { indexLines, type LineIndex } from '../source/position.ts';
import { isUncertainFor, makeMergedCheck, selectErrors, viewBuilds } from './build-views.ts';
import { reportOnce } from './once.ts';
import { type LintOptions, type ReadFile, runRules } from './run-rules.ts';
import { listHeredocComments } from './suppressions/heredoc-comments.ts';
import { type CommentLine, type Lines, parseSuppressions } from './suppressions/suppressions.ts';

/** What the rules say about a Dockerfile. Needs no YAML parser, so that a page can go without one. */
export function lintDockerfile(text: string, options: LintOptions = {}): Finding[] {
	const parsed = parseDockerfile(text);
	const { dockerfile } = parsed;
	const views = viewBuilds(parsed, options);
	const errors = selectErrors(views);
	const { isSkipped } = readCheckDirective(dockerfile);
	const lineSpan = rememberValue(() => indexLines(text).lineSpan);
	const file = {
		text,
		errors,
		isSkipped: ({ aliases = [] }: Rule, line: number) => {
			const start = findInstruction(dockerfile, line)?.startLine ?? line;
			return aliases.some((alias) => isSkipped(alias, start));
		},
		isUncertain: (rule: Rule) => views.some((view) => isUncertainFor(rule, view)),
		suppressions: /drydock/i.test(text)
			? parseSuppressions(listComments(dockerfile), (line) => findLinesBelow(dockerfile, line, lineSpan()))
			: [],
	};
	const [only, another] = views;
	const checkBuilds =
		only && !another
			? (rule: Rule, report: Report<Messages>) => rule.dockerfile?.({ ...only.facts, report })
			: makeMergedCheck(views);
	const check: ReadFile['check'] = (rule, every) => {
		// BuildKit reports each, several at the keyword of one instruction.
		checkBuilds(rule, rule.topic === 'build-checks' ? every : reportOnce(every));
	};
	return runRules({ ...file, check }, options);
}

function rememberValue<Value>(compute: () => Value): () => Value {
	let value: { readonly of: Value } | undefined;
	return () => {
		value ??= { of: compute() };
		return value.of;
	};
}

function* listComments(dockerfile: Dockerfile): Generator<CommentLine> {
	yield* dockerfile.comments;
	yield* listHeredocComments(dockerfile);
}

/** Above an instruction: the whole of it. Inside a continuation: the next line of it that is not a comment or empty. */
function findLinesBelow(
	dockerfile: Dockerfile,
	line: number,
	lineSpan: LineIndex['lineSpan'],
): Lines | undefined {
	const next = findInstruction(dockerfile, line);
	if (next === undefined) return undefined;
	if (next.startLine > line) return { first: next.startLine, last: next.endLine };
	const { text } = dockerfile;
	let below = line + 1;
	for (; below < next.endLine; below++) {
		const { start, end } = lineSpan(below);
		const first = skipSpaces(text, start, end);
		if (first < end && text[first] !== '#') break;
	}
	return { first: below, last: findCommandEnd(dockerfile, next, below, lineSpan) };
}

/** In a heredoc a command may go on over several lines. */
function findCommandEnd(
	{ text }: Dockerfile,
	{ heredocs, endLine }: Instruction,
	line: number,
	lineSpan: LineIndex['lineSpan'],
): number {
	const isInside = heredocs.some(({ contentSpan }) => {
		const { start } = lineSpan(line);
		return contentSpan.start <= start && start < contentSpan.end;
	});
	let last = line;
	while (isInside && last < endLine && /\\\r?$/.test(text.slice(lineSpan(last).start, lineSpan(last).end)))
		last++;
	return last;
}

/** The instruction that the line belongs to, or the next one below it. */
function findInstruction({ instructions }: Dockerfile, line: number): Instruction | undefined {
	return instructions[findFirstIndex(instructions, (one) => one.endLine >= line)];
}
