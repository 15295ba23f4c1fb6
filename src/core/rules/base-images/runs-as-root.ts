import type { Instruction, Stage } from '../../dockerfile/model.ts';
import type { StageStep } from '../../dockerfile/steps.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { findStageBase } from '../../image/known-base.ts';
import { listLineage } from '../../image/runs.ts';
import { listStartCommands } from '../../image/start-scripts.ts';
import { ImagePurpose } from '../../image/toolchain.ts';
import { ROOT_STARTERS, USER_CHANGERS } from '../../knowledge/programs.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { isShell } from '../../shell/wrappers.ts';
import { defineRule } from '../rule.ts';
import { locateStepPart } from '../shared/place.ts';

/** What breaks out of a program has the rights of its user: as root it may change every file of the container, and what is mounted. */
export const runsAsRoot = defineRule({
	id: 'runs-as-root',
	topic: 'base-images',
	severity: 'warning',
	needsContext: true,
	summary: 'What the image starts does not run as root',
	messages: {
		last: 'The last `USER` is root. Switch to another user behind this.',
		base: '`{image}` starts as root, and no `USER` changes that. Set one before the start command.',
	},
	dockerfile({ facts, dockerfile, stages, variables, report }) {
		const { final } = stages;
		if (!final) return;
		const base = findStageBase(final, facts);
		const { entrypoint, command } = facts.findStart(final);
		const isStarted = [entrypoint, command].some((start) => start && !isTakenBack(start));
		if (!entrypoint && base?.dropsRoot) return;
		const user = findLastUser(final, facts);
		if (user) {
			const name = variables.expand(user.instruction.body.text, user.instruction).value;
			if (name === undefined || !/^(?:root|0+)(?::|$)/.test(name)) return;
			// What the base starts is known only where it is known to start as somebody else.
			if (!isStarted && (!base || base.user === 'root')) return;
			if (mayChangeUser(final, facts)) return;
			report('last', locateStepPart(user, user.instruction.body.span, dockerfile));
		} else if (base?.user === 'root' && isStarted) {
			if (new ImagePurpose(facts).mayBeToolchain || mayChangeUser(final, facts)) return;
			report('base', final.base.span, { values: { image: base.image }, severity: 'info' });
		}
	},
});

/** An empty list takes back what a base image has set. */
function isTakenBack({ isJson, args }: Instruction): boolean {
	return isJson && args.length === 0;
}

function findLastUser(stage: Stage, facts: DockerfileFacts): StageStep | undefined {
	for (const one of listLineage(stage, facts.stages)) {
		const found = facts.listSteps(one).findLast(({ instruction }) => instruction.keyword === 'USER');
		if (found) return found;
	}
	return undefined;
}

/** True where what is started goes on as another user, needs to be root, or is a script that cannot be read. */
function mayChangeUser(stage: Stage, facts: DockerfileFacts): boolean {
	const { entrypoint, command } = facts.findStart(stage);
	return [entrypoint, command].some((start) => {
		if (!start) return false;
		const scripts = facts.listStartScripts(start, stage);
		if (scripts.some(({ text, commands }) => USER_CHANGER.test(text) || commands.some(mayBeRoot)))
			return true;
		const commands = listStartCommands(start, stage, facts);
		return commands.some(mayBeRoot) || (scripts.length === 0 && commands.some(isUnreadScript));
	});
}

const USER_CHANGER = new RegExp(`(?:^|[\\s;&|("'/])(?:${[...USER_CHANGERS].join('|')})\\s`, 'm');

function mayBeRoot({ name = '', wrappers }: ShellCommand): boolean {
	return ROOT_STARTERS.has(name) || [name, ...wrappers].some((one) => USER_CHANGERS.has(one));
}

function isUnreadScript({ name, args }: ShellCommand): boolean {
	if (name === undefined) return true;
	if (isShell(name)) return args.some(({ raw }) => !/^['"]?[-+]/.test(raw));
	return /entry-?point|\.(?:ba)?sh$|^(?:start|run|boot|launch)(?:[-_]|$)/i.test(name);
}
