import { imagePath, localCopy } from '../../dockerfile/image-paths.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import type { ShellCommand, ShellWord } from '../../dockerfile/shell-commands.ts';
import type { Variables } from '../../dockerfile/variables.ts';

/** Where a `COPY` or `ADD` puts what it copies: a path for each file, the target for a folder. */
export function copiedPaths(step: Instruction, folder: string | undefined, variables: Variables): string[] {
	const copy = localCopy(step, variables) ?? remoteAdd(step, variables);
	const target = copy && resolvePath(copy.target, folder);
	if (!copy || target === undefined) return [];
	const isFolder = copy.target.endsWith('/') || /^\.?$/.test(copy.target) || copy.sources.length > 1;
	return copy.sources.flatMap((source) => {
		const name = source.split('/').at(-1) ?? '';
		const isFile = /[^.]\.\w+$|^\.\w+$/.test(name) && !/[*?[]/.test(name);
		// An archive that `ADD` unpacks leaves no file of its name.
		if (step.keyword === 'ADD' && /\.(?:tar|tgz|tbz2?|txz|tar\.\w+)$/.test(name) && !source.includes('://'))
			return [];
		if (isFile && isFolder) return [imagePath(name, target)];
		return target === '/' ? [] : [target];
	});
}

function remoteAdd(step: Instruction, variables: Variables) {
	const { keyword, args } = step;
	const [source, target] = keyword === 'ADD' && args.length === 2 ? args : [];
	if (!source || !target || !/^https?:\/\/[^?#]*[^/?#]$/.test(source.text)) return undefined;
	const path = variables.expand(target.text, step).value;
	return path === undefined ? undefined : { sources: [source.text], target: path };
}

/** A word's value, variables replaced where they are known. */
export type ValueIn = (word: ShellWord | undefined) => string | undefined;

/** The paths a command is seen to add. */
export function addedBy(command: ShellCommand, valueIn: ValueIn): string[] {
	const paths = [...addedByPackages(command), ...addedByProgram(command, valueIn)];
	for (const { operator, target } of command.redirects) {
		if (operator === '>' || operator === '>|') paths.push(valueIn(target) ?? '');
	}
	return paths.filter((path) => path !== '' && !path.startsWith('/dev/') && !/[*?$]/.test(path));
}

function addedByPackages(command: ShellCommand): string[] {
	const action = command.packageAction;
	if (action?.action === 'update' && /^apt/.test(action.manager)) return ['/var/lib/apt/lists'];
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
			return action.options.includes('-g') || action.options.includes('--global')
				? ['/root/.npm']
				: ['node_modules', '/root/.npm'];
		case 'yarn':
		case 'pnpm':
			return action.verb?.text === 'global add' ? [] : ['node_modules'];
		case 'pip':
			return action.options.includes('--no-cache-dir') ? [] : ['/root/.cache/pip'];
		default:
			return [];
	}
}

const ADDING: ReadonlySet<string> = new Set(['curl', 'wget', 'git', 'mkdir', 'touch', 'cp', 'mv']);

function addedByProgram({ name, args }: ShellCommand, valueIn: ValueIn): string[] {
	if (name === undefined || !ADDING.has(name)) return [];
	const words = args.filter(({ raw }) => !raw.startsWith('-'));
	const last = valueIn(words.at(-1)) ?? '';
	const option = (pattern: RegExp): string | undefined => {
		const index = args.findIndex(({ raw }) => pattern.test(raw));
		return index === -1 ? undefined : valueIn(args[index + 1]);
	};
	const url = words.map(valueIn).find((value) => value !== undefined && /^(?:https?|ftp):\/\//.test(value));
	const fileOfUrl =
		url
			?.replace(/[?#].*$/, '')
			.split('/')
			.at(-1) ?? '';
	switch (name) {
		case 'curl': {
			if (args.some(({ raw }) => /^(?:-[a-zA-Z]*O|--remote-name)/.test(raw))) return [fileOfUrl];
			const path = option(/^(?:-[a-zA-Z]*o|--output)$/);
			return path === undefined ? [] : [path];
		}
		case 'wget': {
			const path = option(/^(?:-[a-zA-Z]*O|--output-document)$/);
			if (path !== undefined) return path === '-' ? [] : [path];
			return args.some(({ raw }) => /^-[a-zA-Z]*O|^--output-document|^-P|^--directory/.test(raw))
				? []
				: [fileOfUrl];
		}
		case 'git': {
			if (words.every(({ text }) => text !== 'clone')) return [];
			const [repository, path] = words
				.slice(words.findIndex(({ text }) => text === 'clone') + 1)
				.map(valueIn);
			const isPlain = !args.some(({ raw }) =>
				/^-(?:b|o|c|C|j)$|^--(?:depth|branch|origin|config|jobs|reference)$/.test(raw),
			);
			if (!isPlain)
				return last.includes('://')
					? [
							last
								.split('/')
								.at(-1)
								?.replace(/\.git$/, '') ?? '',
						]
					: [last];
			return [
				path ??
					repository
						?.split('/')
						.at(-1)
						?.replace(/\.git$/, '') ??
					'',
			];
		}
		case 'mkdir':
		case 'touch':
			return words.map((word) => valueIn(word) ?? '');
		case 'cp':
		case 'mv':
			return words.length === 2 && !last.endsWith('/') ? [last] : [];
		default:
			return [];
	}
}

/** `undefined` for a relative path in a folder that is not known. */
export function resolvePath(path: string, folder: string | undefined): string | undefined {
	if (path === '' || (folder === undefined && !/^[/~]/.test(path))) return undefined;
	return imagePath(path, folder ?? '/');
}
