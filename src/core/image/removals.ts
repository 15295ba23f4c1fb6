import type { ShellCommand } from '../shell/command.ts';
import { listPathPatterns, type PathPattern, type WordReader } from '../shell/path-word.ts';
import type { ShellWord } from '../shell/shell-word.ts';
import { isWithin, resolvePath } from './paths.ts';

/** What one word of a command takes away. */
export interface Removal {
	/** The word that says what goes; the program's name where another command says it. */
	readonly word: ShellWord;
	/** False where it may remove something else, or nothing: an unknown variable, an unread condition. */
	readonly isSure: boolean;
	/** The path where it is no pattern, from the root of the image. */
	readonly path: string | undefined;
	/** The fixed folders that a path or a pattern begins with. */
	readonly start: string | undefined;
	/** True for a path that goes, as far as it is known. */
	covers(path: string): boolean;
}

/** What a command removes: `rm`, `unlink`, `rmdir`, `shred -u`, `find … -delete` and `find … -exec rm`, `… | xargs rm`. */
export function listRemovals(
	command: ShellCommand,
	folder: string | undefined,
	reader: WordReader,
	commands: readonly ShellCommand[],
): readonly Removal[] {
	const { name, args, wrappers } = command;
	if (name === 'find') return listFoundRemovals(command, folder, reader);
	if (name === undefined || !REMOVING.has(name)) return NONE;
	if (wrappers.includes('xargs')) return listPipedRemovals(command, folder, reader, commands);
	if (name === 'shred' && !args.some(({ raw }) => /^-[a-z]*u|^--remove/.test(raw))) return NONE;
	const isRecursive = name === 'rm' && args.some(({ raw }) => /^-[a-zA-Z]*[rR]|^--recursive$/.test(raw));
	const removals = listOperands(args).flatMap((word) =>
		listPathPatterns(word, reader).flatMap(
			(pattern) => makeRemoval(word, pattern, folder, isRecursive) ?? [],
		),
	);
	// `rm` refuses to remove the root.
	return removals.filter(({ path }) => path !== '/');
}

/** Cheap: true for a program that removes files, whatever it is told. */
export function mayRemove({ name }: ShellCommand): boolean {
	return name !== undefined && (name === 'find' || REMOVING.has(name));
}

const NONE: readonly never[] = [];

const REMOVING: ReadonlySet<string> = new Set(['rm', 'unlink', 'rmdir', 'shred']);

/** The words that are no options. */
function listOperands(args: readonly ShellWord[]): ShellWord[] {
	const end = args.findIndex(({ raw }) => raw === '--');
	return args.filter(({ raw }, index) => (end !== -1 && index > end) || !raw.startsWith('-'));
}

function makeRemoval(
	word: ShellWord,
	{ text, isPattern, isKnown }: PathPattern,
	folder: string | undefined,
	isRecursive: boolean,
): Removal | undefined {
	const path = resolvePath(text, folder);
	if (!isKnown)
		return {
			word,
			isSure: false,
			path: undefined,
			start: path,
			covers: (other) => path === undefined || other.startsWith(path),
		};
	// In quotes `*` is a name that no file has.
	if (path === undefined || (!isPattern && /[*?]/.test(path))) return undefined;
	if (!isPattern) {
		return {
			word,
			path,
			start: path,
			isSure: true,
			covers: (other) => (isRecursive ? isWithin(other, path) : other === path),
		};
	}
	const matches = compilePathGlob(path, isRecursive);
	const start = path.slice(0, path.search(/[*?[]/)).replace(/\/[^/]*$/, '');
	return matches && { word, isSure: true, path: undefined, start, covers: matches };
}

/** More characters than any hand writes are not compiled. */
const LONGEST_GLOB = 500;

/**
 * The test of a shell's pattern: `*` stays within a folder and passes by names that begin with a dot. What `/x/*` takes is
 * all there is of `/x`, save the empty folder, so that the folder counts too.
 */
function compilePathGlob(glob: string, isRecursive: boolean): ((path: string) => boolean) | undefined {
	if (glob.length > LONGEST_GLOB) return undefined;
	const whole = glob.endsWith('/*') ? glob.slice(0, -2) : undefined;
	if (whole !== undefined && !/[*?[\\]/.test(whole)) return makeContentTest(whole, isRecursive);
	const source = glob
		.split('/')
		.map((part) => (/^[*?[]/.test(part) ? `(?!\\.)${translateGlob(part)}` : translateGlob(part)))
		.join('/');
	const pattern = compilePattern(`^${source}${isRecursive ? '(?:/|$)' : '$'}`);
	return pattern && ((path) => pattern.test(path));
}

/** `/x/*` and nothing more, as most patterns are. */
function makeContentTest(folder: string, isRecursive: boolean): (path: string) => boolean {
	return (path) => {
		if (path === folder) return isRecursive;
		if (!path.startsWith(`${folder}/`) || path[folder.length + 1] === '.') return false;
		return isRecursive || !path.includes('/', folder.length + 1);
	};
}

/** `undefined` for a class that is none, such as `[z-a]`. */
function compilePattern(source: string): RegExp | undefined {
	try {
		return new RegExp(source, 's');
	} catch {
		return undefined;
	}
}

function translateGlob(part: string): string {
	return part.replace(/\\(.)|\*+|\?|\[[!^]?\]?[^\]]*\]|[.+^${}()|[\]\\]/gs, (token, escaped?: string) => {
		if (escaped !== undefined) return escapeCharacter(escaped);
		if (token.startsWith('*')) return '[^/]*';
		if (token === '?') return '[^/]';
		return token.length > 2 ? token.replace(/^\[!/, '[^').replace(/\\/g, '\\\\') : escapeCharacter(token);
	});
}

function escapeCharacter(character: string): string {
	return /[\w/-]/.test(character) ? character : `\\${character}`;
}

/** Conditions of `find` that only say how it goes about. */
const HARMLESS_CONDITION =
	/^-(?:xdev|mount|depth|d|maxdepth|mindepth|print0?|ls|delete|o|or|a|and|noleaf|ignore_readdir_race)$/;

function listFoundRemovals(
	{ args }: ShellCommand,
	folder: string | undefined,
	reader: WordReader,
): readonly Removal[] {
	const deletes = args.some(({ raw }) => raw === '-delete');
	const executes = args.some(
		({ raw }, at) => /^-(?:exec|execdir|ok)$/.test(raw) && REMOVER.test(args[at + 1]?.text ?? ''),
	);
	return deletes || executes ? listFoundPaths(args, folder, reader) : NONE;
}

const REMOVER = /^(?:\/(?:usr\/)?bin\/)?(?:rm|unlink|shred)$/;

/** What a `find` meets: all below its paths, or what of it has one of the names it asks for. */
function listFoundPaths(
	args: readonly ShellWord[],
	folder: string | undefined,
	reader: WordReader,
): readonly Removal[] {
	const start = args.findIndex(({ raw }) => /^(?:-[a-z]|\\?\(|!|\\!)/.test(raw) && !/^-[HLPD]$/.test(raw));
	const roots = args.slice(0, start === -1 ? args.length : start).filter(({ raw }) => !raw.startsWith('-'));
	const { names, isSure } = readConditions(start === -1 ? [] : args.slice(start));
	return roots.flatMap((word) =>
		listPathPatterns(word, reader).flatMap((pattern) => {
			const root = makeRemoval(word, pattern, folder, true);
			if (!root) return [];
			if (names.length === 0) return [isSure ? root : { ...root, isSure: false, path: undefined }];
			const covers = (path: string) => root.covers(path) && names.some((name) => name.test(path));
			return [{ word, isSure: false, path: undefined, start: root.start, covers }];
		}),
	);
}

/** The names a `find` asks for. What else it asks for is not worked out. */
function readConditions(words: readonly ShellWord[]): {
	readonly names: readonly RegExp[];
	readonly isSure: boolean;
} {
	const names: RegExp[] = [];
	let isSure = true;
	for (let at = 0; at < words.length; at++) {
		const { raw = '' } = words[at] ?? {};
		if (/^-i?name$/.test(raw)) {
			const name = translateGlob((words[++at]?.text ?? '*').slice(0, LONGEST_GLOB));
			names.push(compilePattern(`(?:^|/)${name}(?:/|$)`) ?? /^/);
		} else if (/^-i?(?:path|wholename|regex)$/.test(raw)) {
			at++;
			isSure = false;
		} else if (/^-(?:exec|execdir|ok)$/.test(raw)) break;
		else if (raw.startsWith('-') && !HARMLESS_CONDITION.test(raw)) isSure = false;
		else if (/^\\?[!]/.test(raw)) isSure = false;
	}
	return { names, isSure: isSure && names.length === 0 };
}

/** `find … | xargs rm` takes what the `find` meets; what else comes through a pipe is not known. */
function listPipedRemovals(
	{ pipeline, nameSpan, args }: ShellCommand,
	folder: string | undefined,
	reader: WordReader,
	commands: readonly ShellCommand[],
): readonly Removal[] {
	const source = commands.find((other) => other.pipeline === pipeline && other.name === 'find');
	if (source) return listFoundPaths(source.args, folder, reader);
	const word = args.at(-1) ?? { raw: 'rm', text: 'rm', span: nameSpan };
	return [{ word, isSure: false, path: undefined, start: undefined, covers: () => true }];
}
