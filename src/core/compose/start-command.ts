import { type ExecWord, isBareManager, listExecCommands, listFollowingCommands } from '../shell/commands.ts';
import { locateSpan, mapScript, type ShellScript } from '../shell/script.ts';
import type { YamlNode } from '../source/yaml.ts';
import { expandVariables } from './interpolate.ts';
import type { StartCommand, Text } from './model.ts';

/** `command` or `entrypoint`: a list of words, or a text that Compose takes apart at blanks and quotes. */
export function parseStartCommand(node: YamlNode): StartCommand {
	if (node.type === 'map') return { words: [], isList: false, commands: [] };
	const words =
		node.type === 'scalar'
			? splitWords(expandVariables(node))
			: node.items.flatMap((item) => (item.type === 'scalar' ? [expandVariables(item)] : []));
	return { words, isList: node.type === 'list', commands: listExecCommands(words.map(toExecWord)) };
}

/** The commands of an `entrypoint` and of the `command` behind it. */
export function joinStartCommands(
	entrypoint: StartCommand,
	command: StartCommand,
): { readonly entrypoint: StartCommand; readonly command: StartCommand } {
	const words = [entrypoint, command].map((start) => start.words.map(toExecWord));
	const [before = [], behind = []] = words;
	// What it does stands in the `command`.
	const isTold = isBareManager(entrypoint.commands) && behind.length > 0;
	return {
		entrypoint: isTold ? { ...entrypoint, commands: [] } : entrypoint,
		command: { ...command, commands: listFollowingCommands(before, behind, command.commands) },
	};
}

function toExecWord(word: Text): ExecWord {
	return { ...word, raw: word.text };
}

/**
 * Splits as Compose does: at blanks outside quotes, with quotes and backslashes taken off, and no further than to the
 * first `;`, `&`, `|`, `<` or `>` outside quotes, since Compose runs no shell.
 */
function splitWords(script: ShellScript): Text[] {
	const { text } = script;
	const words: Text[] = [];
	let value = '';
	let indexes: number[] = [];
	let start = -1;
	let quote = '';
	const endWord = (end: number) => {
		if (start !== -1)
			words.push({ ...mapScript(script, value, indexes), span: locateSpan(script, start, end) });
		[value, indexes, start] = ['', [], -1];
	};
	let at = 0;
	for (; at < text.length; at++) {
		const char = text.charAt(at);
		if (quote === '' && /\s/.test(char)) {
			endWord(at);
			continue;
		}
		if (quote === '' && /[;&|<>]/.test(char)) break;
		if (start === -1) start = at;
		if (char === quote) quote = '';
		else if (quote === '' && (char === '"' || char === "'")) quote = char;
		else {
			if (char === '\\' && quote !== "'" && at + 1 < text.length) at++;
			value += text.charAt(at);
			indexes.push(at);
		}
	}
	endWord(at);
	return words;
}
