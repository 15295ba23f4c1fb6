import type { BuildContext } from '#core/build-context/model.ts';
import { classifyFile } from '#core/file-kind.ts';
import type { Finding } from '#core/finding.ts';
import { fixAll } from '#core/lint/fix.ts';
import { lintDockerfile } from '#core/lint/lint-dockerfile.ts';
import { lintLazily } from '#core/lint/lint-lazily.ts';
import type { Texts } from '#examples/exercises/exercise.ts';

/** A file larger than this is left to the command line, so that no text makes the page wait. In characters. */
export const LONGEST_TEXT = 128 * 1024;

/** What the linter says of each file, by name. Files that are empty or too long have no findings. */
export async function lintFiles(
	texts: Texts,
	context: BuildContext | undefined,
): Promise<Map<string, readonly Finding[]>> {
	const findingsByFile = new Map<string, readonly Finding[]>();
	for (const [path, text] of Object.entries(texts)) {
		const isRead = text.trim() !== '' && text.length <= LONGEST_TEXT;
		findingsByFile.set(path, isRead ? await lintLazily({ path, text }, context ? { context } : {}) : []);
	}
	return findingsByFile;
}

/** Each fix is tried, so that many of them in a long text would take long. In characters. */
const LONGEST_FIXED = 16 * 1024;

/** The text with every safe fix made, each of them tried: its finding is gone and no other has come. */
export async function fixText(
	path: string,
	text: string,
	context: BuildContext | undefined,
): Promise<string> {
	if (text.length > LONGEST_FIXED) return text;
	const options = context ? { context } : {};
	switch (classifyFile(path)) {
		case 'dockerfile':
			return fixAll(text, (one) => lintDockerfile(one, options)).text;
		case 'compose': {
			const { lintCompose } = await import('#core/lint/lint-compose.ts');
			return fixAll(text, (one) => lintCompose(one, options)).text;
		}
		default:
			return text;
	}
}
