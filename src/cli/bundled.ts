import { createExplainCommand } from './commands/explain.ts';
import { createLintCommand } from './commands/lint.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { serveCommand } from './commands/serve.ts';
import type { LinterCopy } from './lint/formats.ts';
import { runProcess } from './run-process.ts';

/** The program inside `drydock.mjs`: the commands that need nothing but the one file. */
export function runBundled(linter: LinterCopy): Promise<void> {
	return runProcess({
		version: linter.version,
		commands: [createLintCommand(linter), createExplainCommand(linter), rebuildCommand, serveCommand],
	});
}
