import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#core/problem.ts';
import type { LoadedExample } from './content.ts';
import { type Evidence, evidenceSchema } from './evidence.ts';
import { computeInputsHash } from './inputs-hash.ts';
import { readJson } from './json-source.ts';
import { readSource } from './load-page.ts';
import { loadSide } from './load-side.ts';
import { manifestSchema, SIDES } from './manifest.ts';
import { type PublishedFiles, publishedFilesSchema } from './permalinks/schema.ts';
import { parseWithSchema } from './schema-problems.ts';
import { createPathProblem, type SourceText } from './source-text.ts';
import { readYaml } from './yaml-source.ts';

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
	if (!before?.side || !after?.side || !manifest.loaded) return { problems };

	const sides = { before: before.side, after: after.side };
	const { value, source, yaml } = manifest.loaded;
	const hash = computeInputsHash(value.run, sides);
	const example: LoadedExample = {
		id,
		folder,
		path,
		manifest: value,
		manifestSource: source,
		manifestYaml: yaml,
		sides,
		inputsHash: hash,
		published: published.value,
		isStale: evidence.value !== undefined && evidence.value.inputs.hash !== hash,
		...(evidence.value === undefined ? {} : { evidence: evidence.value }),
		...(evidence.source === undefined ? {} : { evidenceSource: evidence.source }),
	};
	return { example, problems };
}

function loadManifest(folder: string, path: string) {
	const file = join(folder, 'example.yaml');
	if (!existsSync(file)) return { problems: [createMissingManifestProblem(path)] };
	const source = readSource(file, `${path}/example.yaml`);
	if ('code' in source) return { problems: [source] };
	const yaml = readYaml(source);
	if (!('data' in yaml)) return { problems: yaml };
	const result = parseWithSchema(manifestSchema, source, yaml, 'manifest-invalid');
	if ('problems' in result) return { problems: result.problems };
	return { loaded: { value: result.value, source, yaml }, problems: [] };
}

interface LoadedEvidence {
	readonly value?: Evidence;
	readonly source?: SourceText;
	readonly problems: readonly Problem[];
}

function loadEvidence(folder: string, path: string, id: string): LoadedEvidence {
	const file = join(folder, 'evidence.json');
	if (!existsSync(file)) return { problems: [] };
	const source = readSource(file, `${path}/evidence.json`);
	if ('code' in source) return { problems: [source] };
	const fix = `Take the edit back, or run \`npm run --silent drydock -- verify ${id} --record\`. Only the engine writes this file.`;
	const placed = readJson(source, fix);
	if (!('data' in placed)) return { source, problems: placed };
	const result = parseWithSchema(evidenceSchema, source, placed, 'evidence-invalid', fix);
	return 'problems' in result
		? { source, problems: result.problems }
		: { value: result.value, source, problems: [] };
}

function loadPublished(
	folder: string,
	path: string,
): { readonly value: PublishedFiles; readonly problems: readonly Problem[] } {
	const file = join(folder, 'published.json');
	if (!existsSync(file)) return { value: {}, problems: [] };
	const source = readSource(file, `${path}/published.json`);
	if ('code' in source) return { value: {}, problems: [source] };
	const fix = 'Take the edit back. `npm run permalinks` adds to this file; nothing else changes it.';
	const placed = readJson(source, fix);
	if (!('data' in placed)) return { value: {}, problems: placed };
	const result = parseWithSchema(publishedFilesSchema, source, placed, 'published-files-invalid', fix);
	return 'problems' in result
		? { value: {}, problems: result.problems }
		: { value: result.value, problems: [] };
}

function createMissingManifestProblem(path: string): Problem {
	return createPathProblem(path, {
		code: 'manifest-missing',
		detail: 'This example has no `example.yaml`.',
		fix: 'Write one, or start again with `npm run --silent drydock -- new example <name>`.',
	});
}
