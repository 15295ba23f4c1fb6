import type { BuildContext } from '#core/build-context/model.ts';
import { classifyFile } from '#core/file-kind.ts';
import type { Finding, FindingsByFile } from '#core/finding.ts';
import { fixAll } from '#core/lint/fix.ts';
import { lintDockerfile } from '#core/lint/lint-dockerfile.ts';
import { lintLazily } from '#core/lint/lint-lazily.ts';
import type { Texts } from '#examples/exercises/exercise.ts';
import { makeTextContext } from '#examples/exercises/text-context.ts';
import { type ContextSource, LONGEST_TEXT } from './lint-request.ts';
import { inferBuildContext } from './lonely-context.ts';

/** What the linter says of each file, by name. Files that are empty or too long have no findings. */
export async function lintFiles(texts: Texts, source: ContextSource): Promise<FindingsByFile> {
	const context = makeContext(texts, source);
	const findingsByFile = new Map<string, readonly Finding[]>();
	for (const [path, text] of Object.entries(texts)) {
		const isRead = text.trim() !== '' && text.length <= LONGEST_TEXT;
		findingsByFile.set(path, isRead ? await lintLazily({ path, text }, context ? { context } : {}) : []);
	}
	return findingsByFile;
}

/** Each fix is tried, so that many of them in a long text would take long. In characters. */
const LONGEST_FIXED = 16 * 1024;

/** The texts with every safe fix made, each of them tried: its finding is gone and no other has come. */
export async function fixTexts(texts: Texts, source: ContextSource): Promise<Texts> {
	const fixed: Record<string, string> = { ...texts };
	for (const [path, text] of Object.entries(texts))
		fixed[path] = await fixText(path, text, makeContext(fixed, source));
	return fixed;
}

/** Loads what reads these files, so that none of it counts as work. */
export async function prepareLinter(texts: Texts): Promise<void> {
	const hasCompose = Object.entries(texts).some(
		([path, text]) => classifyFile(path) === 'compose' && text.trim() !== '',
	);
	if (hasCompose) await import('#core/lint/lint-compose.ts');
}

async function fixText(path: string, text: string, context: BuildContext | undefined): Promise<string> {
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

function makeContext(texts: Texts, source: ContextSource): BuildContext | undefined {
	return source.is === 'known' ? makeTextContext({ ...source.beside, ...texts }) : inferBuildContext(texts);
}
