import { classifyFile, type FileKind } from '../file-kind.ts';
import type { Finding } from '../finding.ts';
import { lintBake } from './lint-bake.ts';
import { lintCompose } from './lint-compose.ts';
import { lintConfig } from './lint-config.ts';
import { lintDockerfile } from './lint-dockerfile.ts';
import { lintIgnoreFile } from './lint-ignore-file.ts';
import type { LintOptions } from './run-rules.ts';

export interface LintSource {
	readonly path: string;
	readonly text: string;
	/** Where the path does not tell it. */
	readonly kind?: FileKind;
}

/**
 * Every finding of a file, sorted by place: parse errors as `syntax`, what the rules report, and suppressions that silence
 * nothing. Empty for a file that the linter does not read. Never throws, whatever the text; reads nothing but its arguments.
 */
export function lint(
	{ path, text, kind = classifyFile(path, text) }: LintSource,
	options: LintOptions = {},
): Finding[] {
	switch (kind) {
		case undefined:
			return [];
		case 'dockerfile':
			return lintDockerfile(text, options);
		case 'compose':
			return lintCompose(text, options, path);
		case 'bake':
			return lintBake(text, options, path);
		case 'ignore-file':
			return lintIgnoreFile(text, options);
		default:
			return lintConfig(kind, text, options);
	}
}
