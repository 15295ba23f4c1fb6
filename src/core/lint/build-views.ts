import type { Instruction } from '../dockerfile/model.ts';
import { applyInputs, type ParsedDockerfile } from '../dockerfile/parse.ts';
import { DockerfileFacts } from '../image/facts.ts';
import type { DockerfileContext, Messages, Report, ReportDetails, Rule } from '../rules/rule.ts';
import type { ParseError } from '../source/parse-error.ts';
import type { Span } from '../source/position.ts';
import { describeBuilds, type FileBuild, PLAIN_INPUTS } from './file-build.ts';
import type { LintOptions } from './run-rules.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

/** One build of a file, with what rules may ask about it. */
export interface BuildView {
	readonly build: FileBuild;
	readonly errors: ParsedDockerfile['errors'];
	readonly facts: Omit<DockerfileContext, 'report'>;
}

/** The builds of a file that was read once. */
export function viewBuilds(
	parsed: ParsedDockerfile,
	{ builds, context, settings = DEFAULT_SETTINGS }: LintOptions,
): BuildView[] {
	const plain = { names: [], inputs: PLAIN_INPUTS, context };
	return (builds ?? [plain]).map((build) => {
		const {
			dockerfile,
			errors,
			facts: stageFacts,
		} = build.inputs === PLAIN_INPUTS ? parsed : applyInputs(parsed, build.inputs);
		const facts = new DockerfileFacts(stageFacts, build.context);
		const { stages, variables } = facts;
		const shell = (instruction: Instruction) => facts.listCommands(instruction);
		return {
			build,
			errors,
			facts: { facts, dockerfile, stages, variables, shell, settings, context: build.context },
		};
	});
}

/**
 * Why no build of the file goes through, whatever its arguments: the first reason, since BuildKit stops at it. What
 * only some arguments do is no fault of the file.
 */
export function selectErrors(views: readonly BuildView[]): ParseError[] {
	const [first, ...others] = views;
	const isEverywhere = ({ span }: ParseError) =>
		others.every(({ errors }) => errors.some((error) => error.span.start === span.start));
	const lasting = first?.errors.filter((error) => !error.dependsOnArguments && isEverywhere(error)) ?? [];
	return lasting.slice(0, 1);
}

/** True where a build hides from the rule what it needs: the files beside the Dockerfile, or the stage that is built. */
export function isUncertainFor(rule: Rule, { build, facts }: BuildView): boolean {
	if (rule.needsContext && build.context === undefined) return true;
	return facts.stages.final === undefined && rule.topic !== 'build-checks' && rule.topic !== 'linter';
}

/** Runs a rule over every build, and reports the same once, with the builds that it is so for where that is not all. */
export function makeMergedCheck(views: readonly BuildView[]): (rule: Rule, report: Report<Messages>) => void {
	return (rule, report) => {
		for (const { message, span, details, builds } of collectReports(rule, views)) {
			if (builds.size === views.length) report(message, span, details);
			else report(message, span, { ...offerFix(details), onlyFor: describeBuilds([...builds]) });
		}
	};
}

interface MergedReport {
	readonly message: string;
	readonly span: Span;
	readonly details: ReportDetails;
	readonly builds: Set<FileBuild>;
}

function collectReports(rule: Rule, views: readonly BuildView[]): Iterable<MergedReport> {
	const reports = new Map<string, MergedReport>();
	for (const { build, facts } of views) {
		rule.dockerfile?.({
			...facts,
			report(message, span, details = {}) {
				const key = JSON.stringify([message, span, details.values ?? {}]);
				const merged = reports.get(key) ?? { message, span, details, builds: new Set() };
				merged.builds.add(build);
				reports.set(key, merged);
			},
		});
	}
	return reports.values();
}

/** A repair that one build needs may change another one. */
function offerFix({ fix, ...rest }: ReportDetails): ReportDetails {
	return fix ? { ...rest, fix: { ...fix, kind: 'offered' } } : rest;
}
