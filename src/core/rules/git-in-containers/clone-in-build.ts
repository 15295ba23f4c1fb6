import type { Instruction } from '../../dockerfile/model.ts';
import { listAddedPaths } from '../../image/added-paths.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { isMounted, isRemovedAfter, type RunLayer } from '../../image/layer.ts';
import { isWithin } from '../../image/paths.ts';
import { mayRemove } from '../../image/removals.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { findGitFetch } from '../../shell/git-fetch.ts';
import type { ShellWord } from '../../shell/shell-word.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** The text of a `git clone` never changes, so the cache keeps serving the checkout of the day it first ran. */
export const cloneInBuild = defineRule({
	id: 'clone-in-build',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'Sources come from the build context or by ADD, not by a command in RUN',
	messages: {
		both: '`git {verb}` is cached by its text, so later commits are missed; its `.git` stays. `COPY` the sources, or `ADD` a commit.',
		moving:
			'`git {verb}` is cached by its text, so later commits are missed. `COPY` the sources, or `ADD` the repository at a commit.',
		history:
			'The `.git` of this `git {verb}` stays in the layer. `ADD` the repository at a commit, or remove it.',
	},
	dockerfile({ facts, stages, report }) {
		for (const run of facts.select('RUN')) {
			const stage = stages.stageOf(run);
			const isFinal = stage === undefined || stages.isInFinalImage(stage);
			const hasCredentials = facts.readMounts(run).some(({ type }) => type === 'ssh' || type === 'secret');
			if (!isFinal && hasCredentials) continue;
			for (const fetch of listFetches(run, facts)) {
				const isMoving = !isPinned(fetch, run, facts) && !isPinnedLater(fetch, run, facts);
				const stays = isFinal && !(mayLeaveNothing(run, facts) && isGone(fetch, facts.readLayer(run)));
				if (!isMoving && !stays) continue;
				const message = isMoving && stays ? 'both' : isMoving ? 'moving' : 'history';
				report(message, fetch.span, { values: { verb: fetch.verb } });
			}
		}
	},
});

interface Fetch {
	readonly command: ShellCommand;
	readonly verb: string;
	readonly span: Span;
	/** Its place among the commands. */
	readonly index: number;
}

function listFetches(run: Instruction, facts: DockerfileFacts): readonly Fetch[] {
	const fetches = facts.listCommands(run).flatMap((command, index) => {
		const found = findGitFetch(command);
		const span = found && { start: command.nameSpan.start, end: found.end };
		return span ? { command, verb: found.verb, span, index } : [];
	});
	// Submodules and remotes behind a clone are a part of it.
	const whole = fetches.filter(({ verb }) => !verb.includes(' '));
	return whole.length > 0 ? whole : fetches;
}

/** True where the commands say which commit or tag is taken, so that another one is another text. */
function isPinned({ command, verb, index }: Fetch, run: Instruction, facts: DockerfileFacts): boolean {
	// The commit of a submodule stands in the repository around it.
	if (verb === 'submodule update') return !command.args.some(({ raw }) => raw === '--remote');
	const readRef = (word: ShellWord | undefined) => readWord(word, run, facts);
	const branch = command.args.find((_, at) =>
		/^(?:-b|--branch|--revision)$/.test(command.args[at - 1]?.raw ?? ''),
	);
	const joined = command.args.find(({ raw }) => /^--(?:branch|revision)=/.test(raw));
	const own = readRef(branch) ?? readRef(joined)?.replace(/^--\w+=/, '');
	if (own !== undefined && isFixedName(own)) return true;
	return facts
		.listCommands(run)
		.some((later, at) => (at > index || later === command) && hasFixedRef(later, run, facts));
}

/** Who pins a clone does so soon; further steps are not read, so that no file takes time beyond measure. */
const MOST_STEPS = 20;

/** True where a later step of the stage, in the checkout, says which commit or tag is taken. */
function isPinnedLater({ command, index }: Fetch, run: Instruction, facts: DockerfileFacts): boolean {
	const layer = facts.readLayer(run);
	const [checkout] = listCheckoutPaths(command, index, layer);
	const folder = checkout === undefined ? undefined : layer.resolve(checkout, index);
	const steps = facts.stages.stageOf(run)?.instructions ?? [];
	if (folder === undefined) return false;
	const next = steps.indexOf(run) + 1;
	return steps.slice(next, next + MOST_STEPS).some((step) => {
		if (step.keyword !== 'RUN' || !step.body.text.includes('git')) return false;
		const { commands, folders } = facts.readLayer(step);
		return commands.some(
			(later, at) => isWithin(folders[at] ?? '', folder) && hasFixedRef(later, step, facts),
		);
	});
}

function hasFixedRef(command: ShellCommand, run: Instruction, facts: DockerfileFacts): boolean {
	return listChosenRefs(command).some((word) => isFixedName(readWord(word, run, facts) ?? ''));
}

function readWord(word: ShellWord | undefined, run: Instruction, facts: DockerfileFacts): string | undefined {
	return word && (word.text ?? facts.variables.expand(word.raw, run).value ?? '$');
}

/** What `checkout`, `switch`, `reset --hard` and `fetch origin <commit>` name. */
function listChosenRefs({ name, args }: ShellCommand): readonly ShellWord[] {
	if (name !== 'git') return [];
	const verb = args.findIndex(({ text }) => /^(?:checkout|switch|reset|fetch)$/.test(text ?? ''));
	if (verb === -1) return [];
	const words = args.slice(verb + 1).filter(({ raw }) => !raw.startsWith('-'));
	return args[verb]?.text === 'fetch' ? words.slice(1) : words.slice(0, 1);
}

/** A commit, a name with a number in it, or what only the build knows. Branches have other names as a rule. */
function isFixedName(ref: string): boolean {
	return /^\$|^[0-9a-f]{7,64}$|\d/.test(ref);
}

/** Cheap: false where nothing is removed and nothing mounted. */
function mayLeaveNothing(run: Instruction, facts: DockerfileFacts): boolean {
	return run.flags.length > 0 || facts.listCommands(run).some(mayRemove);
}

/** The checkout of a clone, and its `.git`. */
function listCheckoutPaths(command: ShellCommand, index: number, layer: RunLayer): readonly string[] {
	return listAddedPaths(
		command,
		(word) => layer.readWord(word, index),
		() => false,
	);
}

/** True where nothing of the repository is left in the layer. */
function isGone({ command, index }: Fetch, layer: RunLayer): boolean {
	const [checkout, history] = listCheckoutPaths(command, index, layer);
	const git = history ?? checkout;
	const path = layer.resolve(git ?? '.git', index);
	return path !== undefined && (isMounted(layer, path) || isRemovedAfter(layer, path, index));
}
