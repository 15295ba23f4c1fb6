import type { Instruction, Stage } from '../../dockerfile/model.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { findSystemShell } from '../../image/known-base.ts';
import { listFinalStages } from '../../image/runs.ts';
import { listStartCommands } from '../../image/start-scripts.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { findScriptCall } from '../../shell/script-call.ts';
import { defineRule } from '../rule.ts';

/**
 * A package manager starts `/bin/sh -c <script>`. Where that is dash, dash stays, and the stop signal ends it alone: the
 * program never hears it. bash and busybox put a lone command in their own place, so there the rule is silent.
 */
export const packageManagerStart = defineRule({
	id: 'package-manager-start',
	topic: 'deploy-times',
	severity: 'warning',
	needsContext: true,
	summary: 'A container starts its program, and not a package manager',
	messages: {
		lost: '`{call}` starts a shell that does not pass the stop signal on. Start the program itself.',
	},
	dockerfile({ facts, dockerfile, stages, report }) {
		for (const stage of listFinalStages(dockerfile, stages)) {
			if (findSystemShell(stage, facts) !== 'dash') continue;
			const { entrypoint, command } = facts.findStart(stage);
			if (TELLS_ALL.test(`${entrypoint?.body.text} ${command?.body.text}`)) continue;
			for (const start of [entrypoint, command]) {
				if (!start || becomesProgram(start, stage, facts)) continue;
				const call = listStartCommands(start, stage, facts).find(isScriptStart);
				if (call === undefined || (call.name === 'yarn' && hasShellOfYarn(facts))) continue;
				const words = [call.name, ...call.args.slice(0, 2).map(({ text, raw }) => text ?? raw)];
				report(
					'lost',
					{ start: call.nameSpan.start, end: call.span.end },
					{ values: { call: words.join(' ') } },
				);
			}
		}
	},
});

/** `dumb-init`, and `tini -g`: they hand a signal to all processes below them. */
const TELLS_ALL = /\bdumb-init\b|\btini(?:-static)?\b.*(?<![\w-])-g\b/s;

/** `npm start`, `yarn run serve`, as the command that the container waits for. */
function isScriptStart(command: ShellCommand): boolean {
	const { args, surroundings } = command;
	if (surroundings.isSubstituted || surroundings.isBackground) return false;
	if (args.some(({ text }) => text?.startsWith('--script-shell'))) return false;
	const call = findScriptCall(command);
	return call !== undefined && (call.isNamedRun || call.script === 'start');
}

/** From version 2 on Yarn brings a shell of its own, which passes the signal on. Its settings have another file then. */
function hasShellOfYarn({ context, dockerfile }: DockerfileFacts): boolean {
	return dockerfile.text.includes('corepack') || context?.files.includes('.yarnrc.yml') === true;
}

/** `"start": "exec node server.js"` in the package.json of the context: the shell makes room for the program. */
function becomesProgram(start: Instruction, stage: Stage, facts: DockerfileFacts): boolean {
	return facts.listStartScripts(start, stage).some(({ commands }) => commands.at(-1)?.wrappers[0] === 'exec');
}
