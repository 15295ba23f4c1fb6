import type { Example } from '#examples/example.ts';
import { contentFolder } from '../settings.ts';
import { draftContent } from './draft-content.ts';

/** One page of words: a lesson or a rule page, as it lies on disk. */
export interface Page {
	/** The last part of the address. */
	readonly id: string;
	/** Relative to the project or the content folder, for messages and edit links. */
	readonly path: string;
	readonly frontmatter: Readonly<Record<string, unknown>>;
	/** The MDX below the frontmatter. */
	readonly body: string;
}

export interface SiteContent {
	/** In reading order. */
	readonly lessons: readonly Page[];
	readonly rulePages: ReadonlyMap<string, Page>;
	readonly examples: ReadonlyMap<string, Example>;
	/** Term id -> what it is called and one sentence. */
	readonly glossary: ReadonlyMap<string, { readonly term: string; readonly meaning: string }>;
}

const kept = globalThis as { drydockContent?: Promise<SiteContent> };

/** Everything below the content folder, read once; in dev read again after `forgetContent`. */
export function siteContent(): Promise<SiteContent> {
	kept.drydockContent ??= draftContent(contentFolder);
	return kept.drydockContent;
}

/** Called when a file of the content has changed. The dev server and the pages share one process, not one module graph. */
export function forgetContent(): void {
	delete kept.drydockContent;
}
