import { listBakeTargets } from '../build-definitions/bake.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rules/rule.ts';
import { indexLines } from '../source/position.ts';
import type { InlineBuilds } from './file-build.ts';
import { lintInline, listInlineBuilds } from './lint-inline.ts';
import { type LintOptions, runRules } from './run-rules.ts';
import { listCommentLines } from './suppressions/comment-lines.ts';
import { parseSuppressions, type Suppression } from './suppressions/suppressions.ts';

/** What the rules say about the Dockerfiles that stand in a Bake file (`dockerfile-inline`), at their places there. */
export function lintBake(text: string, options: LintOptions = {}, path = 'docker-bake.hcl'): Finding[] {
	const inline = options.inline ?? listOwnTargets(path, text);
	// A matrix makes several Dockerfiles of one text.
	const nested = new Map(
		inline
			.flatMap((one) => lintInline(text, one, options))
			.map((finding) => [JSON.stringify([finding.rule, finding.message, finding.span]), finding]),
	);
	const file = {
		text,
		errors: [],
		suppressions: listSuppressions(text, inline),
		nested: [...nested.values()],
		isUncertain: ({ needsContext }: Rule) =>
			needsContext === true && inline.some(({ builds }) => builds.some((build) => !build.context)),
		check: () => {},
	};
	return runRules(file, options);
}

function listOwnTargets(path: string, text: string): InlineBuilds[] {
	const targets = listBakeTargets({ folder: '/', files: [path], services: [] }, () => text);
	return listInlineBuilds(targets.flatMap(({ definition, isTemplate }) => (isTemplate ? [] : [definition])));
}

/** Each speaks about the Dockerfile that begins on the next line; a comment in a Dockerfile is that one's. */
function listSuppressions(text: string, inline: readonly InlineBuilds[]): Suppression[] {
	const { rangeOf } = indexLines(text);
	const places = inline.map(({ text: { span } }) => {
		const { start, end } = rangeOf(span);
		return { first: start.line, last: end.line };
	});
	const comments = listCommentLines(text).filter(
		({ line }) => !places.some(({ first, last }) => first < line && line < last),
	);
	return parseSuppressions(comments, (line) => places.find(({ first }) => first === line + 1));
}
