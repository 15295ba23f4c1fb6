import { classifyFile } from '#core/file-kind.ts';
import type { Problem } from '#core/problem.ts';
import { listSimilarRules, rules } from '#core/rules/all-rules.ts';
import type { Rule } from '#core/rules/rule.ts';
import { createSpanProblem } from '#workspace/typed/source-text.ts';
import type { LoadedExample } from '../content.ts';

/** A before breaks every rule that the example teaches, and its after gives that rule something to look at. */
export function checkTaughtRules(example: LoadedExample): Problem[] {
	return example.manifest.teaches.flatMap((id, index) => {
		const rule = rules.find((candidate) => candidate.id === id);
		if (rule === undefined) return [createUnknownRuleProblem(example, index, id)];
		const declared = example.manifest.before.findings.some((finding) => finding.rule === id);
		const reported = [...example.sides.before.findings.values()]
			.flat()
			.some((finding) => finding.rule === id);
		// What is declared and does not come is reported where it is declared.
		if (!reported && !declared) return [createUnbrokenRuleProblem(example, index, id)];
		return canRuleReadAfter(rule, example) ? [] : [createUnseenRuleProblem(example, index, rule)];
	});
}

/** False where the after has no file of a kind that the rule reads. */
function canRuleReadAfter(rule: Rule, { sides }: LoadedExample): boolean {
	const kinds = sides.after.files.map(({ path, text }) => classifyFile(path, text));
	// A side with nothing to lint at all is reported as that.
	if (kinds.every((kind) => kind === undefined)) return true;
	const isConfig = (kind: (typeof kinds)[number]) =>
		kind === 'daemon' || kind === 'buildkitd' || kind === 'registry';
	if (rule.dockerfile === undefined && rule.compose === undefined && rule.config === undefined) return true;
	return (
		(rule.dockerfile !== undefined && kinds.includes('dockerfile')) ||
		(rule.compose !== undefined && kinds.includes('compose')) ||
		(rule.config !== undefined && kinds.some(isConfig))
	);
}

function createUnknownRuleProblem(
	{ manifestSource, manifestYaml }: LoadedExample,
	index: number,
	id: string,
): Problem {
	const [similar] = listSimilarRules(id);
	return createSpanProblem(manifestSource, manifestYaml.spanOf(['teaches', index]), {
		code: 'rule-unknown',
		detail: `There is no rule \`${id}\`.`,
		fix:
			similar === undefined
				? 'Write the id of a rule; `/rules/` lists them.'
				: `Did you mean \`${similar}\`?`,
	});
}

function createUnbrokenRuleProblem(
	{ manifestSource, manifestYaml }: LoadedExample,
	index: number,
	id: string,
): Problem {
	return createSpanProblem(manifestSource, manifestYaml.spanOf(['teaches', index]), {
		code: 'taught-rule-not-broken',
		detail: `The example teaches \`${id}\`, but its before does not break that rule.`,
		fix: `Make the before break \`${id}\` and declare the finding, or remove the rule from \`teaches\`.`,
	});
}

function createUnseenRuleProblem(
	{ manifestSource, manifestYaml }: LoadedExample,
	index: number,
	{ id }: Rule,
): Problem {
	return createSpanProblem(manifestSource, manifestYaml.spanOf(['teaches', index]), {
		code: 'taught-rule-not-seen',
		detail: `The after has no file that \`${id}\` looks at, so that it is clean of it proves nothing.`,
		fix: 'Give the after a file of the same kind that does it right, or remove the rule from `teaches`.',
	});
}
