import { parseIgnoreFile } from '#core/build-context/ignore-file.ts';
import type { BuildContext } from '#core/build-context/model.ts';
import type { Texts } from '#examples/exercises/exercise.ts';

/** All that a `.dockerignore` alone tells of a build context: what it keeps out. Without one, nothing is known. */
export function inferBuildContext(texts: Texts): BuildContext | undefined {
	const text = texts['.dockerignore'] ?? '';
	if (text.trim() === '') return undefined;
	return {
		files: [],
		isIgnored: parseIgnoreFile(text).isIgnored,
		read: () => undefined,
		ignoreFile: '.dockerignore',
	};
}
