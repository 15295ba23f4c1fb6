import type { Instruction } from '../../dockerfile/model.ts';
import { listStartInstructions } from '../../image/start-scripts.ts';
import { CODE_OPTIONS, EXPANDING_PROGRAMS, INTERPRETERS } from '../../knowledge/programs.ts';
import { type ExecWord, listJsonWords } from '../../shell/commands.ts';
import { locateSpan } from '../../shell/script.ts';
import { extractProgramName, isShell } from '../../shell/wrappers.ts';
import { defineRule } from '../rule.ts';

/** A JSON array starts the program as it stands: there is no shell that would put in what a variable holds. */
export const variableInExecForm = defineRule({
	id: 'variable-in-exec-form',
	topic: 'deploy-times',
	severity: 'warning',
	summary: 'What needs a variable is started by a shell',
	messages: {
		literal:
			'No shell runs here, so the program gets `{variable}` as it stands. Write `["sh", "-c", "exec …"]`.',
	},
	dockerfile({ facts, dockerfile, report }) {
		for (const stage of dockerfile.stages) {
			for (const start of listStartInstructions(stage)) {
				if (!start.isJson || !start.body.text.includes('$')) continue;
				const { entrypoint } = facts.findStart(stage);
				if (start.keyword === 'CMD' && entrypoint && mayExpandArguments(entrypoint)) continue;
				const words = listJsonWords(start);
				const before = start.keyword === 'CMD' && entrypoint ? listJsonWords(entrypoint) : [];
				if (mayExpand([...before, ...words])) continue;
				for (const word of words) {
					const found = findVariable(word, [...before, ...words]);
					if (found)
						report('literal', locateSpan(word, found.start, found.end), { values: { variable: found.text } });
				}
			}
		}
	},
});

/** True for an entrypoint in shell form, and for a script: what it does with its arguments is not known. */
function mayExpandArguments(entrypoint: Instruction): boolean {
	if (!entrypoint.isJson) return true;
	return listJsonWords(entrypoint).some(
		({ text }) => /entry-?point|\.(?:ba)?sh$/i.test(text) || isExpanding(text),
	);
}

/** True where a shell, or a program that replaces variables by itself, reads the words, and for inline code of an interpreter. */
function mayExpand(words: readonly ExecWord[]): boolean {
	if (words.some(({ text }) => isExpanding(text))) return true;
	const isInterpreter = words.some(({ text }) =>
		INTERPRETERS.has(extractProgramName(text).replace(/[\d.]+$/, '')),
	);
	return isInterpreter && words.some(({ text }) => CODE_OPTIONS.has(text));
}

function isExpanding(text: string): boolean {
	const name = extractProgramName(text);
	return isShell(name) || EXPANDING_PROGRAMS.has(name);
}

/** `$NAME` and `${NAME}`, unless it is escaped, stands in a template, or is a placeholder that Java's frameworks replace. */
function findVariable(
	{ text }: ExecWord,
	words: readonly ExecWord[],
): { readonly text: string; readonly start: number; readonly end: number } | undefined {
	const match = /(?<![\\$])\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*(?::?[-=?+][^}]*)?\})/.exec(text);
	if (!match || /\{\{|\$__/.test(text)) return undefined;
	if (match[0].startsWith('${') && words.some((word) => extractProgramName(word.text) === 'java'))
		return undefined;
	return { text: match[0], start: match.index, end: match.index + match[0].length };
}
