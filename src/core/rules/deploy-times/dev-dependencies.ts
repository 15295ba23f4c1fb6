import type { BuildContext } from '../../build-context.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import type { ShellCommand } from '../../dockerfile/shell-commands.ts';
import type { Variables } from '../../dockerfile/variables.ts';
import { type DockerfileContext, defineRule } from '../rule.ts';
import { callSpan, callText, finalStages, type PackageCall, packageCalls, runsIn } from '../runs.ts';

/** Test runners, compilers and linters are no part of the service: they are bytes to pull at every deploy, and code to patch. */
export const devDependencies = defineRule({
	id: 'dev-dependencies',
	topic: 'deploy-times',
	severity: 'warning',
	summary: 'The image holds no development dependencies',
	messages: {
		dev: '`{call}` also installs the development dependencies, and the image keeps them: add `{option}`, or build in an earlier stage.',
	},
	dockerfile(context) {
		const { dockerfile, stages, shell, report } = context;
		if (context.context && hasNoDevDependencies(context.context)) return;
		for (const stage of finalStages(dockerfile, stages)) {
			for (const run of runsIn(stage)) {
				const commands = shell(run);
				const calls = packageCalls(commands).filter(({ action }) => Object.hasOwn(OPTIONS, action.manager));
				for (const call of calls) {
					if (!installsProject(call) || isForProduction(call, run, commands, context)) continue;
					if (isPruned(call, calls, commands)) continue;
					const option = OPTIONS[call.action.manager] ?? '';
					report('dev', callSpan(call), { values: { call: callText(call), option } });
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
};

/** The dependencies of the project, not one package by name. */
function installsProject({ action }: PackageCall): boolean {
	if (action.action !== 'install' || action.packages.length > 0) return false;
	if (/^(?:add|global add|fetch|focus)$/.test(action.verb?.text ?? '')) return false;
	return !action.options.some((option) =>
		/^(?:-g|--global|--package-lock-only|--lockfile-only|--mode=update-lockfile)$/.test(option),
	);
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
	if (action.options.some((option) => LEAVES_OUT.test(option))) return true;
	// A word behind a variable may be the option.
	if (
		command.args.some(({ text, raw }) => text === undefined && mayLeaveOut(variables.expand(raw, run).value))
	)
		return true;
	if (command.assignments.some(({ name, value }) => isProductionSetting(name, value.text))) return true;
	const before = commands.slice(0, index);
	if (before.some((one) => exportsProduction(one) || setsOmit(one))) return true;
	if (SETTINGS.some((name) => isSet(name, run, variables))) return true;
	return /^\s*(?:omit\s*=\s*dev|production\s*=\s*true|only\s*=\s*prod)/m.test(context?.read('.npmrc') ?? '');
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

/** In force, or declared with a value that only the build knows. */
function isSet(name: string, run: Instruction, variables: Variables): boolean {
	const kind = variables.isDeclared(name, run);
	return kind !== undefined && isProductionSetting(name, variables.valueOf(name, run));
}

function isProductionSetting(name: string, value: string | undefined): boolean {
	if (!SETTINGS.includes(name)) return false;
	if (value === undefined || name === 'NODE_ENV') return value === undefined || value === 'production';
	return /^(?:true|1|.*\bdev\b.*)$/.test(value);
}

function exportsProduction({ name, args }: ShellCommand): boolean {
	if (name !== 'export') return false;
	return args.some(({ raw, text }) => {
		const [variable = ''] = raw.split('=');
		// Without a value in place, it is what an assignment before it has set.
		return isProductionSetting(variable, raw.includes('=') ? text?.slice(variable.length + 1) : undefined);
	});
}

/** `npm config set omit dev`, `npm set production true`. */
function setsOmit({ name, args }: ShellCommand): boolean {
	const text = args.map((word) => word.text ?? '').join(' ');
	return name === 'npm' && /^(?:config )?set (?:omit[ =]dev|production[ =]true|only[ =]prod)/.test(text);
}

/** True where the same `RUN` takes them, or the whole folder, away again. */
function isPruned(
	{ index }: PackageCall,
	calls: readonly PackageCall[],
	commands: readonly ShellCommand[],
): boolean {
	const later = calls.filter((call) => call.index > index);
	if (later.some(({ action }) => action.options.some((option) => LEAVES_OUT.test(option)))) return true;
	return commands
		.slice(index + 1)
		.some(
			({ name, args }) => name === 'rm' && args.some(({ raw }) => /(?:^|\/)node_modules\/?['"]?$/.test(raw)),
		);
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
