import { join } from 'node:path';
import { omitUndefined } from '#core/omit-undefined.ts';
import type { Problem } from '#core/problem.ts';
import { type Loaded, loadTyped } from '#workspace/typed/load-typed.ts';
import { createPathProblem } from '#workspace/typed/source-text.ts';
import type { LoadedExample } from './content.ts';
import { type Evidence, evidenceSchema } from './evidence/evidence.ts';
import { computeInputsHash } from './evidence/inputs-hash.ts';
import { loadSide } from './load-side.ts';
import { type Manifest, manifestSchema, SIDES } from './manifest.ts';
import { type PublishedFiles, publishedFilesSchema } from './permalinks/schema.ts';

/** One folder of `content/examples/`, or the problems that stopped it. */
export function loadExample(
	folder: string,
	path: string,
	id: string,
): { example?: LoadedExample; problems: readonly Problem[] } {
	const [before, after] = SIDES.map((side) => loadSide(folder, path, side));
	const problems = [...(before?.problems ?? []), ...(after?.problems ?? [])];
	const manifest = loadManifest(folder, path);
	const evidence = loadEvidence(folder, path, id);
	const published = loadPublished(folder, path);
	problems.push(...manifest.problems, ...evidence.problems, ...published.problems);
	if (!before?.side || !after?.side || !manifest.file) return { problems };

	const sides = { before: before.side, after: after.side };
	const { value, source, places } = manifest.file;
	const hash = computeInputsHash(value.run, sides);
	const example: LoadedExample = {
		id,
		folder,
		path,
		manifest: value,
		manifestSource: source,
		manifestYaml: places,
		sides,
		inputsHash: hash,
		published: published.file?.value ?? {},
		isStale: evidence.file !== undefined && evidence.file.value.inputs.hash !== hash,
		...omitUndefined({ evidence: evidence.file?.value, evidenceSource: evidence.source }),
	};
	return { example, problems };
}

function loadManifest(folder: string, path: string): Loaded<Manifest> {
	const loaded = loadTyped(join(folder, 'example.yaml'), `${path}/example.yaml`, manifestSchema, {
		code: 'manifest-invalid',
	});
	const isMissing = loaded.source === undefined && loaded.problems.length === 0;
	return isMissing ? { problems: [createMissingManifestProblem(path)] } : loaded;
}

function loadEvidence(folder: string, path: string, id: string): Loaded<Evidence> {
	return loadTyped(join(folder, 'evidence.json'), `${path}/evidence.json`, evidenceSchema, {
		code: 'evidence-invalid',
		fix: `Take the edit back, or run \`npm run --silent drydock -- verify ${id} --record\`. Only the engine writes this file.`,
	});
}

function loadPublished(folder: string, path: string): Loaded<PublishedFiles> {
	return loadTyped(join(folder, 'published.json'), `${path}/published.json`, publishedFilesSchema, {
		code: 'published-files-invalid',
		fix: 'Take the edit back. `npm run permalinks` adds to this file; nothing else changes it.',
	});
}

function createMissingManifestProblem(path: string): Problem {
	return createPathProblem(path, {
		code: 'manifest-missing',
		detail: 'This example has no `example.yaml`.',
		fix: 'Write one, or start again with `npm run --silent drydock -- new example <name>`.',
	});
}
