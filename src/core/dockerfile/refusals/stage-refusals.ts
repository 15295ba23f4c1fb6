import { isImageName, parseImageName } from '../../image/image-name.ts';
import { findHeadDirective } from '../directives.ts';
import type { Dockerfile, Flag, Instruction, Stage } from '../model.ts';
import { mountFields } from '../mounts.ts';
import { parsePlatform } from '../platform.ts';
import { checkPort, expandPorts } from '../ports.ts';
import { isSignal } from '../signals.ts';
import type { StageFacts } from '../stage-facts.ts';
import type { StageGraph } from '../stages.ts';
import { listExpandedTexts, type StageStep } from '../steps.ts';
import type { Scopes } from '../variables/scopes.ts';
import { type Lookup, type Substitution, substitute } from '../variables/substitution.ts';
import type { BuildRefusal } from './build-refusal.ts';
import { checkCopyValues } from './copy-refusals.ts';
import { checkInstruction } from './instruction-refusals.ts';
import { checkMount, type Expand, normalisePath } from './mount-refusals.ts';

/** What BuildKit refuses once it knows the stages and the variables' defaults. */
export function checkStages(facts: StageFacts): BuildRefusal[] {
	return new Checker(facts).check();
}

/** Linux has no longer path: what goes on growing with each `WORKDIR` counts as unknown. */
const LONGEST_PATH = 4_096;

class Checker {
	readonly #facts: StageFacts;
	readonly #dockerfile: Dockerfile;
	readonly #graph: StageGraph;
	readonly #scopes: Scopes;
	readonly #refusals: BuildRefusal[] = [];
	/** The last stage of each name: that is the one BuildKit finds. */
	readonly #byName = new Map<string, Stage>();
	/** Images named by `--from` count as stages too, behind those of the file. */
	#stageCount: number;

	constructor(facts: StageFacts) {
		const { dockerfile } = facts;
		this.#facts = facts;
		this.#dockerfile = dockerfile;
		this.#graph = facts.stages;
		this.#scopes = facts.scopes;
		this.#stageCount = dockerfile.stages.length;
		for (const stage of dockerfile.stages)
			if (stage.name) this.#byName.set(stage.name.text.toLowerCase(), stage);
	}

	check(): BuildRefusal[] {
		const { globalArgs, stages } = this.#dockerfile;
		for (const arg of globalArgs) this.#checkGlobalArg(arg);
		this.#refuse(
			checkSourceDateEpoch(this.#dockerfile, this.#scopes),
			globalArgs[0]?.span ?? { start: 0, end: 0 },
		);
		for (const stage of stages) this.#checkFrom(stage);
		const folders = new Map<Stage, string | null>();
		for (const stage of stages) this.#checkStage(stage, folders);
		return this.#refusals;
	}

	#refuse(message: string | undefined, span: BuildRefusal['span']): void {
		if (message !== undefined) this.#refusals.push({ message, span });
	}

	#checkGlobalArg(arg: Instruction): void {
		for (const { value } of arg.pairs) {
			if (!value) continue;
			const lookup = (name: string) => this.#scopes.lookup(name, arg)?.value;
			this.#refuse(substitute(value.text, lookup, { escape: this.#dockerfile.escape }).error, value.span);
		}
	}

	#checkFrom(stage: Stage): void {
		const { base, name, platform } = stage;
		const lookup = (variable: string) => {
			const arg = this.#scopes.globalArg(variable);
			return arg && this.#dockerfile.inputs?.isOpen ? null : arg?.value;
		};
		const outcome = substitute(base.text, lookup, { escape: this.#dockerfile.escape });
		this.#refuse(outcome.error ?? this.#imageRefusal(outcome.value, stage), base.span);
		if (platform?.value?.text)
			this.#refuse(this.#platformRefusal(platform.value.text, lookup), platform.span);
		const lower = name?.text.toLowerCase();
		if (name && lower !== 'scratch' && lower !== 'context' && !isImageName(parseImageName(lower ?? ''))) {
			this.#refuse(`\`${name.text}\` is no name for a stage, because it is none for an image`, name.span);
		}
	}

	#imageRefusal(image: string | undefined, stage: Stage): string | undefined {
		if (image === undefined || this.#graph.parentOf(stage) || image === 'scratch') return undefined;
		if (this.#graph.isNamedContext(image)) return undefined;
		if (image === '') return `the name of the base image is empty: \`${stage.base.text}\``;
		return isImageName(parseImageName(image)) ? undefined : `\`${image}\` is no name for an image`;
	}

	#platformRefusal(text: string, lookup: Lookup): string | undefined {
		const { value, error } = substitute(text, lookup, { escape: this.#dockerfile.escape });
		if (error !== undefined || value === undefined) return error;
		if (value === '') return `the platform is empty: \`${text}\``;
		return parsePlatform(value) ? undefined : `\`${value}\` is no platform`;
	}

	#checkStage(stage: Stage, folders: Map<Stage, string | null>): void {
		const parent = this.#graph.parentOf(stage);
		let folder: string | null = (parent && folders.get(parent)) ?? '/';
		for (const step of this.#facts.listSteps(stage)) {
			const { instruction, place } = step;
			if (instruction !== place) {
				// A trigger is looked at only where it runs.
				const [refusal] = checkInstruction(instruction);
				if (refusal) {
					this.#refuse(refusal.message, place.span);
					continue;
				}
			}
			this.#checkStep(step, stage, folder);
			if (instruction.keyword === 'WORKDIR') folder = this.#folderAfter(step, stage, folder);
		}
		folders.set(stage, folder);
	}

	#folderAfter({ instruction, turn }: StageStep, stage: Stage, folder: string | null): string | null {
		const path = this.#expander(stage, turn)(instruction.args[0]?.text ?? '');
		if (path === null) return null;
		const joined = path.startsWith('/') ? path : folder === null ? undefined : `${folder}/${path}`;
		return joined === undefined || joined.length > LONGEST_PATH ? null : normalisePath(joined);
	}

	#expander(stage: Stage, turn: number): Expand {
		return (text) => this.#substitute(text, this.#scopes.lookupFor(stage, turn), false).value ?? null;
	}

	#substitute(text: string, lookup: Lookup, isRaw: boolean): Pick<Substitution, 'value' | 'error'> {
		if (!/[$"'\\`]/.test(text)) return { value: text };
		const { escape: escaper } = this.#dockerfile;
		return substitute(text, lookup, isRaw ? { escape: '\\', ignoresQuotes: true } : { escape: escaper });
	}

	#checkStep(step: StageStep, stage: Stage, folder: string | null): void {
		const { instruction, place, turn } = step;
		if (!hasValues(instruction)) return;
		const chooseSpan = (span: BuildRefusal['span']) => (place === instruction ? span : place.span);
		const lookup = this.#scopes.lookupFor(stage, turn);
		if (instruction.keyword === 'ARG') this.#checkArg(instruction, lookup, chooseSpan);
		else {
			for (const { text, span, isRaw } of listExpandedTexts(instruction)) {
				this.#refuse(this.#substitute(text, lookup, isRaw === true).error, chooseSpan(span));
			}
		}
		this.#refuse(this.#valueRefusal(step, stage, lookup), chooseSpan(instruction.span));
		for (const flag of instruction.flags) {
			const message = this.#flagRefusal(instruction, flag, stage, lookup, folder);
			this.#refuse(message, chooseSpan(flag.span));
		}
	}

	/** Each pair of an `ARG` sees those before it. */
	#checkArg(
		{ pairs }: Instruction,
		outer: Lookup,
		spanOf: (span: BuildRefusal['span']) => BuildRefusal['span'],
	): void {
		const earlierValues = new Map<string, string | null>();
		const lookup: Lookup = (name) => (earlierValues.has(name) ? earlierValues.get(name) : outer(name));
		for (const { key, value } of pairs) {
			if (!value) continue;
			const outcome = this.#substitute(value.text, lookup, false);
			this.#refuse(outcome.error, spanOf(value.span));
			earlierValues.set(key.text, outcome.value ?? null);
		}
	}

	#valueRefusal({ instruction, turn }: StageStep, stage: Stage, lookup: Lookup): string | undefined {
		const expand = this.#expander(stage, turn);
		switch (instruction.keyword) {
			case 'COPY':
			case 'ADD':
				return checkCopyValues(instruction, expand);
			case 'VOLUME':
				return instruction.args.some(({ text }) => expand(text) === '')
					? 'a path in VOLUME is empty'
					: undefined;
			case 'STOPSIGNAL': {
				const signal = expand(instruction.args[0]?.text ?? '');
				return signal === null || isSignal(signal) ? undefined : `\`${signal}\` is no signal`;
			}
			case 'EXPOSE':
				return this.#exposeRefusal(instruction, lookup);
			default:
				return undefined;
		}
	}

	#exposeRefusal({ args }: Instruction, lookup: Lookup): string | undefined {
		for (const { text } of args) {
			const { error } = this.#substitute(text, lookup, false);
			if (error !== undefined) return error;
			for (const port of expandPorts(text, lookup, this.#dockerfile.escape) ?? []) {
				const refusal = checkPort(port);
				if (refusal !== undefined) return refusal;
			}
		}
		return undefined;
	}

	#flagRefusal(
		{ keyword }: Instruction,
		{ name, value }: Flag,
		stage: Stage,
		lookup: Lookup,
		folder: string | null,
	): string | undefined {
		if (keyword === 'COPY' && name === 'from' && value) return this.#fromRefusal(value.text, stage);
		if (!value) return undefined;
		if (name === 'device' && !this.#isLabs()) return '`--device` needs `# syntax=docker/dockerfile:1-labs`';
		if (name !== 'mount') return undefined;
		for (const field of mountFields(value) ?? []) {
			const error = this.#substitute(field.value ?? '', lookup, false).error;
			if (error !== undefined) return error;
		}
		const expand: Expand = (text) => this.#substitute(text, lookup, false).value ?? null;
		return checkMount(value, expand, folder) ?? this.#mountFromRefusal(value, stage);
	}

	#isLabs(): boolean {
		return findHeadDirective(this.#dockerfile.text, 'syntax')?.value.includes('labs') === true;
	}

	#fromRefusal(from: string, stage: Stage): string | undefined {
		if (from === '') return undefined;
		const { value } = this.#substitute(from, () => undefined, false);
		if (value !== from) return '`--from` takes no variables or quotes: name a stage that is FROM the image';
		if (!/^[+-]?\d{1,18}$/.test(from)) return this.#sourceRefusal(from, stage);
		const index = Number(from);
		if (index < 0 || index >= this.#stageCount) return `there is no stage ${from}: they count from 0`;
		return index < stage.index || index >= this.#dockerfile.stages.length
			? undefined
			: describeLateStage(from);
	}

	#mountFromRefusal(value: NonNullable<Flag['value']>, stage: Stage): string | undefined {
		const from = mountFields(value)?.findLast(({ key }) => key === 'from')?.value;
		if (from) return this.#sourceRefusal(from, stage);
		// Behind such a mount stands the empty image, which BuildKit looks for among the stages and else counts as one.
		const empty = this.#byName.get('scratch');
		if (!empty) this.#stageCount++;
		return empty === stage ? describeLateStage('scratch') : undefined;
	}

	#sourceRefusal(name: string, stage: Stage): string | undefined {
		const source = this.#byName.get(name.toLowerCase());
		if (source) return source.index < stage.index ? undefined : describeLateStage(name);
		this.#stageCount++;
		return name === 'scratch' || isImageName(parseImageName(name))
			? undefined
			: `\`${name}\` is neither a stage nor an image`;
	}
}

/** `ARG SOURCE_DATE_EPOCH=…` is a number, `context`, or a stage that only adds one address. */
function checkSourceDateEpoch({ stages }: Dockerfile, scopes: Scopes): string | undefined {
	const value = scopes.globalArg('SOURCE_DATE_EPOCH')?.value ?? '';
	if (value === '' || value === 'context' || /^[+-]?\d{1,18}$/.test(value)) return undefined;
	const stage = stages.find(({ name }) => name?.text.toLowerCase() === value.toLowerCase());
	if (!stage) return `SOURCE_DATE_EPOCH is a number of seconds, not \`${value}\``;
	const adds = stage.instructions.filter(({ keyword }) => keyword === 'ADD');
	const isSource = stage.base.text === 'scratch' && adds.length === 1;
	const isPlain = stage.instructions.every(({ keyword }) => keyword === 'ADD' || keyword === 'ARG');
	return isSource && isPlain
		? undefined
		: `the stage \`${value}\` of SOURCE_DATE_EPOCH may only add one address`;
}

const NEVER_EXPANDED: ReadonlySet<string> = new Set([
	'CMD',
	'ENTRYPOINT',
	'HEALTHCHECK',
	'MAINTAINER',
	'ONBUILD',
	'SHELL',
]);

/** False where BuildKit has nothing to work out: most instructions of most files. */
function hasValues({ keyword, flags }: Instruction): boolean {
	return keyword === 'RUN' ? flags.length > 0 : !NEVER_EXPANDED.has(keyword);
}

function describeLateStage(name: string): string {
	return `the stage \`${name}\` has to come before the one that takes from it`;
}
