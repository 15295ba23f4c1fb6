import type { BuildContext } from '../../build-context.ts';
import { parseGlob } from '../../dockerfile/glob.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import { defineRule } from '../rule.ts';
import { contextPath, copyOf } from './copied-files.ts';
import { effective } from './effective.ts';

/** `.git` holds every version of every file: bytes nobody needs, a cache that each commit spoils, and secrets once deleted. */
export const gitDirectoryInContext = defineRule({
	id: 'git-directory-in-context',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'The .git directory stays out of the build context',
	messages: {
		unfiltered:
			'This copies the whole context, and there is no `.dockerignore` that keeps `.git` out of it. Write one with the line `.git`.',
		letThrough: 'This copies the whole context, and `{file}` lets `.git` through. Add the line `.git` to it.',
	},
	dockerfile({ dockerfile, variables, context, report }) {
		if (!context || isKeptOut(context)) return;
		const file = context.ignoreFile;
		for (const instruction of effective(dockerfile, 'COPY', 'ADD')) {
			if (excludesGit(instruction)) continue;
			const { sources, isFromElsewhere } = copyOf(instruction, variables);
			if (isFromElsewhere) continue;
			for (const { word, path, isHeredoc } of sources) {
				if (isHeredoc || !path || !/^\*?$/.test(contextPath(path))) continue;
				if (file === undefined) report('unfiltered', word.span);
				else report('letThrough', word.span, { values: { file } });
			}
		}
	},
});

function isKeptOut({ isIgnored }: BuildContext): boolean {
	return (
		isIgnored('.git') ||
		['.git/HEAD', '.git/config', '.git/objects/pack/a.pack'].every((path) => isIgnored(path))
	);
}

/** `COPY --exclude=.git` leaves it out as well. */
function excludesGit({ flags }: Instruction): boolean {
	return flags.some(
		({ name, value }) => name === 'exclude' && parseGlob(contextPath(value?.text ?? ''))?.('.git'),
	);
}
