import type { ShellCommand } from './command.ts';
import type { ShellWord } from './shell-word.ts';

/** A script of `package.json` that a package manager is told to run. */
export interface ScriptCall {
	/** The word that names it. */
	readonly word: ShellWord;
	readonly script: string;
	/** False where the word may be a command of the package manager itself: `npm ci`. */
	readonly isNamedRun: boolean;
}

const MANAGERS: ReadonlySet<string | undefined> = new Set(['npm', 'pnpm', 'yarn']);

/** `npm start`, `yarn run serve`; options may stand between the words. */
export function findScriptCall({ name, args }: Pick<ShellCommand, 'name' | 'args'>): ScriptCall | undefined {
	if (!MANAGERS.has(name)) return undefined;
	const [first, second] = args.filter(({ text }) => text !== undefined && !text.startsWith('-'));
	const isNamedRun = first?.text === 'run' || first?.text === 'run-script';
	const word = isNamedRun ? second : first;
	return word?.text === undefined ? undefined : { word, script: word.text, isNamedRun };
}
