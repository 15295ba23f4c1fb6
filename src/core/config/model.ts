import type { Span } from '../source/position.ts';

export type ConfigKind = 'daemon' | 'buildkitd' | 'registry';

/** A leaf of a configuration file: `["insecure-registries", 0]` -> `"10.0.0.5:5000"`. */
export interface Setting {
	readonly path: readonly (string | number)[];
	readonly value: string | number | boolean | null;
	/** Where each part of `path` stands as a key; an item of a list has its list's key. */
	readonly keySpans: readonly Span[];
	/** The last of them. */
	readonly keySpan: Span;
	readonly valueSpan: Span;
}

/** `daemon.json`, `buildkitd.toml` or a registry's `config.yml`, as a list of its leaves in order of appearance. */
export interface ConfigFile {
	readonly type: 'config';
	readonly kind: ConfigKind;
	readonly text: string;
	readonly settings: readonly Setting[];
}
