import type { BuildContext } from '../../build-context/model.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import type { Variables } from '../../dockerfile/variables/variables.ts';
import { isRemovedAfter, type RunLayer } from '../../image/layer.ts';
import {
	callSpan,
	callText,
	listFinalStages,
	listPackageCalls,
	listRuns,
	type PackageCall,
} from '../../image/runs.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { findProjectFolder, type PackageAction } from '../../shell/package-managers.ts';
import { areAlternatives } from '../../shell/surroundings.ts';
import { type DockerfileContext, defineRule } from '../rule.ts';

/** Test runners, compilers and linters are no part of the service: they are bytes to pull at every deploy, and code to patch. */
export const devDependencies = defineRule({
	id: 'dev-dependencies',
	topic: 'deploy-times',
	severity: 'warning',
	needsContext: true,
	summary: 'The image holds no development dependencies',
	messages: {
		dev: '`{call}` also installs the development dependencies. To leave them out, {remedy}.',
	},
	dockerfile(context) {
		const { facts, dockerfile, stages, shell, report } = context;
		if (context.context && hasNoDevDependencies(context.context)) return;
		for (const stage of listFinalStages(dockerfile, stages)) {
			for (const run of listRuns(stage)) {
				const commands = shell(run);
				const calls = listPackageCalls(commands).filter(({ action }) =>
					Object.hasOwn(OPTIONS, action.manager),
				);
				const isLean = (call: PackageCall) => isForProduction(call, run, commands, context);
				for (const call of calls) {
					if (!isProjectInstall(call, run, context) || isLean(call)) continue;
					const others = calls.filter((other) => isReplacement(other, call) && isLean(other));
					if (others.length > 0 || isTakenAway(call, facts.readLayer(run))) continue;
					report('dev', callSpan(call), { values: { call: callText(call), remedy: describeRemedy(call) } });
				}
			}
		}
	},
});

/** What leaves them out. */
const OPTIONS: Readonly<Record<string, string>> = {
	npm: '--omit=dev',
	yarn: '--production',
	pnpm: '--prod',
	bun: '--production',
};

function describeRemedy({ action: { manager, options } }: PackageCall): string {
	const asking = options.find((option) => BRINGS_IN.test(option));
	if (asking !== undefined) return `write \`${OPTIONS[manager] ?? ''}\` in place of \`${asking}\``;
	// Only a Yarn that no longer knows `--production` has this option.
	if (manager === 'yarn' && options.includes('--immutable'))
		return 'use `yarn workspaces focus --production`';
	return `add \`${OPTIONS[manager] ?? ''}\``;
}

/** The dependencies of the project, not one package by name. */
function isProjectInstall(
	{ action }: PackageCall,
	run: Instruction,
	{ variables }: Pick<DockerfileContext, 'variables'>,
): boolean {
	const named = action.packages.filter(
		({ text, raw }) => !isOptions(text ?? variables.expand(raw, run).value),
	);
	if (action.action !== 'install' || named.length > 0) return false;
	if (/^(?:add|global add|fetch|focus)$/.test(action.verb?.text ?? '')) return false;
	return !action.options.some((option) =>
		/^(?:-g|--global|--package-lock-only|--lockfile-only|--mode=update-lockfile)$/.test(option),
	);
}

/** What a variable holds may be nothing but options. */
function isOptions(value: string | undefined): boolean {
	return value?.split(/\s+/).every((word) => word === '' || word.startsWith('-')) === true;
}

const LEAVES_OUT =
	/^(?:--omit=(?:.*\b)?dev\b.*|--prod(?:uction)?(?:=true)?|-P|--only=prod(?:uction)?|--no-dev|--dev=false)$/;
const BRINGS_IN = /^(?:--prod(?:uction)?=false|--include=(?:.*\b)?dev\b.*|--dev(?:=true)?|-D)$/;

function isForProduction(
	{ command, action, index }: PackageCall,
	run: Instruction,
	commands: readonly ShellCommand[],
	{ variables, context }: Pick<DockerfileContext, 'variables' | 'context'>,
): boolean {
	if (action.options.some((option) => BRINGS_IN.test(option))) return false;
	if (hasOmitOption(action)) return true;
	// A word behind a variable may be the option.
	if (
		command.args.some(({ text, raw }) => text === undefined && mayLeaveOut(variables.expand(raw, run).value))
	)
		return true;
	const before = commands.slice(0, index);
	if (before.some(isOmitSetting)) return true;
	if (SETTINGS.some((name) => isProduction(name, command, before, run, variables))) return true;
	const settings = context?.read(action.manager === 'bun' ? 'bunfig.toml' : '.npmrc') ?? '';
	return /^\s*(?:omit\s*=\s*dev|production\s*=\s*true|only\s*=\s*prod)/m.test(settings);
}

function hasOmitOption({ manager, options }: PackageAction): boolean {
	return options.some((option) => LEAVES_OUT.test(option) || (manager === 'bun' && option === '-p'));
}

function mayLeaveOut(value: string | undefined): boolean {
	return value === undefined || value.split(/\s+/).some((option) => LEAVES_OUT.test(option));
}

const SETTINGS = [
	'NODE_ENV',
	'NPM_CONFIG_OMIT',
	'npm_config_omit',
	'NPM_CONFIG_PRODUCTION',
	'npm_config_production',
];

/** Whether a setting asks for it. What stands before the command counts, then what the script has exported, then `ENV` and `ARG`. */
function isProduction(
	name: string,
	{ assignments, wrappers }: ShellCommand,
	before: readonly ShellCommand[],
	run: Instruction,
	variables: Variables,
): boolean {
	const assigned = assignments.findLast((assignment) => assignment.name === name);
	if (assigned) return isProductionSetting(name, assigned.value);
	if (wrappers.includes('env') && isUnsetByEnv(name, run.body.text)) return false;
	for (const one of before.toReversed()) {
		const state = readExport(name, one);
		if (state !== undefined) return state;
	}
	return isSet(name, run, variables);
}

/** `env -u NODE_ENV npm ci`. */
function isUnsetByEnv(name: string, text: string): boolean {
	return new RegExp(`\\benv\\s[^|&;]*(?:-u\\s*|--unset[= ])${name}\\b`).test(text);
}

/** What a command does to a variable for those behind it; `undefined` where it does nothing. */
function readExport(name: string, { name: program, args }: ShellCommand): boolean | undefined {
	if (program === 'unset' && args.some(({ text }) => text === name)) return false;
	if (program !== 'export') return undefined;
	const word = args.findLast(({ raw }) => raw.split('=')[0] === name);
	if (!word) return undefined;
	// Without a value in place, it is what an assignment before it has set.
	return isProductionSetting(name, word.raw.includes('=') ? word.text?.slice(name.length + 1) : undefined);
}

/** In force, or declared with a value that only the build knows: an `ENV` of an `ARG` without a default is empty until then. */
function isSet(name: string, run: Instruction, variables: Variables): boolean {
	const kind = variables.isDeclared(name, run);
	return kind !== undefined && isProductionSetting(name, variables.valueOf(name, run) || undefined);
}

function isProductionSetting(name: string, value: string | undefined): boolean {
	if (value === undefined || name === 'NODE_ENV') return value === undefined || value === 'production';
	return /^(?:true|1|.*\bdev\b.*)$/.test(value);
}

/** `npm config set omit dev`, `pnpm config set production true`, `npm set production true`. */
function isOmitSetting({ name, args }: ShellCommand): boolean {
	const text = args.map((word) => word.text ?? '').join(' ');
	return (
		(name === 'npm' || name === 'pnpm') &&
		/^(?:config )?set (?:omit[ =]dev|production[ =]true|only[ =]prod)/.test(text)
	);
}

/** True for a call that runs in place of another, and for a later one that takes away what that has installed too much. */
function isReplacement(other: PackageCall, { action, command, index }: PackageCall): boolean {
	if (other.action.manager !== action.manager) return false;
	if (areAlternatives(other.command.surroundings, command.surroundings)) return true;
	return other.index > index && (other.action.verb?.text === 'prune' || hasOmitOption(other.action));
}

/** True where the same `RUN` takes `node_modules` away again, or the folder around it. */
function isTakenAway({ action, index }: PackageCall, layer: RunLayer): boolean {
	const modules = layer.resolve(`${findProjectFolder(action) ?? '.'}/node_modules`, index);
	return modules !== undefined && isRemovedAfter(layer, modules, index);
}

/** True where the context's only `package.json` names none. */
function hasNoDevDependencies({ files, read }: BuildContext): boolean {
	const manifests = files.filter(
		(path) => /(?:^|\/)package\.json$/.test(path) && !path.includes('node_modules/'),
	);
	if (manifests.length !== 1 || manifests[0] === undefined) return false;
	try {
		const manifest = JSON.parse(read(manifests[0]) ?? '') as {
			devDependencies?: object;
			workspaces?: unknown;
		} | null;
		return Object.keys(manifest?.devDependencies ?? {}).length === 0 && manifest?.workspaces === undefined;
	} catch {
		return false;
	}
}
