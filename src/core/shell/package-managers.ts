import {
	FOLDER_OPTIONS,
	MANAGER_ALIASES,
	PACKAGE_MANAGERS,
	type PackageManager,
	type PackageVerb,
} from '../knowledge/package-managers.ts';
import type { ShellWord } from './shell-word.ts';

/** A call of a package manager. */
export interface PackageAction {
	/** `pip` for `pip3` and `python -m pip`; otherwise the program's name. */
	readonly manager: string;
	/** What it manages: the system's packages, or the libraries of a language. */
	readonly kind: 'system' | 'language';
	readonly action: PackageVerb;
	/** The words that name packages, as written: `git=1:2.39`, `git@edge`, `./local.deb`. Files of `-r` are no packages. */
	readonly packages: readonly ShellWord[];
	/** Every option, its value joined by `=` where it takes one: `-o=APT::Install-Recommends=0`. */
	readonly options: readonly string[];
	/** The word that says what to do: `install`, `ci`, `add`; of several the last. Missing where none is needed (`yarn`). */
	readonly verb?: ShellWord | undefined;
	/** The manager and all words that say what to do, as a message names the call: `go mod download`. */
	readonly call: string;
}

/** What a program does with packages; `undefined` where it is no package manager or does something else. */
export function findPackageAction(program: string, words: readonly ShellWord[]): PackageAction | undefined {
	const called = findManagerCall(program, words);
	if (!called) return undefined;
	const { manager, table, args } = called;
	const { options, words: plain } = sortOut(args, table.valued ?? []);
	const matchedVerb = findVerb(table, plain, options);
	if (!matchedVerb || isDry(options, table)) return undefined;
	const { action, start, end } = matchedVerb;
	const verb = plain[end - 1];
	return {
		manager,
		kind: table.kind,
		action,
		packages: listPackages(plain.slice(end), table),
		options,
		verb,
		call: plain.slice(start, end).reduce((call, { text }) => `${call} ${text}`, manager),
	};
}

function listPackages(words: readonly ShellWord[], { removalMark }: PackageManager): readonly ShellWord[] {
	return removalMark === undefined ? words : words.filter(({ text }) => !text?.endsWith(removalMark));
}

/** The folder of the project that a call names: `npm --prefix web`, `yarn --cwd web`, `composer -d web`. */
export function findProjectFolder({ manager, options }: PackageAction): string | undefined {
	const names = Object.hasOwn(FOLDER_OPTIONS, manager) ? FOLDER_OPTIONS[manager] : undefined;
	const option = names && options.find((one) => names.includes(one.slice(0, one.indexOf('='))));
	return option?.slice(option.indexOf('=') + 1);
}

/** The package's name alone: `git` for `git=1:2.39`, `git:amd64`, `git@edge`, `git>=2`, `git/bookworm-backports`, `git-`; `g++` is one. */
export function extractPackageName(word: string): string {
	const [name = ''] = /^@?[^=@<>~:[;!]*/.exec(word) ?? [];
	return name.replace(/^([\w+-][\w.+-]*)\/[\w.-]+$/, '$1').replace(/-$|(?<!\+)\+$/, '');
}

function findManagerCall(
	name: string,
	args: readonly ShellWord[],
):
	| { readonly manager: string; readonly table: PackageManager; readonly args: readonly ShellWord[] }
	| undefined {
	if (!/^p(?:ython|ypy|ip)[\d.]*$/.test(name)) return lookUpManager(MANAGER_ALIASES[name] ?? name, args);
	if (!name.startsWith('pip')) {
		const at = args.findIndex(({ text }) => text === '-m');
		const isFirst = at !== -1 && args.slice(0, at).every(({ text }) => text?.startsWith('-'));
		const module = isFirst ? args[at + 1]?.text : undefined;
		if (module === undefined || !/^(?:pip|pipx|pipenv|poetry|uv)$/.test(module)) return undefined;
		return lookUpManager(module, args.slice(at + 2));
	}
	return lookUpManager('pip', args);
}

function lookUpManager(manager: string, args: readonly ShellWord[]) {
	const table = Object.hasOwn(PACKAGE_MANAGERS, manager) ? PACKAGE_MANAGERS[manager] : undefined;
	return table && { manager, table, args };
}

function sortOut(
	args: readonly ShellWord[],
	valued: readonly string[],
): { options: readonly string[]; words: readonly ShellWord[] } {
	const options: string[] = [];
	const words: ShellWord[] = [];
	for (let at = 0; at < args.length; at++) {
		const arg = args[at];
		if (!arg) continue;
		const text = arg.text ?? arg.raw;
		if (text.length < 2 || !text.startsWith('-')) words.push(arg);
		else if (text === '--') {
			words.push(...args.slice(at + 1));
			break;
		} else if (valued.includes(text)) {
			const value = args[++at];
			options.push(`${text}=${value?.text ?? value?.raw ?? ''}`);
		} else options.push(text);
	}
	return { options, words };
}

/** The longest verb that the words begin with, and where among them it stands. */
function findVerb(
	{ verbs, byOption }: PackageManager,
	words: readonly ShellWord[],
	options: readonly string[],
): { action: PackageVerb; start: number; end: number } | undefined {
	if (byOption) {
		const action = byOption.find(([pattern]) => options.some((option) => pattern.test(option)))?.[1];
		return action && { action, start: 0, end: 0 };
	}
	// What only a variable knows before the verb are options.
	const start = Math.max(
		words.findIndex(({ text }) => text !== undefined),
		0,
	);
	const first = words[start]?.text ?? '';
	const second = words[start + 1]?.text ?? '';
	const ofTwo = second === '' ? undefined : findAction(verbs, `${first} ${second}`);
	if (ofTwo) return { action: ofTwo, start, end: start + 2 };
	const ofOne = first === '' ? undefined : findAction(verbs, first);
	if (ofOne) return { action: ofOne, start, end: start + 1 };
	const bare = verbs[''];
	const isBare = words.length === 0 && !options.some((option) => /^-[vV]$/.test(option));
	return bare && isBare ? { action: bare, start: 0, end: 0 } : undefined;
}

function findAction(verbs: PackageManager['verbs'], words: string): PackageVerb | undefined {
	return Object.hasOwn(verbs, words) ? verbs[words] : undefined;
}

/** Asked for help, for the version, or only to pretend. */
function isDry(options: readonly string[], { dry = [] }: PackageManager): boolean {
	return options.some(
		(option) => /^(?:--version|--help|-h|--dry-run|--simulate)$/.test(option) || dry.includes(option),
	);
}

/** `apt-mark auto`: the next removal also takes packages that it does not name. */
export function isRemovalMark({
	name,
	args,
}: {
	readonly name: string | undefined;
	readonly args: readonly ShellWord[];
}): boolean {
	return name === 'apt-mark' && args[0]?.text === 'auto';
}
