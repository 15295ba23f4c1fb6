import { join } from 'node:path';
import type { LoadedExample } from '#examples/content.ts';
import { computeInputsHash } from '#examples/evidence/inputs-hash.ts';
import type { ExampleFile } from '#examples/example.ts';
import { type Manifest, manifestSchema, SIDES, type Side } from '#examples/manifest.ts';
import { readYaml } from '#workspace/typed/placed-data.ts';
import { makeSourceText } from '#workspace/typed/source-text.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const simpleRun = {
	experiments: [{ name: 'show', with: { id: 'greeting', run: ['echo', 'hello'] } }],
	claims: [{ id: 'it-ends', says: 'The command ends well.', measure: 'show.exit-code', before: 0, after: 0 }],
};

/** An example in memory; its folder is a new one in which evidence may be written. */
export function fakeExample(
	id: string,
	run: object = simpleRun,
	files: Record<string, string> = {},
): LoadedExample {
	const written = {
		title: id,
		summary: id,
		lesson: 'any',
		teaches: [],
		before: { findings: [] },
		after: { findings: [] },
		run,
	};
	const manifest: Manifest = manifestSchema.parse(written);
	const manifestSource = makeSourceText(`examples/${id}/example.yaml`, JSON.stringify(written, null, 2));
	const manifestYaml = readYaml(manifestSource);
	if (!('data' in manifestYaml)) throw new Error('JSON is YAML');
	const folder = temporaryFolder();
	const side = (name: Side) => ({
		side: name,
		folder: join(folder, name),
		files: Object.entries({ Dockerfile: 'FROM debian:bookworm-slim\n', ...files }).map(([path, text]) =>
			fileOf(path, text),
		),
		context: { files: [], isIgnored: () => false, read: () => undefined },
		findings: new Map(),
	});
	const sides = { before: side(SIDES[0]), after: side(SIDES[1]) };
	const loaded = { path: `examples/${id}`, manifestSource, manifestYaml, published: {} };
	const inputsHash = computeInputsHash(manifest.run, sides);
	return { id, folder, manifest, sides, inputsHash, isStale: true, ...loaded };
}

function fileOf(path: string, text: string): ExampleFile {
	return { path, mode: '644', text, bytes: new TextEncoder().encode(text) };
}
