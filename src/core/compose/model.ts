import type { Word } from '../dockerfile/model.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { ShellScript } from '../shell/script.ts';
import type { Span } from '../source/position.ts';

/** A key and its value in the YAML, each with its place. `keySpan` and `span` are where findings point. */
export interface Entry<Value> {
	readonly keySpan: Span;
	readonly span: Span;
	readonly value: Value;
}

/**
 * A value of which each character's place is known. Variables are replaced by their defaults and `$$` is `$`;
 * a variable without a default stays as written, so that a text with `$` in it may be unknown.
 */
export interface Text extends Word, ShellScript {}

/** A compose file, reduced to what rules look at. Anchors, aliases and merges (`<<`) are resolved; spans point to where the text stands. */
export interface ComposeFile {
	readonly type: 'compose';
	readonly text: string;
	readonly services: readonly ComposeService[];
	/** The services stand at the root, as before Compose 1.6: there links alone make a name known. */
	readonly isFirstFormat: boolean;
	/** The `version` of each document that has one at its root. */
	readonly versions: readonly Entry<string>[];
}

export interface ComposeService {
	readonly name: Word;
	/** From the service's name to its end. */
	readonly span: Span;
	readonly image?: Entry<string>;
	readonly build?: Entry<unknown>;
	readonly containerName?: Entry<string>;
	/** `command` and `entrypoint`: the words, and the shell commands in them. */
	readonly command?: Entry<StartCommand>;
	readonly entrypoint?: Entry<StartCommand>;
	/** `KEY=value` and `KEY: value` alike. */
	readonly environment: readonly { readonly key: Word; readonly value?: Text | undefined }[];
	readonly links: readonly Word[];
	readonly linksKey?: Span;
	readonly externalLinks: readonly Word[];
	readonly externalLinksKey?: Span;
	readonly networkMode?: Entry<string>;
	/** The networks this service joins; fixed addresses stand with their place. */
	readonly networks: readonly {
		readonly name: Word;
		readonly ipv4?: Word | undefined;
		readonly ipv6?: Word | undefined;
		readonly aliases: readonly Word[];
	}[];
	/** `span` is the address. */
	readonly extraHosts: readonly { readonly host: string; readonly address: string; readonly span: Span }[];
	readonly dependsOn: readonly {
		readonly service: Word;
		readonly condition?: Word | undefined;
		readonly span: Span;
	}[];
	/** `hasTest` is false where only the times of the image's own check are changed. */
	readonly healthcheck?: Entry<{ readonly isDisabled: boolean; readonly hasTest: boolean }>;
	readonly ports: readonly Port[];
	readonly volumes: readonly {
		readonly source?: string | undefined;
		readonly target: string;
		readonly span: Span;
	}[];
	/** True where it `extends` a service of another file: what is missing here may stand there. */
	readonly isPartial: boolean;
	/** Every other key, as plain data. */
	readonly other: Readonly<Record<string, Entry<unknown>>>;
}

export interface StartCommand {
	readonly words: readonly Text[];
	/** Written as a list. */
	readonly isList: boolean;
	readonly commands: readonly ShellCommand[];
}

export interface Port {
	readonly hostIp?: string | undefined;
	/** As written; missing where the engine picks one. */
	readonly published?: string | undefined;
	readonly target: string;
	readonly protocol: string;
	readonly span: Span;
}
