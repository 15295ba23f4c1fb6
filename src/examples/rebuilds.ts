import { editEntries } from '#core/rebuild/files/edit-entries.ts';
import type { BuildInput, ContextEntry, RebuildStep } from '#core/rebuild/model.ts';
import { predictRebuild } from '#core/rebuild/predict-rebuild.ts';
import type { ExampleSide } from './example.ts';
import type { Texts } from './exercises/exercise.ts';

const DOCKERFILE = 'Dockerfile';
const IGNORE_FILE = '.dockerignore';

/** A side as the engine would build it; `undefined` where it has no Dockerfile. */
export function readSideInput({ files }: ExampleSide): BuildInput | undefined {
	const read = (path: string) => files.find((file) => file.path === path)?.text;
	const entries = files.map(
		({ path, mode }): ContextEntry => ({ path, content: path, mode: Number.parseInt(mode, 8) }),
	);
	return makeInput(read(DOCKERFILE), read(IGNORE_FILE), entries);
}

/** Files by their names, as the engine would build them. */
export function readTextsInput(texts: Texts): BuildInput | undefined {
	const entries = Object.keys(texts).map((path): ContextEntry => ({ path, content: path }));
	return makeInput(texts[DOCKERFILE], texts[IGNORE_FILE], entries);
}

function makeInput(
	dockerfile: string | undefined,
	ignoreFile: string | undefined,
	context: readonly ContextEntry[],
): BuildInput | undefined {
	if (dockerfile === undefined) return undefined;
	return { dockerfile, context, ignoreFile };
}

/** The steps of a build after a line of one of its files was edited, each with what becomes of it. */
export function predictEdit(input: BuildInput, path: string): readonly RebuildStep[] {
	const context = editEntries(input.context, new Map([[path, 'content']]));
	return predictRebuild(input, { ...input, context }).steps;
}
