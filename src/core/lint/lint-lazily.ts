import { classifyFile } from '../file-kind.ts';
import type { Finding } from '../finding.ts';
import type { LintSource } from './lint.ts';
import { lintDockerfile } from './lint-dockerfile.ts';
import { lintIgnoreFile } from './lint-ignore-file.ts';
import type { LintOptions } from './run-rules.ts';

/**
 * The same findings as `lint`, for a page: what reads YAML and TOML is fetched when the first compose or configuration
 * file comes, so that a page of Dockerfiles never loads it.
 */
export async function lintLazily(
	{ path, text, kind = classifyFile(path, text) }: LintSource,
	options: LintOptions = {},
): Promise<Finding[]> {
	switch (kind) {
		case undefined:
			return [];
		case 'dockerfile':
			return lintDockerfile(text, options);
		case 'ignore-file':
			return lintIgnoreFile(text, options);
		case 'compose': {
			const { lintCompose } = await import('./lint-compose.ts');
			return lintCompose(text, options, path);
		}
		case 'bake': {
			const { lintBake } = await import('./lint-bake.ts');
			return lintBake(text, options, path);
		}
		default: {
			const { lintConfig } = await import('./lint-config.ts');
			return lintConfig(kind, text, options);
		}
	}
}
