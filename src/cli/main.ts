import { fileURLToPath } from 'node:url';
import type { RuleTexts } from '#core/report/rule-texts.ts';
import { findContentPlace } from '#examples/content-place.ts';
import { loadLayers } from '#examples/layers.ts';
import { loadRecorded } from '#examples/permalinks/load-recorded.ts';
import { collectOtherTools } from '#workspace/other-tools.ts';
import { collectRuleTexts } from '#workspace/rule-texts.ts';
import { createExplainCommand } from './commands/explain.ts';
import { createLintCommand } from './commands/lint.ts';
import { createNewCommand } from './commands/new.ts';
import { createPermalinksCommand } from './commands/permalinks.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { createRunCommand } from './commands/run.ts';
import { serveCommand } from './commands/serve.ts';
import { createValidateCommand } from './commands/validate.ts';
import { createVerifyCommand } from './commands/verify.ts';
import type { Io } from './io.ts';
import type { LinterCopy } from './lint/formats.ts';
import { runProcess } from './run-process.ts';
import { readProjectVersion } from './version.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

function ruleTexts(): RuleTexts {
	return collectRuleTexts(project, process.env['DRYDOCK_CONTENT'], process.cwd());
}

const linter: LinterCopy = {
	version: readProjectVersion(),
	ruleTexts,
	otherTools: () => collectOtherTools(project, ruleTexts()),
};

const findChosenPlace = ({ env, cwd }: Io) => findContentPlace(env['DRYDOCK_CONTENT'], cwd, project);
const loadChosenContent = (io: Io) => loadLayers(findChosenPlace(io), project);
const loadChosenRecord = (io: Io) => loadRecorded(findChosenPlace(io), project);

/** `npm run --silent drydock -- <command>`: every command, run from the project's own sources. */
await runProcess({
	version: linter.version,
	commands: [
		createLintCommand(linter),
		createExplainCommand(linter),
		rebuildCommand,
		createValidateCommand(project),
		createNewCommand(project),
		createVerifyCommand(loadChosenContent),
		createRunCommand(loadChosenContent),
		serveCommand,
		createPermalinksCommand(loadChosenContent, loadChosenRecord),
	],
});
