import type { Instruction } from '../../dockerfile/model.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { isRemovedAfter, type RunLayer } from '../../image/layer.ts';
import { isWithin } from '../../image/paths.ts';
import {
	callSpan,
	callText,
	isScript,
	listFinalStages,
	listPackageCalls,
	listRuns,
	type PackageCall,
} from '../../image/runs.ts';
import { PACKAGE_CACHES, type PackageCache } from '../../knowledge/package-caches.ts';
import { defineRule } from '../rule.ts';

/** What a package manager keeps for the next install is of no use in an image, in which there is none. */
export const packageCacheLeft = defineRule({
	id: 'package-cache-left',
	topic: 'base-images',
	severity: 'info',
	summary: 'Package managers leave no downloads in the layer',
	messages: {
		left: '`{call}` leaves its cache in the layer. {remedy}.',
	},
	dockerfile({ facts, dockerfile, stages, report }) {
		const settingStarts = new Map<PackageCache, number>();
		for (const run of listFinalStages(dockerfile, stages).flatMap(listRuns)) {
			const reported = new Set<PackageCache>();
			for (const call of listPackageCalls(facts.listCommands(run)).toReversed()) {
				const cache = Object.hasOwn(PACKAGE_CACHES, call.action.manager)
					? PACKAGE_CACHES[call.action.manager]
					: undefined;
				if (!cache || reported.has(cache) || !isLeft(call, cache, run, facts)) continue;
				if (!settingStarts.has(cache)) settingStarts.set(cache, locateSettings(cache, facts));
				if ((settingStarts.get(cache) ?? 0) < run.span.start) continue;
				reported.add(cache);
				report('left', callSpan(call), { values: { call: callText(call), remedy: cache.remedy } });
			}
		}
	},
});

/** True where the cache is written, and stays. */
function isLeft(call: PackageCall, cache: PackageCache, run: Instruction, facts: DockerfileFacts): boolean {
	const { action, command } = call;
	if (action.action !== 'install' && !(action.action === 'upgrade' && action.kind === 'system')) return false;
	if (action.options.some((option) => cache.without.test(option))) return false;
	// What only a variable knows may be the option.
	if (command.args.some(({ text, raw }) => text === undefined && mayBeOption(raw, run, cache, facts)))
		return false;
	const layer = facts.readLayer(run);
	return (
		!isSetOff(call, cache, run, facts) && !isCleaned(call, cache, layer) && !isMountedCache(cache, layer)
	);
}

function mayBeOption(
	raw: string,
	run: Instruction,
	{ without }: PackageCache,
	facts: DockerfileFacts,
): boolean {
	const value = facts.variables.expand(raw, run).value;
	return value === undefined
		? /opt|flag|arg|cache/i.test(raw)
		: value.split(/\s+/).some((word) => without.test(word));
}

/** Where a step first names a file of settings that may do the same; infinity where none does. */
function locateSettings({ settings }: PackageCache, { instructions }: DockerfileFacts): number {
	const step = settings && instructions.find(({ body }) => settings.test(body.text));
	return step?.span.start ?? Number.POSITIVE_INFINITY;
}

/** By a variable of the image, of the command, or of the script before it. */
function isSetOff(
	{ command, index }: PackageCall,
	cache: PackageCache,
	run: Instruction,
	facts: DockerfileFacts,
): boolean {
	const { variables } = cache;
	if (variables.some((name) => facts.variables.isDeclared(name, run) !== undefined)) return true;
	if (command.assignments.some(({ name }) => variables.includes(name))) return true;
	const before = facts.listCommands(run).slice(0, index);
	return before.some(({ name, args, assignments }) => {
		const words = [...args.map(({ raw }) => raw), ...assignments.map((one) => one.name)];
		const isSet = words.some((word) => variables.some((variable) => word.startsWith(variable)));
		return isSet || (name === 'pip' && words.includes('config'));
	});
}

function isCleaned({ index }: PackageCall, { folders, manager }: PackageCache, layer: RunLayer): boolean {
	if (folders.some((folder) => isRemovedAfter(layer, folder, index))) return true;
	return (
		layer.commands.some((command, at) => {
			if (at <= index) return false;
			const { packageAction: action } = command;
			if (action?.action === 'clean' && manager.test(action.manager)) return true;
			// A script may do it, above all one that says so.
			return isScript(command) || /clean/i.test(command.name ?? '');
		}) ||
		layer.removals.some(
			(list, at) =>
				at > index &&
				list.some(({ start }) => folders.some((folder) => start !== undefined && isWithin(start, folder))),
		)
	);
}

function isMountedCache({ folders }: PackageCache, { mounts }: RunLayer): boolean {
	return mounts.some((target) =>
		folders.some((folder) => isWithin(folder, target) || isWithin(target, folder)),
	);
}
