import type { NodeDigests } from '../files/node-digests.ts';
import type { RebuildSettings } from '../model.ts';
import type { Interner } from './interner.ts';

/** What both builds of a prediction share: settings, names for equal things, and digests of files. */
export interface RunTools {
	readonly settings: RebuildSettings;
	readonly interner: Interner;
	readonly digests: NodeDigests;
}
