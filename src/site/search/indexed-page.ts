export const KINDS = ['Lesson', 'Rule', 'Example', 'Glossary', 'Page'] as const;
export type Kind = (typeof KINDS)[number];

/** Where on a page words can stand apart from its prose: in a heading, or in code. */
export type Place = 'section' | 'code';

/** A line of a page that can be shown as the place where the words stand. */
export interface SearchLine {
	/** What follows the page's address: `#why`, `#before/Dockerfile:3`. */
	readonly fragment: string;
	readonly text: string;
	readonly is: Place;
	/** How much it counts when somebody looks for what stands in it; lines of boilerplate count little. */
	readonly weight: number;
}

/** A page as the index is made from it. */
export interface SearchPage {
	/** From the site's root. */
	readonly path: string;
	readonly title: string;
	readonly kind: Kind;
	/** The topic's id, where it has one. */
	readonly topic: string;
	/** One line: what it says. */
	readonly line: string;
	/** What the page is called; a search for exactly this wants this page. */
	readonly names: readonly string[];
	/** Codes by which other tools name the same: who types one whole wants this page. */
	readonly codes?: readonly string[];
	/** What else people call it. */
	readonly words: readonly string[];
	/** What it says in a few sentences. The rest of the prose is the full text's. */
	readonly gist: readonly string[];
	/** What the linter prints that leads here. */
	readonly messages: readonly string[];
	readonly lines: readonly SearchLine[];
	/** All its prose. Only spelling is checked against it: finding it is the full text's work. */
	readonly prose: string;
}

/** What a result shows of a page; `search/pages/<number>.json`. */
export interface PageRecord {
	readonly path: string;
	readonly title: string;
	readonly kind: Kind;
	/** What it is about, in words; empty where it has no topic. */
	readonly topic: string;
	readonly line: string;
	readonly lines: readonly (readonly [fragment: string, is: Place, text: string])[];
	readonly phrases: readonly Phrase[];
}

/** The telling stems of a name, a question or a message that leads to a page, and how much they tell together. */
export type Phrase = readonly [stems: string, tells: number];

/** What every search reads first; `search/root.json`. */
export interface Root {
	readonly pages: number;
	/** The first key of each chunk of the sorted index. */
	readonly chunks: readonly string[];
	/** The first characters that words start with; `search/words/<character>.json` has the words. */
	readonly initials: readonly string[];
	readonly suggestions: readonly string[];
}

/** Pages are numbered by kind and topic: where each run of them starts; `search/places.json`. Only narrowing needs it. */
export type Places = readonly (readonly [first: number, kind: Kind, topic: string])[];

/** Key -> number of pages that have it, then page and weight in turn, heaviest first; `search/terms/<number>.json`. */
export type Chunk = Readonly<Record<string, readonly number[]>>;
