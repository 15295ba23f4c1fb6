import type { BuildContext } from '../../build-context/model.ts';
import { listContextSources, makeExclusionTest } from '../../image/copies.ts';
import { defineRule } from '../rule.ts';

/** `.git` holds every version of every file: bytes nobody needs, a cache that each commit spoils, and secrets once deleted. */
export const gitDirectoryInContext = defineRule({
	id: 'git-directory-in-context',
	topic: 'git-in-containers',
	severity: 'warning',
	needsContext: true,
	summary: 'The .git directory stays out of the build context',
	messages: {
		unfiltered: 'This copies `.git` too. Write a `.dockerignore` with the line `.git`.',
		letThrough:
			'This copies the whole context, and `{file}` lets `{path}` through. Add the line `.git` at its end.',
	},
	dockerfile({ facts, context, report }) {
		if (!context || !hasRepository(context)) return;
		const file = context.ignoreFile;
		for (const instruction of facts.select('COPY', 'ADD')) {
			const isExcluded = makeExclusionTest(instruction);
			if (HISTORY.every((file) => isExcluded(file, ''))) continue;
			for (const { word, path: source, value } of listContextSources(facts.readCopy(instruction))) {
				if (value === '' || !/^\*{0,2}$/.test(source)) continue;
				const path = findCopiedPath(context);
				if (path === undefined) return;
				if (file === undefined) report('unfiltered', word.span);
				else report('letThrough', word.span, { values: { file, path } });
			}
		}
	},
});

function hasRepository({ isRepository, files }: BuildContext): boolean {
	return isRepository ?? files.some((file) => file === '.git' || file.startsWith('.git/'));
}

/** What every repository has. */
const HISTORY = [
	'.git/HEAD',
	'.git/config',
	'.git/index',
	'.git/refs/heads/main',
	'.git/objects/pack/a.pack',
];

/** What the ignore file lets through: `.git`, or, where a line with `!` takes it back, a path in it. */
function findCopiedPath({ files, isIgnored }: BuildContext): string | undefined {
	const isCopied = (path: string) => !isIgnored(path);
	const path = HISTORY.find(isCopied) ?? files.find((file) => file.startsWith('.git/') && isCopied(file));
	return path && isCopied('.git') ? '.git' : path;
}
