import { fileURLToPath } from 'node:url';
import { readRulePages } from '#workspace/rule-pages.ts';
import { explainCommand } from './commands/explain.ts';
import { type Linter, lintCommand } from './commands/lint.ts';
import { serveCommand } from './commands/serve.ts';
import { runProcess } from './run-process.ts';
import { projectVersion } from './version.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

const linter: Linter = {
	version: projectVersion(),
	rulePages: () => readRulePages(process.env['DRYDOCK_CONTENT'] ?? `${project}content`),
};

/** `npm run --silent drydock -- <command>`: every command, run from the project's own sources. */
await runProcess({
	version: linter.version,
	commands: [lintCommand(linter), explainCommand(linter), serveCommand],
});
