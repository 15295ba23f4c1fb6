import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#core/problem.ts';
import { listSimilarRules, rules } from '#core/rules/all-rules.ts';
import type { Rule } from '#core/rules/rule.ts';
import { createPathProblem, createSpanProblem } from '#workspace/typed/source-text.ts';
import type { Content, RulePage } from '../content.ts';
import { checkUnlessGood, type KnownGood } from '../known-good.ts';
import { lintBlocks } from './fences.ts';
import { describeLessonFix } from './names.ts';

/** One rule, one name, one page, one test: every rule has them. `project` is the folder that holds `tests/`. */
export function checkRuleCoverage(content: Content, project: string, knownGood?: KnownGood): Problem[] {
	const tests = new Set(listTestNames(join(project, 'tests/core/rules')));
	return rules.flatMap((rule) => [
		...(content.names.rulePages.has(rule.id) ? [] : [createMissingPageProblem(rule, content)]),
		...(tests.has(rule.id) ? [] : [createMissingTestProblem(rule)]),
		...checkRuleProof(rule, content, knownGood),
	]);
}

/** A rule page is that of a rule, names a lesson, and shows the rule broken and followed. */
export function checkRulePage(page: RulePage, content: Content): Problem[] {
	const isRule = rules.some(({ id }) => id === page.id);
	if (!isRule && page.frontmatter.withdrawn === undefined) return [createPageWithoutRuleProblem(page)];
	const { lesson } = page.frontmatter;
	if (content.names.lessons.has(lesson)) return [];
	return [
		createSpanProblem(page.source, page.head.spanOf(['lesson']), {
			code: 'lesson-unknown',
			detail: `There is no lesson \`${lesson}\`, so nobody learns this rule in order.`,
			fix: describeLessonFix(lesson, content.names.lessons),
		}),
	];
}

function listTestNames(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
		.map(({ name }) => name.slice(0, -'.test.ts'.length));
}

/** An example that teaches it, or a block of its page that breaks it; and a block that does it right. */
function checkRuleProof({ id }: Rule, content: Content, known: KnownGood | undefined): readonly Problem[] {
	const page = content.rulePages.get(id);
	if (page === undefined) return [];
	const isTaught = [...content.examples.values()].some(({ manifest }) => manifest.teaches.includes(id));
	return checkUnlessGood(known, ['proof', page.path, page.source.text, isTaught], () => {
		const blocks = lintBlocks(page.document.fences);
		const isBroken = blocks.some(
			(one) => one.verdict === 'wrong' && one.reported.some(({ rule }) => rule === id),
		);
		const isFollowed = blocks.some(({ verdict }) => verdict === 'right');
		return [
			...(isBroken || isTaught ? [] : [createUnbrokenRuleProblem(page)]),
			...(isFollowed ? [] : [createUnfollowedRuleProblem(page)]),
		];
	});
}

function createMissingPageProblem({ id }: Rule, { path }: Content): Problem {
	return createPathProblem(`${path}/rules/${id}.mdx`, {
		code: 'rule-without-page',
		detail: `The rule \`${id}\` has no page, so its findings link to nothing.`,
		fix: 'Write this file: why, wrong, right, when not to follow it, what changed, sources.',
	});
}

function createMissingTestProblem({ id, topic }: Rule): Problem {
	return createPathProblem(`tests/core/rules/${topic}/${id}.test.ts`, {
		code: 'rule-without-test',
		detail: `The rule \`${id}\` has no test.`,
		fix: 'Write this file with cases that must report and cases that must stay silent.',
	});
}

function createUnbrokenRuleProblem({ id, path }: RulePage): Problem {
	return createPathProblem(path, {
		code: 'rule-without-example',
		detail: `Nothing shows \`${id}\` broken: no example teaches it, and no block marked \`wrong\` on its page breaks it.`,
		fix: `Add a block \`\`\`dockerfile wrong findings="${id}:<line>"\`, or name the rule in the \`teaches\` of an example.`,
	});
}

function createUnfollowedRuleProblem({ id, path }: RulePage): Problem {
	return createPathProblem(path, {
		code: 'rule-page-without-right',
		detail: `The page of \`${id}\` shows no way to do it right.`,
		fix: 'Add a block marked `right`: a whole file that is clean under all rules.',
	});
}

function createPageWithoutRuleProblem({ id, path }: RulePage): Problem {
	const [similar] = listSimilarRules(id);
	return createPathProblem(path, {
		code: 'page-without-rule',
		detail: `This is a page of the rule \`${id}\`, but there is no such rule.`,
		fix:
			similar === undefined
				? `Write the rule with \`npm run --silent drydock -- new rule ${id} --topic <topic>\`, or remove the page.`
				: `Did you mean \`${similar}.mdx\`?`,
	});
}
