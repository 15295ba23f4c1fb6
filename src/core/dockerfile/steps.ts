import type { Instruction, Stage, Word } from './model.ts';
import { mountFields } from './mounts.ts';
import type { StageGraph } from './stages.ts';

const NOTHING: readonly never[] = [];

/** One instruction as a stage runs it. */
export interface StageStep {
	readonly instruction: Instruction;
	/** Where BuildKit says it stands: itself, or the `FROM` that sets off an `ONBUILD` of the base stage. */
	readonly place: Instruction;
	/** Its turn among those that set variables: an offset in the file, for a trigger a negative number. */
	readonly turn: number;
}

/**
 * What each stage runs, in the order of the stages: the `ONBUILD` triggers of the stage it is `FROM`, then its own
 * instructions. BuildKit checks every stage, but runs triggers only in those that the final stage needs.
 */
export function listStageSteps(
	graph: StageGraph,
	needed: () => ReadonlySet<Stage>,
): readonly (readonly StageStep[])[] {
	let triggersLeft = MOST_TRIGGERS;
	return graph.stages.map((stage) => {
		const parent = graph.parentOf(stage);
		if (stage.instructions.length === 0 && !parent) return NOTHING;
		const parentTriggers = parent && triggersLeft > 0 ? listTriggers(parent) : NOTHING;
		const triggers = parentTriggers.length > 0 && needed().has(stage) ? parentTriggers : NOTHING;
		triggersLeft -= triggers.length;
		return joinSteps(stage, triggers);
	});
}

function joinSteps(stage: Stage, triggers: readonly Instruction[]): readonly StageStep[] {
	const ownSteps = stage.instructions.map((instruction) => ({
		instruction,
		place: instruction,
		turn: instruction.span.start,
	}));
	if (triggers.length === 0) return ownSteps;
	const first = triggers.map((instruction, index) => ({
		instruction,
		place: stage.from,
		turn: index - triggers.length,
	}));
	return [...first, ...ownSteps];
}

/** Many stages built on one with many triggers would take forever; a file that does this is no file anyone wrote. */
const MOST_TRIGGERS = 20_000;

/** The final stage, and whatever a stage that is needed builds on or copies from. */
export function listNeededStages(graph: StageGraph): ReadonlySet<Stage> {
	const needed = new Set<Stage>();
	const waiting = graph.final ? [graph.final] : [];
	let triggersLeft = MOST_TRIGGERS;
	for (let stage = waiting.pop(); stage; stage = waiting.pop()) {
		if (needed.has(stage)) continue;
		needed.add(stage);
		const parent = graph.parentOf(stage);
		const triggers = parent && triggersLeft > 0 ? listTriggers(parent) : NOTHING;
		triggersLeft -= triggers.length;
		if (parent) waiting.push(parent);
		for (const instruction of [...triggers, ...stage.instructions]) {
			for (const name of listSourceNames(instruction)) {
				const source = graph.resolve(name, stage);
				if (source && !needed.has(source)) waiting.push(source);
			}
		}
	}
	return needed;
}

/** What an instruction takes files from, beside the build context: stages or images, as written. */
function listSourceNames({ keyword, flags }: Instruction): string[] {
	return flags.flatMap(({ name, value }) => {
		if (!value) return [];
		if (keyword === 'COPY' && name === 'from') return value.text;
		if (keyword !== 'RUN' || name !== 'mount') return [];
		return mountFields(value)?.findLast(({ key }) => key === 'from')?.value ?? [];
	});
}

/** What the `ONBUILD`s of a stage hold, for the build that starts from it. */
export function listTriggers(stage: Stage): Instruction[] {
	const triggers: Instruction[] = [];
	for (const { keyword, trigger } of stage.instructions) {
		if (keyword === 'ONBUILD' && trigger) triggers.push(trigger);
	}
	return triggers;
}

/** A text in which BuildKit replaces variables before an instruction runs. */
export interface ExpandedText extends Word {
	/** The content of a heredoc: quotes are characters like any other there. */
	readonly isRaw?: boolean;
}

/** The texts of an instruction in which BuildKit replaces variables; a mount's fields are those of `mountFields`. */
export function listExpandedTexts(instruction: Instruction): readonly ExpandedText[] {
	switch (instruction.keyword) {
		case 'ENV':
		case 'LABEL':
			return instruction.pairs.flatMap(({ key, value }) => (value ? [key, value] : [key]));
		case 'ARG':
			return instruction.pairs.flatMap(({ value }) => value ?? NOTHING);
		case 'USER':
		case 'VOLUME':
		case 'WORKDIR':
		case 'STOPSIGNAL':
			return instruction.args;
		case 'ADD':
		case 'COPY':
			return listCopyTexts(instruction);
		default:
			return NOTHING;
	}
}

const EXPANDED_FLAGS: ReadonlySet<string> = new Set(['chown', 'chmod', 'checksum']);

function listCopyTexts({ flags, args, heredocs }: Instruction): ExpandedText[] {
	const texts: ExpandedText[] = [];
	for (const { name, value } of flags) if (value && EXPANDED_FLAGS.has(name)) texts.push(value);
	const words = new Set(heredocs.length === 0 ? [] : args.map(({ span }) => `${span.start}:${span.end}`));
	for (const heredoc of heredocs) {
		// With a blank behind `<<` the mark is two words, and BuildKit copies neither of them as a heredoc.
		if (!heredoc.expands || !words.has(`${heredoc.span.start}:${heredoc.span.end}`)) continue;
		const text = heredoc.stripsTabs ? heredoc.content.replace(/^\t+/gm, '') : heredoc.content;
		texts.push({ text, span: heredoc.contentSpan, isRaw: true });
	}
	const marks = new Set(heredocs.map(({ span }) => span.start));
	for (const word of args) if (!marks.has(word.span.start)) texts.push(word);
	return texts;
}
