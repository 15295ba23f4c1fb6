import type { Finding } from '#core/finding.ts';
import { lint } from '#core/rules/lint.ts';

/** The findings of a code block of a page, by the same rules as everywhere. */
export function lintText(path: string, text: string): readonly Finding[] {
	return lint({ path, text });
}
