import type { ShellCommand } from './command.ts';

/** Options before the verb that take the next word as their value. */
const VALUED = /^(?:-[Cc]|--(?:git-dir|work-tree|namespace|config-env|super-prefix))$/;

/** What git is told to fetch with, `clone` or `submodule update`, and where that ends; `undefined` where it fetches nothing. */
export function findGitFetch({
	name,
	args,
}: ShellCommand): { readonly verb: string; readonly end: number } | undefined {
	if (name !== 'git') return undefined;
	const words = args.filter(({ raw, text = raw }, at) => {
		return !text.startsWith('-') && !VALUED.test(args[at - 1]?.text ?? '');
	});
	const [verb] = FETCHING.exec(`${words[0]?.text} ${words[1]?.text} `) ?? [];
	const last = words[verb?.trim().includes(' ') ? 1 : 0];
	return verb && last ? { verb: verb.trim(), end: last.span.end } : undefined;
}

const FETCHING =
	/^(?:clone|pull|fetch|submodule (?:update|add)|remote update|subtree (?:add|pull)|lfs (?:pull|fetch)) /;
