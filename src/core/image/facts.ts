import type { BuildContext } from '../build-context/model.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { type Mount, readMounts } from '../dockerfile/mounts.ts';
import type { StageFacts } from '../dockerfile/stage-facts.ts';
import type { StageGraph } from '../dockerfile/stages.ts';
import type { StageStep } from '../dockerfile/steps.ts';
import type { Scopes } from '../dockerfile/variables/scopes.ts';
import type { Variables } from '../dockerfile/variables/variables.ts';
import type { ShellCommand } from '../shell/command.ts';
import { listShellCommands } from '../shell/commands.ts';
import { findDefaultShell, listShellChanges, type ShellChange } from '../shell/default-shell.ts';
import { type Copy, readCopy } from './copies.ts';
import { groupByKeyword, listEffectiveInstructions } from './instructions.ts';
import { listMountTargets, RunLayer } from './layer.ts';
import { findStart, hasHeredocs, listStartScripts, type Start, type StartScript } from './start-scripts.ts';
import { getHome, indexStepPlaces, type StepPlace } from './working-folders.ts';

const NONE: readonly never[] = [];

/** A layer is worked out anew quickly: more of them are not kept. */
const MOST_LAYERS = 1_000;

/**
 * All that is asked about a Dockerfile: what its stages run, what its words mean, what each step copies, mounts, writes and
 * removes. Each part is worked out when it is first asked for, and once; no answer depends on what was asked before.
 */
export class DockerfileFacts {
	readonly dockerfile: Dockerfile;
	/** Absent where no build context is at hand. */
	readonly context: BuildContext | undefined;
	readonly #stageFacts: StageFacts;
	#instructions: readonly Instruction[] | undefined;
	#groups: ReadonlyMap<string, readonly Instruction[]> | undefined;
	#shells: readonly ShellChange[] | undefined;
	#places: ReadonlyMap<Instruction, StepPlace> | undefined;
	readonly #commands = new Map<Instruction, readonly ShellCommand[]>();
	readonly #copies = new Map<Instruction, Copy>();
	readonly #mounts = new Map<Instruction, readonly Mount[]>();
	readonly #layers = new Map<Instruction, RunLayer>();
	readonly #scripts = new Map<Instruction, readonly StartScript[]>();
	readonly #starts = new Map<Stage, Start>();
	#hasHeredocs: boolean | undefined;

	constructor(stageFacts: StageFacts, context?: BuildContext) {
		this.#stageFacts = stageFacts;
		this.dockerfile = stageFacts.dockerfile;
		this.context = context;
	}

	/** Who builds on whom. */
	get stages(): StageGraph {
		return this.#stageFacts.stages;
	}

	get variables(): Variables {
		return this.#stageFacts.variables;
	}

	get scopes(): Scopes {
		return this.#stageFacts.scopes;
	}

	/** The final stage, and whatever a stage that is needed builds on or copies from. */
	get neededStages(): ReadonlySet<Stage> {
		return this.#stageFacts.neededStages;
	}

	/** What a stage runs: the `ONBUILD` triggers of the stage it is `FROM`, then its own instructions. */
	listSteps(stage: Stage): readonly StageStep[] {
		return this.#stageFacts.listSteps(stage);
	}

	/** Every instruction as it runs one day: of an `ONBUILD` the one inside it, which the next build will run. */
	get instructions(): readonly Instruction[] {
		this.#instructions ??= listEffectiveInstructions(this.dockerfile);
		return this.#instructions;
	}

	/** Those of them that have one of these keywords, keyword by keyword. */
	select(...keywords: readonly string[]): readonly Instruction[] {
		this.#groups ??= groupByKeyword(this.instructions);
		const groups = this.#groups;
		const [only = '', ...more] = keywords;
		if (more.length === 0) return groups.get(only) ?? NONE;
		return keywords.flatMap((keyword) => groups.get(keyword) ?? NONE);
	}

	/** The commands of a `RUN`, `CMD`, `ENTRYPOINT` or `HEALTHCHECK`. */
	listCommands(instruction: Instruction): readonly ShellCommand[] {
		return this.#commands.get(instruction) ?? this.#readCommands(instruction);
	}

	/** What a `COPY` or `ADD` copies, and where to. */
	readCopy(instruction: Instruction): Copy {
		const known = this.#copies.get(instruction);
		if (known) return known;
		const copy = readCopy(instruction, this.#makeExpand(instruction));
		this.#copies.set(instruction, copy);
		return copy;
	}

	/** The earlier stage that a `COPY` takes from; `undefined` where that is an image or the build context. */
	findSourceStage(copy: Instruction): Stage | undefined {
		const from = copy.flags.find(({ name }) => name === 'from')?.value?.text;
		const at = this.stages.stageOf(copy);
		return from !== undefined && at !== undefined ? this.stages.resolve(from, at) : undefined;
	}

	/** The `--mount`s of a `RUN`. */
	readMounts(instruction: Instruction): readonly Mount[] {
		if (instruction.flags.length === 0) return NONE;
		const known = this.#mounts.get(instruction);
		if (known) return known;
		const mounts = readMounts(instruction, this.#makeExpand(instruction));
		this.#mounts.set(instruction, mounts);
		return mounts;
	}

	/** Where a `RUN` mounts something that does not become part of the layer. */
	listMountTargets(instruction: Instruction): readonly string[] {
		const mounts = this.readMounts(instruction);
		return mounts.length === 0 ? NONE : listMountTargets(mounts, this.findFolder(instruction));
	}

	/** The working folder in which an instruction runs; `undefined` where a variable decides it. */
	findFolder(instruction: Instruction): string | undefined {
		return this.#findPlace(instruction)?.folder;
	}

	/** What a `RUN` does to files, command by command. */
	readLayer(run: Instruction): RunLayer {
		const known = this.#layers.get(run);
		if (known) return known;
		const place = this.#findPlace(run);
		const layer = new RunLayer({
			commands: this.listCommands(run),
			mounts: this.readMounts(run),
			folder: place?.folder,
			home: place ? getHome(place) : '/root',
			expand: this.#makeExpand(run),
		});
		if (this.#layers.size >= MOST_LAYERS) this.#layers.clear();
		this.#layers.set(run, layer);
		return layer;
	}

	/** True where any instruction has a heredoc. */
	get hasHeredocs(): boolean {
		this.#hasHeredocs ??= hasHeredocs(this.dockerfile);
		return this.#hasHeredocs;
	}

	/** What a container of a stage starts. */
	findStart(stage: Stage): Start {
		const known = this.#starts.get(stage);
		if (known) return known;
		const start = findStart(stage, this);
		this.#starts.set(stage, start);
		return start;
	}

	/** The scripts that a start command names. One level deep: what they call in turn is not followed. */
	listStartScripts(start: Instruction, stage: Stage): readonly StartScript[] {
		const known = this.#scripts.get(start);
		if (known) return known;
		const scripts = listStartScripts(start, stage, this);
		this.#scripts.set(start, scripts);
		return scripts;
	}

	#readCommands(instruction: Instruction): readonly ShellCommand[] {
		this.#shells ??= listShellChanges(this.dockerfile);
		const shell = findDefaultShell(this.#shells, instruction);
		// An array that has been pushed to keeps room for more; its copy does not.
		const commands = listShellCommands(instruction, this.dockerfile.text, shell).slice();
		this.#commands.set(instruction, commands);
		return commands;
	}

	#findPlace(instruction: Instruction): StepPlace | undefined {
		this.#places ??= indexStepPlaces(
			this.stages,
			(stage) => this.listSteps(stage),
			(text, at) => this.variables.expand(text, at).value,
		);
		return this.#places.get(instruction);
	}

	#makeExpand(instruction: Instruction): (text: string) => string | undefined {
		return (text) => this.variables.expand(text, instruction).value;
	}
}
