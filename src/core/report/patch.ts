import { makePatch } from '../source/line-diff.ts';
import { findSecrets } from './secrets/find-secrets.ts';
import { hideSecrets } from './secrets/redact.ts';

/** A file before and after its fixes. */
export interface FixedText {
	readonly path: string;
	readonly before: string;
	readonly after: string;
}

/**
 * `--diff`: what the fixes would change, as a patch that `git apply` and `patch -p1` take. A line with a secret in it is shown
 * without the secret; where that happens the patch says what would change and cannot be applied there.
 */
export function formatPatch(files: readonly FixedText[]): string {
	return files
		.filter(({ before, after }) => before !== after)
		.map(({ path, before, after }) => {
			const secrets = findSecrets(before).map(({ start, end }) => before.slice(start, end));
			// What stands for a byte that is part of no character cannot be printed.
			const name = path.replace(/^\/+/, '').replace(/\p{Cs}/gu, '\ufffd');
			return hideSecrets(makePatch(`a/${name}`, `b/${name}`, before, after), secrets);
		})
		.join('');
}
