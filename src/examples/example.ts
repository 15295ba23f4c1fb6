import type { BuildContext } from '#core/build-context/model.ts';
import type { Finding } from '#core/finding.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { Manifest, Side } from './manifest.ts';

/** One file of a side. */
export interface ExampleFile {
	/** Relative to the side: `Dockerfile`, `src/server.js`. */
	readonly path: string;
	/** The octal permission bits, as git keeps them: `644` or `755`. */
	readonly mode: '644' | '755';
	/** `undefined` where the file is not text. */
	readonly text?: string;
	readonly bytes: Uint8Array;
}

export interface ExampleSide {
	readonly side: Side;
	/** The absolute path of its folder. */
	readonly folder: string;
	/** Sorted by path. */
	readonly files: readonly ExampleFile[];
	readonly context: BuildContext;
	/** What the linter says of each file it understands, by path. */
	readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

/** One folder of `content/examples/`, read and linted. */
export interface Example {
	/** The folder's name, and the last part of the address. */
	readonly id: string;
	readonly folder: string;
	readonly manifest: Manifest;
	readonly sides: Readonly<Record<Side, ExampleSide>>;
	/** Missing until `drydock verify --record` has run. */
	readonly evidence?: Evidence;
	/** `sha256:` over every input; evidence with another hash is stale. */
	readonly inputsHash: string;
	readonly isStale: boolean;
}
