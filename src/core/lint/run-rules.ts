import type { BuildContext } from '../build-context/model.ts';
import type { ProjectReadiness } from '../compose/readiness.ts';
import { compareFindings, type Finding, type Severity } from '../finding.ts';
import { rules as allRules, findRule } from '../rules/all-rules.ts';
import type { Messages, Report, ReportDetails, Rule } from '../rules/rule.ts';
import type { ParseError } from '../source/parse-error.ts';
import { indexLines, type LineIndex, type Span } from '../source/position.ts';
import type { FileBuild, InlineBuilds } from './file-build.ts';
import { DEFAULT_SETTINGS, type LintSettings } from './settings.ts';
import type { Lines, Suppression } from './suppressions/suppressions.ts';
import { unusedSuppression } from './suppressions/unused-suppression.ts';
import { syntax } from './syntax.ts';

export interface LintOptions {
	readonly settings?: LintSettings | undefined;
	/** What the build would find beside the file. Rules that need it say nothing without it. */
	readonly context?: BuildContext | undefined;
	/** How a Dockerfile is built, in the place of `context`: once for each definition that names it. */
	readonly builds?: readonly FileBuild[];
	/** The Dockerfiles that stand in a compose or Bake file; what that file says of them by itself unless told. */
	readonly inline?: readonly InlineBuilds[];
	/** True for a compose file that is read together with another one: what it names may stand there. */
	readonly isPart?: boolean;
	/** What the project of a compose file says of the health of its services, where it has more files than one. */
	readonly readiness?: ProjectReadiness | undefined;
	/** The rules to run; all of them unless told. One that does not look at this kind of file says nothing. */
	readonly rules?: readonly Rule[];
}

/** A file that has been read, in the form that the runner needs whatever its kind. */
export interface ReadFile {
	readonly text: string;
	readonly errors: readonly ParseError[];
	/** Why the program that the file is for would refuse it, although it can be read and the rules can speak of it. */
	readonly refusals?: readonly ParseError[];
	readonly suppressions: readonly Suppression[];
	/** True where the file itself asks, in another tool's words, for this rule to be silent on this line. */
	isSkipped?(rule: Rule, line: number): boolean;
	/** Runs one rule over the file; does nothing where the rule does not look at this kind of file. */
	check(rule: Rule, report: Report<Messages>): void;
	/** True where a rule may have something to say that could not be seen: then none of its suppressions is unused. */
	isUncertain?(rule: Rule): boolean;
	/** Found already, in a part of the file that is of another kind; suppressions of the file are for these too. */
	readonly nested?: readonly Finding[];
}

/** Runs the rules over a file, drops what is suppressed, adds what is wrong with the suppressions, and sorts. */
export function runRules(file: ReadFile, options: LintOptions): Finding[] {
	const { settings = DEFAULT_SETTINGS, rules = allRules } = options;
	const index = indexLines(file.text);
	const refusals = rules.includes(syntax) ? (file.refusals ?? []) : [];
	const findings: Finding[] = [...file.errors, ...refusals].map(({ message, span }) =>
		createFinding(syntax, 'unreadable', span, { values: { reason: message } }, index, syntax.severity),
	);
	const isBroken = file.errors.length > 0;
	findings.push(...(file.nested ?? []));
	const ran: Rule[] = [];
	for (const rule of rules) {
		const given = settings.rules[rule.id];
		if (given === 'off' || (isBroken && !rule.runsAfterErrors)) continue;
		ran.push(rule);
		file.check(rule, (message, span, details = {}) => {
			const severity = given ?? details.severity ?? rule.severity;
			const found = createFinding(rule, message, span, details, index, severity);
			if (!file.isSkipped?.(rule, found.range.start.line)) findings.push(found);
		});
	}
	const hasRun = (id: string) => ran.some((rule) => rule.id === id && !file.isUncertain?.(rule));
	const { remainingFindings, unused } = applySuppressions(findings, file, hasRun);
	if (rules.includes(unusedSuppression)) {
		const severity = settings.rules[unusedSuppression.id] ?? unusedSuppression.severity;
		if (severity !== 'off')
			remainingFindings.push(...unused.map((one) => createUnusedFinding(one, index, severity)));
	}
	return remainingFindings.sort(compareFindings);
}

function createFinding(
	rule: Rule,
	message: string,
	span: Span,
	{ values = {}, related, fix, secrets, onlyFor }: ReportDetails,
	index: LineIndex,
	severity: Severity,
): Finding {
	const sentence = (rule.messages[message] ?? message).replace(
		/\{(\w+)\}/g,
		(blank, name) => values[name] ?? blank,
	);
	return {
		rule: rule.id,
		severity,
		message: onlyFor === undefined ? sentence : `${sentence} ${onlyFor}`,
		range: index.rangeOf(span),
		span,
		related: related?.map((one) => ({ range: index.rangeOf(one.span), message: one.message })),
		fix,
		secrets,
	};
}

/** A suppression, or one rule in it, that does not do what it says. */
interface Unused {
	readonly span: Span;
	readonly message: keyof typeof unusedSuppression.messages;
	readonly rule: string;
}

function createUnusedFinding({ span, message, rule }: Unused, index: LineIndex, severity: Severity): Finding {
	return createFinding(unusedSuppression, message, span, { values: { rule } }, index, severity);
}

/** One rule of one suppression that is in force. */
interface Silencer extends Lines {
	readonly rule: string;
	readonly name: string;
	readonly span: Span;
	isUsed: boolean;
}

/** Parts the findings into those that stay and those that a suppression silences; a syntax error always stays. */
function applySuppressions(
	findings: readonly Finding[],
	{ suppressions }: ReadFile,
	hasRun: (id: string) => boolean,
): { remainingFindings: Finding[]; unused: Unused[] } {
	const unused: Unused[] = [];
	const silencers = collectSilencers(suppressions, unused);
	const waiting = [...silencers].sort((a, b) => b.first - a.first);
	const active = new Map<string, Silencer[]>();

	// One sweep from top to bottom, so that a file made of nothing but suppressions takes no longer than another.
	const remainingFindings = [...findings]
		.sort((a, b) => a.range.start.line - b.range.start.line)
		.filter(({ rule, range: { start } }) => {
			for (let next = waiting.at(-1); next && next.first <= start.line; next = waiting.at(-1)) {
				waiting.pop();
				active.set(next.rule, [...(active.get(next.rule) ?? []), next]);
			}
			const here = (active.get(rule) ?? []).filter(({ last }) => last >= start.line);
			active.set(rule, here);
			for (const silencer of here) silencer.isUsed = true;
			return here.length === 0;
		});
	for (const { isUsed, rule, name, span } of silencers)
		if (!isUsed && hasRun(rule)) unused.push({ span, message: 'nothing', rule: name });
	return { remainingFindings, unused };
}

/** The suppressions that may silence something; what is wrong with the others goes to `unused`. */
function collectSilencers(suppressions: readonly Suppression[], unused: Unused[]): Silencer[] {
	const silencers = new Map<string, Silencer>();
	for (const { names, reason, span, lines } of suppressions) {
		if (names.length === 0) unused.push({ span, message: 'unclear', rule: '' });
		else if (reason === '') unused.push({ span, message: 'noReason', rule: names.join(',') });
		else
			for (const name of names) {
				const rule = findRule(name)?.id;
				const key = `${rule} ${lines?.first} ${lines?.last}`;
				if (rule === undefined) unused.push({ span, message: 'unknownRule', rule: name });
				else if (rule === syntax.id) unused.push({ span, message: 'syntaxStays', rule: name });
				else if (lines === undefined || silencers.has(key))
					unused.push({ span, message: 'nothing', rule: name });
				else silencers.set(key, { ...lines, rule, name, span, isUsed: false });
			}
	}
	return [...silencers.values()];
}
