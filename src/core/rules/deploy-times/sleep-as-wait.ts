import { listStartCommands, listStartInstructions } from '../../image/start-scripts.ts';
import { ASIDE } from '../../knowledge/programs.ts';
import type { ShellCommand } from '../../shell/command.ts';
import type { ShellWord } from '../../shell/shell-word.ts';
import type { Arm, Surroundings } from '../../shell/surroundings.ts';
import { indexLines } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** A fixed pause is too short on the day the other side is slow, and too long on all others; it adds to every deploy. */
export const sleepAsWait = defineRule({
	id: 'sleep-as-wait',
	topic: 'deploy-times',
	severity: 'warning',
	needsContext: true,
	summary: 'Start commands do not sleep to wait for something',
	messages: {
		sleep:
			'`{sleep}` before `{next}` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
		script:
			'`{name}` runs `{sleep}` (line {line}) before `{next}`. Wait for `service_healthy`, or retry until it answers.',
	},
	dockerfile({ facts, dockerfile, report }) {
		for (const stage of dockerfile.stages) {
			for (const start of listStartInstructions(stage)) {
				for (const { command, sleep, next } of listPauses(
					listStartCommands(start, stage, facts),
					dockerfile.text,
				)) {
					report('sleep', locateCommand(command), { values: { sleep, next } });
				}
				for (const { span, name, text, commands } of facts.listStartScripts(start, stage)) {
					const [first] = listPauses(commands, text);
					if (!first) continue;
					const line = String(indexLines(text).positionAt(first.command.span.start).line);
					report('script', span, { values: { name, sleep: first.sleep, next: first.next, line } });
				}
			}
		}
	},
	compose({ compose, report }) {
		for (const { command, entrypoint } of compose.services) {
			for (const start of [entrypoint, command]) {
				if (!start) continue;
				for (const pause of listPauses(start.value.commands, compose.text)) {
					report('sleep', locateCommand(pause.command), { values: { sleep: pause.sleep, next: pause.next } });
				}
			}
		}
	},
});

interface Pause {
	readonly command: ShellCommand;
	readonly sleep: string;
	readonly next: string;
}

/** Each `sleep` with a real command behind it. */
function listPauses(commands: readonly ShellCommand[], text: string): Pause[] {
	const reversedPauses: Pause[] = [];
	let next: string | undefined;
	for (const [at, command] of [...commands.entries()].reverse()) {
		const { name, args, nameSpan, surroundings } = command;
		// What a `trap` calls comes before nothing.
		if (surroundings.isSubstituted || surroundings.isUncalled) continue;
		if (name === undefined) next ??= text.slice(nameSpan.start, nameSpan.end);
		else if (name !== 'sleep') next = ASIDE.has(name) ? next : name;
		else if (next !== undefined && !ENDS.has(next) && isPause(args) && !isPassing(surroundings)) {
			if (isTimeToRead(command, commands.slice(Math.max(0, at - MOST_BEFORE), at), text)) continue;
			reversedPauses.push({ command, sleep: ['sleep', ...args.map(({ raw }) => raw)].join(' '), next });
		}
	}
	return reversedPauses.reverse();
}

/** Before the end nothing is waited for: this is the time that is left until then. */
const ENDS: ReadonlySet<string> = new Set([
	'poweroff',
	'halt',
	'reboot',
	'shutdown',
	'kill',
	'pkill',
	'killall',
]);

/** More commands than any hand writes are not looked back at. */
const MOST_BEFORE = 20;

/** Time to read a warning: in an `if` or a `case`, where nothing has been done before but to print it. */
function isTimeToRead(pause: ShellCommand, before: readonly ShellCommand[], text: string): boolean {
	const arm = pause.surroundings.arms.at(-1);
	if (!arm) return false;
	const first = before.findLastIndex(({ surroundings }) => !isInArm(surroundings, arm)) + 1;
	const printing = before.slice(first).filter(({ surroundings }) => !surroundings.isSubstituted);
	const start = printing[0]?.span.start;
	if (start === undefined || !printing.every(({ name = '' }) => PRINTS.test(name))) return false;
	const words = text.slice(start, pause.span.start);
	return WARNING.test(words) && !WAITING.test(words);
}

function isInArm({ arms }: Surroundings, { choice, index }: Arm): boolean {
	return arms.some((arm) => arm.choice === choice && arm.index === index);
}

const PRINTS =
	/^(?:echo|printf|cat|logger)$|^(?:log|print|warn|notice)(?:ing)?(?![a-z])|[_-](?:log|warn(?:ing)?|notice)$/;
const WARNING =
	/warn|caution|attention|deprecat|insecure|unsafe|danger|unsupported|not (?:set|safe|recommended)/i;
const WAITING = /wait(?:ing)? (?:for|until)|\b(?:ready|reachable|available|responding)\b/i;

/** In a loop, which comes back to ask again, and in the background, where nothing waits for it. */
function isPassing({ isRepeated, isBackground }: Surroundings): boolean {
	return isRepeated || isBackground;
}

/**
 * `infinity` and a day or longer keep a container alive; they wait for nothing. Less than a tenth of a second only leaves
 * the processor to others.
 */
function isPause(args: readonly ShellWord[]): boolean {
	return !args.some(
		({ text }) =>
			text !== undefined && /^(?:inf|infinity|\d+d|\d{5,}|0*(?:\.0\d*)?s?|0*\.0\d*s?)$/i.test(text),
	);
}

function locateCommand({ nameSpan, args }: ShellCommand) {
	return { start: nameSpan.start, end: args.at(-1)?.span.end ?? nameSpan.end };
}
