import { skipSpaces } from '../dockerfile/characters.ts';
import { checkDirective } from '../dockerfile/check-directive.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import type { ShellCommand } from '../dockerfile/shell-command.ts';
import { shellCommands } from '../dockerfile/shell-commands.ts';
import { stageGraph } from '../dockerfile/stages.ts';
import { variablesOf } from '../dockerfile/variables.ts';
import type { Finding } from '../finding.ts';
import { firstFrom } from '../source/first-from.ts';
import { type LineIndex, lineIndex } from '../source/position.ts';
import { dockerfileRules } from './dockerfile-rules.ts';
import { once } from './once.ts';
import type { Rule } from './rule.ts';
import { type LintOptions, type ReadFile, runRules } from './run-rules.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { type Lines, suppressionsIn } from './suppressions.ts';

/** `StageNameCasing`, not `DL3007`. */
const BUILDKIT_NAME = /^[A-Z][a-z]/;

/** What the rules say about a Dockerfile. Needs no YAML parser, so that a page can go without one. */
export function lintDockerfile(text: string, options: LintOptions = {}): Finding[] {
	const { dockerfile, errors } = parseDockerfile(text);
	const stages = stageGraph(dockerfile);
	const variables = variablesOf(dockerfile, stages);
	const shell = remembered((instruction) => shellCommands(instruction, dockerfile));
	const { settings = DEFAULT_SETTINGS, context } = options;
	const { isSkipped } = checkDirective(dockerfile);
	const lineSpan = lazily(() => lineIndex(text).lineSpan);
	const file = {
		text,
		errors,
		isSkipped: ({ aliases = [] }: Rule, line: number) => {
			const start = instructionAt(dockerfile, line)?.startLine ?? line;
			return aliases.some((alias) => BUILDKIT_NAME.test(alias) && isSkipped(alias, start));
		},
		suppressions: /drydock/i.test(text)
			? suppressionsIn(dockerfile.comments, (line) => linesBelow(dockerfile, line, lineSpan()))
			: [],
	};
	const check: ReadFile['check'] = (rule, every) => {
		// BuildKit reports each, several at the keyword of one instruction.
		const report = rule.aliases?.some((alias) => BUILDKIT_NAME.test(alias)) ? every : once(every);
		rule.dockerfile?.({ dockerfile, stages, variables, shell, settings, context, report });
	};
	return runRules({ ...file, ruleSet: dockerfileRules, check }, options);
}

function remembered(
	compute: (instruction: Instruction) => readonly ShellCommand[],
): (instruction: Instruction) => readonly ShellCommand[] {
	const known = new Map<Instruction, readonly ShellCommand[]>();
	return (instruction) => {
		const found = known.get(instruction);
		if (found) return found;
		// An array that has been pushed to keeps room for more; its copy does not.
		const commands = compute(instruction).slice();
		known.set(instruction, commands);
		return commands;
	};
}

function lazily<Value>(compute: () => Value): () => Value {
	let value: { readonly of: Value } | undefined;
	return () => {
		value ??= { of: compute() };
		return value.of;
	};
}

/** Above an instruction: the whole of it. Inside a continuation: the next line of it that is not a comment or empty. */
function linesBelow(
	dockerfile: Dockerfile,
	line: number,
	lineSpan: LineIndex['lineSpan'],
): Lines | undefined {
	const next = instructionAt(dockerfile, line);
	if (next === undefined) return undefined;
	if (next.startLine > line) return { first: next.startLine, last: next.endLine };
	const { text } = dockerfile;
	let below = line + 1;
	for (; below < next.endLine; below++) {
		const { start, end } = lineSpan(below);
		const first = skipSpaces(text, start, end);
		if (first < end && text[first] !== '#') break;
	}
	return { first: below, last: below };
}

/** The instruction that the line belongs to, or the next one below it. */
function instructionAt({ instructions }: Dockerfile, line: number): Instruction | undefined {
	return instructions[firstFrom(instructions, (one) => one.endLine >= line)];
}
