import { fileURLToPath } from 'node:url';
import { loadContent } from '#examples/load.ts';
import { rulePagesFor } from '#workspace/rule-pages.ts';
import { explainCommand } from './commands/explain.ts';
import { type Linter, lintCommand } from './commands/lint.ts';
import { newCommand } from './commands/new.ts';
import { permalinksCommand } from './commands/permalinks.ts';
import { runCommand } from './commands/run.ts';
import { serveCommand } from './commands/serve.ts';
import { contentFolder, validateCommand } from './commands/validate.ts';
import { verifyCommand } from './commands/verify.ts';
import type { Io } from './io.ts';
import { runProcess } from './run-process.ts';
import { projectVersion } from './version.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

const linter: Linter = {
	version: projectVersion(),
	rulePages: () => rulePagesFor(project, process.env['DRYDOCK_CONTENT'], process.cwd()),
};

const content = (io: Io) => loadContent(contentFolder(io, project), project);

/** `npm run --silent drydock -- <command>`: every command, run from the project's own sources. */
await runProcess({
	version: linter.version,
	commands: [
		lintCommand(linter),
		explainCommand(linter),
		validateCommand(project),
		newCommand(project),
		verifyCommand(content),
		runCommand(content),
		serveCommand,
		permalinksCommand(content),
	],
});
