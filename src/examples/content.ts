import type { OtherTool } from '#core/other-tools.ts';
import type { Problem } from '#core/problem.ts';
import type { TypedFile } from '#workspace/typed/load-typed.ts';
import type { PlacedData } from '#workspace/typed/placed-data.ts';
import type { SourceText } from '#workspace/typed/source-text.ts';
import type { Diagram } from './diagrams/diagram.ts';
import type { SigningKey } from './evidence/signature.ts';
import type { Example } from './example.ts';
import type { LoadedExercise } from './exercises/load-exercise.ts';
import type { Glossary, LessonHead, RuleNoteHead, RulePageHead } from './pages/lesson-page.ts';
import type { MdxDocument } from './pages/mdx-document.ts';
import type { Permalinks, PublishedFiles } from './permalinks/schema.ts';
import type { SiteFile, SiteSettings } from './site-settings.ts';

/** A page of words that could be read. */
export interface Page<Head> {
	/** The last part of its address. */
	readonly id: string;
	/** As messages show it. */
	readonly path: string;
	readonly frontmatter: Head;
	/** The MDX below the head. */
	readonly body: string;
	readonly source: SourceText;
	readonly document: MdxDocument;
	/** Where each value of the head stands. */
	readonly head: PlacedData;
}

export type LessonPage = Page<LessonHead>;
export type RulePage = Page<RulePageHead>;
/** What a team adds to the page of a rule; its id is the rule's. */
export type RuleNote = Page<RuleNoteHead>;
export type AnyPage = LessonPage | RulePage | RuleNote;

/** An example, and the texts that its problems point into. */
export interface LoadedExample extends Example {
	/** Its folder, as messages show it. */
	readonly path: string;
	readonly manifestSource: SourceText;
	readonly manifestYaml: PlacedData;
	/** `evidence.json`, where there is one, whether or not it is good. */
	readonly evidenceSource?: SourceText;
	/** The texts that its files had whenever the site was published; nothing before the first time. */
	readonly published: PublishedFiles;
}

/** `permalinks.json`, and where each of its entries stands. */
export type LoadedPermalinks = TypedFile<Permalinks>;

/** A content folder as it was read. What could not be read is missing here and is among the problems. */
export interface Content {
	/** The absolute path of the folder, and the path that messages show. */
	readonly folder: string;
	readonly path: string;
	/** Ours, where this is a team's own laid over it: everything below holds both. */
	readonly base?: Content;
	/** What `site.yaml` says, and what follows from it. */
	readonly siteFile?: SiteFile;
	readonly site: SiteSettings;
	/** In reading order. */
	readonly lessons: readonly LessonPage[];
	readonly rulePages: ReadonlyMap<string, RulePage>;
	/** By the rule that each is about. */
	readonly ruleNotes: ReadonlyMap<string, RuleNote>;
	readonly examples: ReadonlyMap<string, LoadedExample>;
	/** By the lesson that each ends. */
	readonly exercises: ReadonlyMap<string, LoadedExercise>;
	/** What the codes of other linters mean, and which of our rules answer to them. */
	readonly otherTools: readonly OtherTool[];
	readonly glossary: ReadonlyMap<string, Glossary[string]>;
	/** The drawings that lessons show by `<Diagram id="…" />`. */
	readonly diagrams: ReadonlyMap<string, Diagram>;
	/** Of this folder alone. Missing until the site was first published. */
	readonly permalinks?: LoadedPermalinks;
	/** The name of everything that has a file or folder, read or not: a broken example is no missing one. */
	readonly names: {
		readonly lessons: ReadonlySet<string>;
		readonly rulePages: ReadonlySet<string>;
		readonly examples: ReadonlySet<string>;
		readonly exercises: ReadonlySet<string>;
		readonly terms: ReadonlySet<string>;
		readonly diagrams: ReadonlySet<string>;
	};
	/** Of this folder alone. Where there is one, evidence in it must be signed with it. */
	readonly signingKeys: readonly SigningKey[];
	readonly problems: readonly Problem[];
}
