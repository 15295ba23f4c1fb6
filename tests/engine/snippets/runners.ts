import { basename } from 'node:path';
import type { Outside } from './outside.ts';
import type { Snippet } from './right-snippets.ts';
import { runCompose } from './run-compose.ts';
import { runDaemonFile, runRegistryFile } from './run-configuration.ts';
import { runDockerfile } from './run-dockerfile.ts';

/** Builds or starts what a snippet shows; throws where it does not work. */
export type Runner = (snippet: Snippet, outside: Outside) => Promise<void>;

const RUNNERS: Readonly<Record<string, Runner>> = {
	Dockerfile: runDockerfile,
	'compose.yaml': runCompose,
	'daemon.json': runDaemonFile,
	'config.yml': runRegistryFile,
};

/** What runs it, by the name of its file. */
export function findRunner({ main }: Snippet): Runner | undefined {
	return RUNNERS[basename(main)];
}
