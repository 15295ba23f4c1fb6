import { parseIgnoreFile } from '#core/build-context/ignore-file.ts';
import type { BuildContext } from '#core/build-context/model.ts';
import type { Texts } from './exercise.ts';

const IGNORE_FILE = '.dockerignore';

/** The build context that these texts make, with the `.git` that every clone has. Reads no disk, so that a page can use it. */
export function makeTextContext(texts: Texts): BuildContext {
	const ignore = texts[IGNORE_FILE];
	const { isIgnored } = parseIgnoreFile(ignore ?? '');
	return {
		files: Object.keys(texts).sort(),
		isIgnored,
		isRepository: true,
		read: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
		ignoreFile: ignore === undefined ? undefined : IGNORE_FILE,
	};
}
