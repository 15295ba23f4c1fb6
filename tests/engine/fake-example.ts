import { join } from 'node:path';
import type { Example, ExampleFile } from '#examples/example.ts';
import { computeInputsHash } from '#examples/inputs-hash.ts';
import { type Manifest, manifestSchema, SIDES, type Side } from '#examples/manifest.ts';
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
): Example {
	const manifest: Manifest = manifestSchema.parse({
		title: id,
		summary: id,
		lesson: 'any',
		teaches: [],
		before: { findings: [] },
		after: { findings: [] },
		run,
	});
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
	return { id, folder, manifest, sides, inputsHash: computeInputsHash(manifest.run, sides), isStale: true };
}

function fileOf(path: string, text: string): ExampleFile {
	return { path, mode: '644', text, bytes: new TextEncoder().encode(text) };
}
