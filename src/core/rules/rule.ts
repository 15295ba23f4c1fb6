import type { BuildContext } from '../build-context/model.ts';
import type { ComposeFile } from '../compose/model.ts';
import type { ProjectReadiness } from '../compose/readiness.ts';
import type { ConfigFile } from '../config/model.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { StageGraph } from '../dockerfile/stages.ts';
import type { Variables } from '../dockerfile/variables/variables.ts';
import type { Fix, FixKind, Severity } from '../finding.ts';
import type { DockerfileFacts } from '../image/facts.ts';
import type { LintSettings } from '../lint/settings.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { Span } from '../source/position.ts';
import type { RuleTopic } from '../topics.ts';

/** Texts with named blanks: `` `{image}` has no tag. `` */
export type Messages = Readonly<Record<string, string>>;

export interface ReportDetails {
	/** Fills the blanks of the message. */
	readonly values?: Readonly<Record<string, string>> | undefined;
	readonly related?: readonly { readonly span: Span; readonly message: string }[];
	readonly fix?: Fix | undefined;
	/** Where a finding weighs less, or more, than the rule as a whole. What `drydock.yaml` says of the rule wins. */
	readonly severity?: Severity | undefined;
	/** The secrets themselves, which no report repeats. */
	readonly secrets?: readonly Span[];
	/** A sentence that says for which builds alone this is so; the runner adds it. */
	readonly onlyFor?: string;
}

export type Report<M extends Messages> = (
	message: keyof M & string,
	span: Span,
	details?: ReportDetails,
) => void;

interface SharedContext<M extends Messages> {
	readonly settings: LintSettings;
	readonly report: Report<M>;
}

/** What a rule may ask about a Dockerfile. Everything is worked out once and shared by all rules; most of it stands in `facts`. */
export interface DockerfileContext<M extends Messages = Messages> extends SharedContext<M> {
	readonly facts: DockerfileFacts;
	readonly dockerfile: Dockerfile;
	readonly stages: StageGraph;
	readonly variables: Variables;
	/** The commands of a `RUN`, `CMD`, `ENTRYPOINT` or `HEALTHCHECK`, parsed on the first call. */
	shell(instruction: Instruction): readonly ShellCommand[];
	/** Absent where no build context is at hand. */
	readonly context: BuildContext | undefined;
}

export interface ComposeContext<M extends Messages = Messages> extends SharedContext<M> {
	readonly compose: ComposeFile;
	/** What all files of its project together say of the health of services; absent where the file stands alone. */
	readonly readiness: ProjectReadiness | undefined;
	readonly context: BuildContext | undefined;
}

/** A configuration file of the daemon, of BuildKit or of a registry. */
export interface ConfigContext<M extends Messages = Messages> extends SharedContext<M> {
	readonly config: ConfigFile;
}

/** One check with one name. A rule is pure and synchronous, and says nothing where it cannot know. */
export interface Rule<M extends Messages = Messages> {
	/** kebab-case; the file, the test, the page and the address have the same name. */
	readonly id: string;
	/** Its place in the catalogue. */
	readonly topic: RuleTopic;
	readonly severity: Severity;
	/** One line, no full stop: what a file that follows the rule does. */
	readonly summary: string;
	/** Names that other tools give the same check: BuildKit's (`StageNameCasing`), hadolint's (`DL3007`). */
	readonly aliases?: readonly string[];
	/** The kind of the fixes that some of its findings come with. */
	readonly fixes?: FixKind;
	/** True where the rule also runs on a file with syntax errors, over what could be read of it. */
	readonly runsAfterErrors?: boolean;
	/** True where what it says hangs on the files of the build context. */
	readonly needsContext?: boolean;
	readonly messages: M;
	/** One function for each kind of file that the rule looks at. */
	dockerfile?(context: DockerfileContext<M>): void;
	compose?(context: ComposeContext<M>): void;
	config?(context: ConfigContext<M>): void;
}

/** Gives a rule its exact types; changes nothing. */
export function defineRule<const M extends Messages>(rule: Rule<M>): Rule<M> {
	return rule;
}
