import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { mountFields } from '../dockerfile/mounts.ts';
import { PLATFORM_ARGS } from '../dockerfile/variables/global-args.ts';
import { substitute } from '../dockerfile/variables/substitution.ts';
import { isImageName, parseImageName } from '../image/image-name.ts';
import type { BuildInput } from './model.ts';

/** What a stage starts from. */
export type PlannedBase =
	| { readonly kind: 'scratch' }
	| { readonly kind: 'stage'; readonly stage: PlannedStage }
	| { readonly kind: 'image'; readonly name: string };

/** An instruction in the turn in which a stage runs it. */
export interface PlannedCommand {
	readonly instruction: Instruction;
	readonly line: number;
	/** True for an `ONBUILD` of the stage below. */
	readonly isTrigger: boolean;
}

export interface PlannedStage {
	readonly index: number;
	/** As it is written behind `AS`; `stage-1` without a name. */
	readonly name: string;
	/** As the engine's log has it. */
	readonly label: string;
	/** The name in lower case, by which others call the stage. */
	readonly alias: string | undefined;
	readonly base: PlannedBase;
	/** Of the `--platform` of its `FROM`, variables replaced; empty for that of the machine. */
	readonly platform: string;
	readonly isNeeded: boolean;
	readonly commands: readonly PlannedCommand[];
}

export interface BuildPlan {
	readonly stages: readonly PlannedStage[];
	/** Values of the arguments before the first `FROM`; those of the machine are placeholders. */
	readonly globalArgs: ReadonlyMap<string, string>;
	readonly target: PlannedStage | undefined;
	/** The stage that a copy or a mount names, seen from a stage; `undefined` for an image. */
	resolve(name: string, from: PlannedStage): PlannedStage | undefined;
}

type MutableStage = { -readonly [Key in keyof PlannedStage]: PlannedStage[Key] };

/** Works out the stages of a Dockerfile as the engine does, with the arguments of the build. */
export function planStages(dockerfile: Dockerfile, input: BuildInput): BuildPlan {
	const globalArgs = resolveGlobalArgs(dockerfile, input);
	const stages: MutableStage[] = [];
	for (const stage of dockerfile.stages) stages.push(planStage(stage, stages, dockerfile, globalArgs));
	const resolve = (name: string, from: PlannedStage) => resolveStage(stages, name, from.index);
	const isAlone =
		stages.length === 1 && !stages[0]?.commands.some(({ instruction }) => bringsImage(instruction));
	if (isAlone && stages[0]) stages[0].label = '';
	const target = findTarget(stages, input.target);
	if (target) markNeeded(target, resolve);
	return { stages, globalArgs, target, resolve };
}

function resolveGlobalArgs(
	dockerfile: Dockerfile,
	{ buildArgs = {}, target }: BuildInput,
): Map<string, string> {
	const values = new Map(PLATFORM_ARGS.map((name) => [name, buildArgs[name] ?? `{${name}}`]));
	values.set(
		'TARGETSTAGE',
		buildArgs['TARGETSTAGE'] ?? target ?? dockerfile.stages.at(-1)?.name?.text ?? 'default',
	);
	for (const { key, value } of dockerfile.globalArgs.flatMap(({ pairs }) => pairs)) {
		const given = Object.hasOwn(buildArgs, key.text) ? buildArgs[key.text] : undefined;
		if (given !== undefined) values.set(key.text, given);
		else if (value) values.set(key.text, expandGlobal(value.text, values, dockerfile));
	}
	return values;
}

function expandGlobal(
	text: string,
	values: ReadonlyMap<string, string>,
	{ escape: escaper }: Dockerfile,
): string {
	return substitute(text, (name) => values.get(name), { escape: escaper }).value ?? text;
}

function planStage(
	stage: Stage,
	earlier: readonly PlannedStage[],
	dockerfile: Dockerfile,
	globalArgs: ReadonlyMap<string, string>,
): MutableStage {
	const base = resolveBase(expandGlobal(stage.base.text, globalArgs, dockerfile), earlier);
	const triggers = base.kind === 'stage' ? listTriggers(base.stage) : [];
	const line = stage.from.startLine;
	const commands = [
		...triggers.map((instruction) => ({ instruction, line, isTrigger: true })),
		...stage.instructions.map((instruction) => ({
			instruction,
			line: instruction.startLine,
			isTrigger: false,
		})),
	];
	const name = stage.name?.text ?? `stage-${stage.index}`;
	const platform = readPlatform(expandGlobal(stage.platform?.value?.text ?? '', globalArgs, dockerfile));
	const alias = stage.name?.text.toLowerCase();
	return { index: stage.index, name, label: alias ?? name, alias, base, platform, isNeeded: false, commands };
}

/** A build for the machine that builds is what is looked at. */
function readPlatform(written: string): string {
	return /^\{(?:BUILD|TARGET)PLATFORM\}$/.test(written) ? '' : written;
}

/** A name behind `FROM` is compared with case, and names of stages are lower case. */
function resolveBase(name: string, earlier: readonly PlannedStage[]): PlannedBase {
	const stage = earlier.findLast(({ alias }) => alias === name);
	if (stage) return { kind: 'stage', stage };
	return name === 'scratch' ? { kind: 'scratch' } : { kind: 'image', name: nameImage(name) };
}

/** One name for one image: `node`, `docker.io/library/node:latest`; a digest makes the tag an ornament. */
export function nameImage(name: string): string {
	const parsed = parseImageName(name);
	if (!isImageName(parsed)) return name;
	const { registry, repository, tag = 'latest', digest } = parsed;
	return `${registry}/${repository}${digest === undefined ? `:${tag}` : `@${digest}`}`;
}

function listTriggers({ commands }: PlannedStage): Instruction[] {
	return commands.flatMap(({ instruction }) => instruction.trigger ?? []);
}

function resolveStage(
	stages: readonly PlannedStage[],
	name: string,
	before: number,
): PlannedStage | undefined {
	if (/^\d+$/.test(name)) return Number(name) < before ? stages[Number(name)] : undefined;
	return stages.findLast(({ index, alias }) => index < before && alias === name.toLowerCase());
}

function findTarget(stages: readonly PlannedStage[], target: string | undefined): PlannedStage | undefined {
	if (target === undefined || target === '') return stages.at(-1);
	const named = stages.findLast(({ alias }) => alias === target.toLowerCase());
	return named ?? (/^\d+$/.test(target) ? stages[Number(target)] : undefined);
}

function markNeeded(target: PlannedStage, resolve: BuildPlan['resolve']): void {
	const waiting = [target];
	const needed = new Set<PlannedStage>();
	for (let stage = waiting.pop(); stage; stage = waiting.pop()) {
		if (needed.has(stage)) continue;
		needed.add(stage);
		(stage as MutableStage).isNeeded = true;
		if (stage.base.kind === 'stage') waiting.push(stage.base.stage);
		for (const { instruction } of stage.commands) {
			for (const name of listSources(instruction)) {
				const source = resolve(name, stage);
				if (source) waiting.push(source);
			}
		}
	}
}

/** The stages and images that an instruction takes files from. */
function listSources({ keyword, flags }: Instruction): string[] {
	return flags.flatMap(({ name, value }) => {
		if (!value) return [];
		if (keyword === 'COPY' && name === 'from') return value.text;
		if (keyword !== 'RUN' || name !== 'mount') return [];
		return mountFields(value)?.findLast(({ key }) => key === 'from')?.value ?? [];
	});
}

/** True where the engine counts something beside the stages of the file: then its log names even a stage that is alone. */
function bringsImage(instruction: Instruction): boolean {
	const { keyword, flags } = instruction;
	if (keyword === 'RUN') return flags.some(({ name }) => name === 'mount');
	return (
		keyword === 'COPY' && flags.some(({ name, value }) => name === 'from' && !/^\d+$/.test(value?.text ?? ''))
	);
}
