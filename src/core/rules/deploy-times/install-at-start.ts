import { callSpan } from '../../image/runs.ts';
import { listStartCommands, listStartInstructions } from '../../image/start-scripts.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { findGitFetch } from '../../shell/git-fetch.ts';
import { indexLines, type Span } from '../../source/position.ts';
import { defineRule, type Report } from '../rule.ts';

/** What is fetched at the start is fetched again by every container, is another version tomorrow, and is missing on the day the source is down. */
export const installAtStart = defineRule({
	id: 'install-at-start',
	topic: 'deploy-times',
	severity: 'warning',
	needsContext: true,
	summary: 'Containers start without installing anything',
	messages: {
		start: '`{call}` runs at every start, and needs the network. Do it in a `RUN`.',
		script: '`{name}` runs `{call}` (line {line}) at every start, and needs the network. Do it in a `RUN`.',
		startPerhaps: '`{call}` may run at a start, and then needs the network. Do it in a `RUN`.',
		scriptPerhaps:
			'`{name}` may run `{call}` (line {line}) at a start, and then needs the network. Do it in a `RUN`.',
	},
	dockerfile({ facts, dockerfile, report }) {
		for (const stage of dockerfile.stages) {
			for (const start of listStartInstructions(stage)) {
				reportCalls(listStartCommands(start, stage, facts), report);
				for (const { span, name, text, commands } of facts.listStartScripts(start, stage)) {
					const fetches = commands.flatMap((command) => findFetch(command) ?? []);
					const first = fetches.find(({ isSure }) => isSure) ?? fetches[0];
					if (!first) continue;
					const line = String(indexLines(text).positionAt(first.span.start).line);
					report(first.isSure ? 'script' : 'scriptPerhaps', span, {
						values: { name, call: first.call, line },
					});
				}
			}
		}
	},
	compose({ compose, report }) {
		for (const { command, entrypoint } of compose.services) {
			for (const start of [entrypoint, command]) if (start) reportCalls(start.value.commands, report);
		}
	},
});

function reportCalls(
	commands: readonly ShellCommand[],
	report: Report<{ start: string; startPerhaps: string }>,
): void {
	for (const command of commands) {
		const found = findFetch(command);
		if (found) report(found.isSure ? 'start' : 'startPerhaps', found.span, { values: { call: found.call } });
	}
}

interface Fetching {
	readonly call: string;
	readonly span: Span;
	/** False in an `if` or a `case`, or behind a test or `||`: these may leave it out. */
	readonly isSure: boolean;
}

const SOURCES = /^(?:hg (?:clone|pull)|svn (?:checkout|co|update|up|export))$/;

const PULLS = /^(?:install|upgrade)$/;

/** A command that installs packages or pulls sources, and the words that say so. */
function findFetch(command: ShellCommand): Fetching | undefined {
	const { name = '', args, nameSpan, packageAction: action, surroundings } = command;
	if (surroundings.isUncalled) return undefined;
	const isSure = surroundings.arms.length === 0 && !surroundings.isOptional;
	if (action && PULLS.test(action.action))
		return { call: action.call, span: callSpan({ command, action, index: 0 }), isSure };
	const fetched = findGitFetch(command);
	if (fetched)
		return { call: `git ${fetched.verb}`, span: { start: nameSpan.start, end: fetched.end }, isSure };
	const word = args.find(({ raw }) => !raw.startsWith('-'));
	const call = `${name} ${word?.text}`;
	return word && SOURCES.test(call)
		? { call, span: { start: nameSpan.start, end: word.span.end }, isSure }
		: undefined;
}
