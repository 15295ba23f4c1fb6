import type { ShellCommand } from '../shell/command.ts';
import { findProjectFolder, type PackageAction } from '../shell/package-managers.ts';
import type { ShellWord } from '../shell/shell-word.ts';
import { getLastSegment } from './paths.ts';

/** Where apt keeps the lists of packages that it fetched. */
export const APT_LISTS = '/var/lib/apt/lists';

/** A word's value, variables replaced where they are known. */
export type ValueIn = (word: ShellWord | undefined) => string | undefined;

/** The paths a command is seen to add. `isSet` tells of environment variables. */
export function listAddedPaths(
	command: ShellCommand,
	valueIn: ValueIn,
	isSet: (name: string) => boolean,
): string[] {
	const paths = [...listPackagePaths(command, isSet), ...listProgramPaths(command, valueIn)];
	const ofGroups = command.surroundings.groups.flatMap(({ redirects }) => redirects);
	for (const { operator, target } of [...command.redirects, ...ofGroups]) {
		if (/^>[>|]?$/.test(operator)) paths.push(valueIn(target) ?? '');
	}
	return paths.filter((path) => path !== '' && !path.startsWith('/dev/') && !/[*?$]/.test(path));
}

/** The caches and lists that a package manager empties. */
export function listCleanedPaths({ packageAction: action }: ShellCommand): readonly string[] {
	if (action?.action !== 'clean') return [];
	switch (action.manager) {
		case 'apt':
		case 'apt-get':
			return /^dist-?clean$/.test(action.verb?.text ?? '') ? [APT_LISTS] : [];
		case 'dnf':
		case 'microdnf':
		case 'yum':
			return ['/var/cache/yum', '/var/cache/dnf'];
		case 'npm':
			return ['/root/.npm'];
		case 'pip':
			return ['/root/.cache/pip'];
		default:
			return [];
	}
}

function listPackagePaths(command: ShellCommand, isSet: (name: string) => boolean): string[] {
	const action = command.packageAction;
	if (action?.action === 'update' && /^apt/.test(action.manager)) return [APT_LISTS];
	if (action?.action === 'update' && action.manager === 'apk') return ['/var/cache/apk'];
	if (action?.action !== 'install') return [];
	switch (action.manager) {
		case 'apk':
			return action.options.includes('--no-cache') ? [] : ['/var/cache/apk'];
		case 'dnf':
		case 'microdnf':
		case 'yum':
			return [`/var/cache/${action.manager === 'yum' ? 'yum' : 'dnf'}`];
		case 'npm':
			return [...listModuleFolders(action), '/root/.npm'];
		case 'yarn':
		case 'pnpm':
		case 'bun':
			return listModuleFolders(action);
		case 'pip':
			return action.options.includes('--no-cache-dir') || isSet('PIP_NO_CACHE_DIR')
				? []
				: ['/root/.cache/pip'];
		case 'mvn':
			return ['/root/.m2'];
		case 'gradle':
			return ['/root/.gradle'];
		default:
			return [];
	}
}

/** The folder that an install of a project fills. */
function listModuleFolders(action: PackageAction): string[] {
	const { options, call } = action;
	if (call.includes(' global ') || options.some((option) => /^(?:-g|--global)$/.test(option))) return [];
	const folder = findProjectFolder(action);
	return [folder === undefined ? 'node_modules' : `${folder}/node_modules`];
}

/** What a program without a package manager's knowledge adds, by its name. */
type Adding = (args: readonly ShellWord[], valueIn: ValueIn) => readonly (string | undefined)[];

const ADDING: Readonly<Record<string, Adding>> = {
	curl: (args, valueIn) =>
		args.some(({ raw }) => /^(?:-[a-zA-Z]*O|--remote-name(?:-all)?$)/.test(raw))
			? [findDownloadName(args, valueIn)]
			: [findOptionValue(args, valueIn, /^(?:-[a-zA-Z]*o|--output)$/, '--output')],
	wget: listWgetPaths,
	git: listClonePaths,
	mkdir: listNamedPaths,
	touch: listNamedPaths,
	tee: listNamedPaths,
	cp: listTargetPaths,
	mv: listTargetPaths,
	ln: listTargetPaths,
	install: listTargetPaths,
	dd: (args) => args.map(({ text }) => /^of=(.+)$/.exec(text ?? '')?.[1]),
	tar: (args, valueIn) => [findOptionValue(args, valueIn, /^(?:-[a-zA-Z]*C|--directory)$/, '--directory')],
	unzip: (args, valueIn) => [findOptionValue(args, valueIn, /^-[a-zA-Z]*d$/)],
};

function listProgramPaths({ name = '', args }: ShellCommand, valueIn: ValueIn): string[] {
	const adding = Object.hasOwn(ADDING, name) ? ADDING[name] : undefined;
	return adding?.(args, valueIn).flatMap((path) => path ?? []) ?? [];
}

function listOperands(args: readonly ShellWord[]): ShellWord[] {
	return args.filter(({ raw }) => !raw.startsWith('-'));
}

function listNamedPaths(args: readonly ShellWord[], valueIn: ValueIn): (string | undefined)[] {
	return listOperands(args).map(valueIn);
}

/** The value of an option that stands in the next word, or behind `=` in the same one. */
function findOptionValue(
	args: readonly ShellWord[],
	valueIn: ValueIn,
	apart: RegExp,
	joined?: string,
): string | undefined {
	const index = args.findIndex(({ raw }) => apart.test(raw));
	if (index !== -1) return valueIn(args[index + 1]);
	const whole = joined && args.map(valueIn).find((value) => value?.startsWith(`${joined}=`));
	return whole ? whole.slice(joined.length + 1) : undefined;
}

function findDownloadName(args: readonly ShellWord[], valueIn: ValueIn): string | undefined {
	const address = args
		.map(valueIn)
		.find((value) => value !== undefined && /^(?:https?|ftp):\/\//.test(value));
	return address && getLastSegment(address.replace(/[?#].*$/, ''));
}

function listWgetPaths(args: readonly ShellWord[], valueIn: ValueIn): (string | undefined)[] {
	const path = findOptionValue(args, valueIn, /^(?:-[a-zA-Z]*O|--output-document)$/, '--output-document');
	if (path !== undefined) return path === '-' ? [] : [path];
	if (args.some(({ raw }) => /^-[a-zA-Z]*O|^--output-document/.test(raw))) return [];
	const file = findDownloadName(args, valueIn);
	const folder = findOptionValue(args, valueIn, /^(?:-[a-zA-Z]*P|--directory-prefix)$/, '--directory-prefix');
	if (folder !== undefined && file) return [`${folder.replace(/\/$/, '')}/${file}`];
	return args.some(({ raw }) => /^-[a-zA-Z]*P|^--directory/.test(raw)) ? [] : [file];
}

/** Options of `git clone` that take the next word as their value. */
const CLONE_VALUED =
	/^(?:-[bcjou]|--(?:branch|bundle-uri|config|depth|filter|jobs|origin|ref-format|reference(?:-if-able)?|revision|separate-git-dir|server-option|shallow-(?:exclude|since)|template|upload-pack))$/;

/** The checkout, and its `.git`. */
function listClonePaths(args: readonly ShellWord[], valueIn: ValueIn): string[] {
	const verb = args.findIndex(({ text }) => text === 'clone');
	if (verb === -1) return [];
	const operands = args
		.slice(verb + 1)
		.filter(({ raw }, at, rest) => !raw.startsWith('-') && !CLONE_VALUED.test(rest[at - 1]?.raw ?? ''));
	const [repository, path] = operands.map(valueIn);
	const folder = operands.length > 1 ? path : repository && nameCheckout(repository);
	const start = args.slice(0, verb).findIndex(({ raw }) => raw === '-C');
	const from = start === -1 ? '' : valueIn(args[start + 1]);
	if (!folder || from === undefined) return [];
	const checkout = from === '' || folder.startsWith('/') ? folder : `${from}/${folder}`;
	return [checkout, `${checkout.replace(/\/$/, '')}/.git`];
}

/** The folder that git makes for an address when it is told none. */
function nameCheckout(repository: string): string {
	return getLastSegment(repository.replace(/(?:\/|\/\.git)+$/, ''))
		.replace(/^.*:/, '')
		.replace(/\.git$/, '');
}

/** The target where it is a name of its own; in a folder, the file. */
function listTargetPaths(args: readonly ShellWord[], valueIn: ValueIn): string[] {
	const words = listOperands(args).map(valueIn);
	const target = words.pop();
	if (target === undefined || words.length === 0) return [];
	if (!target.endsWith('/')) return words.length === 1 ? [target] : [];
	return words.flatMap((word) =>
		word === undefined || /[*?]|\/$/.test(word) ? [] : [target + getLastSegment(word)],
	);
}
