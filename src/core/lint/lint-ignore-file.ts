import { parseIgnoreFile } from '../build-context/ignore-file.ts';
import type { Finding } from '../finding.ts';
import { type LintOptions, runRules } from './run-rules.ts';

/** Says which patterns of a `.dockerignore` stop the build. No rule looks at one by itself: they ask it through the context. */
export function lintIgnoreFile(text: string, options: LintOptions = {}): Finding[] {
	const { errors } = parseIgnoreFile(text);
	return runRules({ text, errors, suppressions: [], check: () => {} }, options);
}
