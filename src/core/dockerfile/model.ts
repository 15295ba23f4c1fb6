import type { Span } from '../source/position.ts';

/** A Dockerfile as BuildKit reads it, in which everything knows where it stands in the source. */
export interface Dockerfile {
	readonly type: 'dockerfile';
	/** The source, unchanged: every span counts in it. */
	readonly text: string;
	/** The continuation and escape character, `\` unless an `# escape=` directive says otherwise. */
	readonly escape: '\\' | '`';
	/** `# syntax=`, `# escape=` and `# check=` at the head of the file. */
	readonly directives: readonly Directive[];
	/** Whole-line comments, those inside continuations included, those inside heredocs not. */
	readonly comments: Iterable<Comment>;
	/** Every instruction in order. The one inside an `ONBUILD` is not listed here: it is that one's `trigger`. */
	readonly instructions: readonly Instruction[];
	/** The `ARG`s before the first `FROM`. */
	readonly globalArgs: readonly Instruction[];
	readonly stages: readonly Stage[];
	/** What the one who builds gives beside the file; nothing unless told. */
	readonly inputs?: BuildInputs;
}

/** What `docker build` is told: `--build-arg`, `--target` and `--build-context`, or the same in a build definition. */
export interface BuildInputs {
	/** `null` where a value is given that cannot be known. */
	readonly args: ReadonlyMap<string, string | null>;
	/** The stage that the image comes from: the last one where nothing is said, `null` where it cannot be known. */
	readonly target: string | null | undefined;
	/** Names that stand for a context of their own, in the place of an image or a stage. */
	readonly contexts: readonly string[];
	/** Names of the labels that the build gives the image, beside those of `LABEL`. */
	readonly labels?: readonly string[];
	/** False where files or a cache come out of the build, and no image. */
	readonly makesImage?: boolean | undefined;
	/** Variables that are replaced before the file is read, by values that nobody here knows. */
	readonly unknownNames?: readonly string[];
	/** Every `ARG` without a value may be given one: what is said then holds whatever the arguments. */
	readonly isOpen?: boolean;
}

/** A parser directive: `# escape=` followed by its value. `name` is lower case. */
export interface Directive {
	readonly type: 'directive';
	readonly name: string;
	readonly value: string;
	readonly span: Span;
	readonly valueSpan: Span;
}

/** A comment line. `text` has neither the `#` nor blanks around it; `span` runs from the `#` to the line's end. */
export interface Comment {
	readonly type: 'comment';
	readonly text: string;
	readonly span: Span;
	readonly line: number;
}

/** A piece of text with its place. `text` is what BuildKit sees; the source under `span` may have continuations in it. */
export interface Word {
	readonly text: string;
	readonly span: Span;
}

/** `--name=value`. A flag without `=` has no value. */
export interface Flag extends Word {
	readonly type: 'flag';
	/** Without the dashes. */
	readonly name: string;
	readonly value?: Word;
}

/** A `key=value` of `ENV`, `LABEL` or `ARG`; `key value` (the legacy form) too. */
export interface Pair {
	readonly type: 'pair';
	readonly key: Word;
	/** As written, quotes included; missing for an `ARG` without default. */
	readonly value?: Word;
	/** Written as `ENV key value`. */
	readonly isLegacy: boolean;
	readonly span: Span;
}

/** `<<EOF … EOF`. */
export interface Heredoc {
	readonly type: 'heredoc';
	readonly name: string;
	/** False where the name is quoted: variables in the content stay as they are. */
	readonly expands: boolean;
	/** True for `<<-`: leading tabs of each line are dropped. */
	readonly stripsTabs: boolean;
	/** The lines between, each with its line ending, tabs not yet stripped. */
	readonly content: string;
	/** Of the marker, `<<EOF`. */
	readonly span: Span;
	readonly contentSpan: Span;
	/** Of the line that ends it, without its line ending. */
	readonly endSpan: Span;
}

/**
 * The part of an instruction behind its keyword and flags, as one logical line: continuations joined,
 * comment and empty lines inside them left out, blanks at both ends trimmed.
 */
export interface Body {
	readonly text: string;
	readonly span: Span;
	/** The offset in the source of the character at `index` of `text`; `text.length` gives the body's end. */
	sourceOffset(index: number): number;
}

export interface Instruction {
	readonly type: 'instruction';
	/** Upper case: `RUN`. */
	readonly keyword: string;
	/** As written. */
	readonly keywordSpan: Span;
	/** The escape character on a line of its own that comes before the keyword: BuildKit counts that line as the first. */
	readonly leadSpan?: Span;
	/** From the keyword to the end of the last line, heredocs and their end lines included; no line ending. */
	readonly span: Span;
	/** Counted from 1; of the first and of the last line that belong to it. */
	readonly startLine: number;
	readonly endLine: number;
	readonly flags: readonly Flag[];
	readonly body: Body;
	/**
	 * The words behind the flags. JSON form: the decoded strings. `ENV`, `LABEL`, `ARG`, `HEALTHCHECK` and `ONBUILD`: split at blanks outside quotes.
	 * `RUN`, `CMD`, `ENTRYPOINT`, `SHELL` in shell form: one word, the body. Everything else: split at blanks as BuildKit does.
	 */
	readonly args: readonly Word[];
	/** True where BuildKit takes the body for a JSON array of strings. */
	readonly isJson: boolean;
	/** Of `ENV`, `LABEL` and `ARG`; empty for all others. */
	readonly pairs: readonly Pair[];
	readonly heredocs: readonly Heredoc[];
	/** The instruction inside an `ONBUILD`, or the `CMD` of a `HEALTHCHECK`. */
	readonly trigger?: Instruction;
	/** Spans of empty lines inside this instruction's continuations (BuildKit warns about them). */
	readonly emptyContinuationLines: readonly Span[];
}

/** One `FROM` and what follows it. */
export interface Stage {
	readonly type: 'stage';
	/** From 0. */
	readonly index: number;
	readonly from: Instruction;
	/** The image or the stage named behind `FROM`, as written. */
	readonly base: Word;
	/** The name behind `AS`, as written. */
	readonly name?: Word | undefined;
	/** The word `AS` itself, as written. */
	readonly as?: Word | undefined;
	readonly platform?: Flag | undefined;
	/** Without the `FROM`. */
	readonly instructions: readonly Instruction[];
}
