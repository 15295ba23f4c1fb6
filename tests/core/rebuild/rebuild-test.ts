import type { BuildInput, ContextEntry, RebuildSettings } from '#core/rebuild/model.ts';
import { predictRebuild } from '#core/rebuild/predict-rebuild.ts';

/** A build written for a test: files by path, each with its content, or as an entry. */
export interface TestBuild extends Omit<BuildInput, 'context' | 'dockerfile'> {
	readonly dockerfile: string | readonly string[];
	readonly files?: Readonly<Record<string, string | Omit<ContextEntry, 'path'>>>;
}

function makeInput({ dockerfile, files = {}, ...rest }: TestBuild): BuildInput {
	return {
		...rest,
		dockerfile: typeof dockerfile === 'string' ? dockerfile : `${dockerfile.join('\n')}\n`,
		context: Object.entries(files).map(([path, file]) =>
			typeof file === 'string' ? { path, content: file } : { path, ...file },
		),
	};
}

/** What the model says of a build and of the same one with something else in it. */
export function rebuildOf(build: TestBuild, edit: Partial<TestBuild>, settings?: RebuildSettings) {
	return predictRebuild(makeInput(build), makeInput({ ...build, ...edit }), settings);
}

/** `3 again`: the line and the verdict of each step. */
export function verdictsOf(build: TestBuild, edit: Partial<TestBuild>, settings?: RebuildSettings): string[] {
	return rebuildOf(build, edit, settings).steps.map(({ line, verdict }) => `${line} ${verdict}`);
}
