import type { Instruction, Stage } from '../dockerfile/model.ts';
import type { StageGraph } from '../dockerfile/stages.ts';
import { listTriggers, type StageStep } from '../dockerfile/steps.ts';
import { BASE_FOLDER, resolvePath } from './paths.ts';

/** Where and as whom a step runs. */
export interface StepPlace {
	/** `undefined` where a variable decides it. */
	readonly folder: string | undefined;
	/** As `USER` says, `root` where nothing does; `undefined` where a variable decides it. */
	readonly user: string | undefined;
}

const AT_FIRST: StepPlace = { folder: BASE_FOLDER, user: 'root' };

/**
 * The place of every instruction of every stage, those behind `ONBUILD` included: they run where their stage ends, one
 * after the other.
 */
export function indexStepPlaces(
	graph: StageGraph,
	listSteps: (stage: Stage) => readonly StageStep[],
	expand: (text: string, at: Instruction) => string | undefined,
): ReadonlyMap<Instruction, StepPlace> {
	const places = new Map<Instruction, StepPlace>();
	const ends: StepPlace[] = [];
	for (const stage of graph.stages) {
		const parent = graph.parentOf(stage);
		let place = (parent && ends[parent.index]) ?? AT_FIRST;
		for (const { instruction } of listSteps(stage)) {
			if (isAsked(instruction) && !places.has(instruction)) places.set(instruction, place);
			place = movePlace(place, instruction, expand);
		}
		ends.push(place);
		for (const trigger of listTriggers(stage)) {
			places.set(trigger, place);
			place = movePlace(place, trigger, expand);
		}
	}
	return places;
}

/** What else there is takes no folder and no user. */
function isAsked({ keyword }: Instruction): boolean {
	return ASKED.has(keyword);
}

const ASKED: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

function movePlace(
	place: StepPlace,
	instruction: Instruction,
	expand: (text: string, at: Instruction) => string | undefined,
): StepPlace {
	const { keyword, body } = instruction;
	if (keyword === 'WORKDIR') {
		const path = expand(body.text, instruction);
		return { ...place, folder: path === undefined ? undefined : resolvePath(path, place.folder) };
	}
	if (keyword === 'USER') return { ...place, user: expand(body.text, instruction)?.split(':')[0] };
	return place;
}

/** What `~` means to a user, as far as the name tells. */
export function getHome({ user }: StepPlace): string {
	return user === undefined || user === 'root' || user === '0' || user === '' ? '/root' : `/home/${user}`;
}
