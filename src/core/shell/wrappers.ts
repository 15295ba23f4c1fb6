import { SHELLS, WRAPPERS } from '../knowledge/wrappers.ts';

/** True for the name of a shell whose language is that of `sh`. */
export function isShell(name: string | undefined): boolean {
	return name !== undefined && SHELLS.has(name);
}

/** The last part of a path, `.exe` taken off. */
export function extractProgramName(path: string): string {
	const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
	return name.charAt(name.length - 4) === '.' && /\.exe$/i.test(name) ? name.slice(0, -4) : name;
}

/** What a wrapper leaves: the index of the wrapped program's word, and of the assignments before it. */
export interface Unwrapped {
	readonly program: number;
	readonly assignments: readonly number[];
}

/** A word of a command; one whose value cannot be known has no text. */
interface CommandWord {
	readonly text: string | undefined;
}

/** Looks behind the program `name`, which `words[at]` calls; `undefined` where that is no wrapper or starts nothing. */
export function unwrap(
	name: string | undefined,
	words: readonly CommandWord[],
	at: number,
): Unwrapped | undefined {
	const wrapper = name !== undefined && Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
	if (!wrapper) return undefined;
	const assignments: number[] = [];
	let operands = wrapper.operands ?? 0;
	let hasOptions = true;
	for (let next = at + 1; next < words.length; next++) {
		const word = words[next]?.text;
		if (hasOptions && word?.startsWith('-')) {
			if (wrapper.unless?.includes(word)) return undefined;
			if (word === '--') hasOptions = false;
			else if (wrapper.valued?.includes(word)) next++;
		} else if (operands > 0) operands--;
		else if (wrapper.assigns && word !== undefined && /^[A-Za-z_]\w*=/.test(word)) assignments.push(next);
		else if (wrapper.only && !wrapper.only.includes(extractProgramName(word ?? ''))) return undefined;
		else return { program: next, assignments };
	}
	return undefined;
}

/** The index of the word that the program `name`, which `words[at]` calls, runs as a script: that of `sh -c`, `su -c` and `eval`. */
export function findScriptArgument(
	name: string | undefined,
	words: readonly CommandWord[],
	at: number,
): number | undefined {
	if (isShell(name)) return findShellScriptArgument(words, at);
	if (name === 'eval') return at + 2 === words.length ? at + 1 : undefined;
	if (name !== 'su' && name !== 'runuser') return undefined;
	const option = words.slice(at).findIndex(({ text }) => text === '-c' || text === '--command');
	return option === -1 ? undefined : at + option + 1;
}

function findShellScriptArgument(words: readonly CommandWord[], at: number): number | undefined {
	let isScript = false;
	for (let next = at + 1; next < words.length; next++) {
		const word = words[next]?.text;
		if (word === undefined || !/^[-+]./.test(word)) return isScript ? next : undefined;
		if (word === '--') return isScript ? next + 1 : undefined;
		if (word.startsWith('--')) {
			if (word === '--rcfile' || word === '--init-file') next++;
			continue;
		}
		if (word.startsWith('-') && word.includes('c')) isScript = true;
		if (/[oO]$/.test(word)) next++;
	}
	return undefined;
}
