import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#core/problem.ts';
import { rules } from '#core/rules/registry.ts';
import type { Rule } from '#core/rules/rule.ts';
import { similarNames } from '#core/source/similar-names.ts';
import type { Content, RulePage } from '../content.ts';
import { problemAt, problemOf } from '../source-text.ts';
import { lintedBlocks } from './fences.ts';
import { lessonHint } from './names.ts';

/** One rule, one name, one page, one test: every rule has them. `project` is the folder that holds `tests/`. */
export function checkRuleCoverage(content: Content, project: string): Problem[] {
	const tests = new Set(testNames(join(project, 'tests/core/rules')));
	return rules.flatMap((rule) => [
		...(content.names.rulePages.has(rule.id) ? [] : [withoutPage(rule, content)]),
		...(tests.has(rule.id) ? [] : [withoutTest(rule)]),
		...proof(rule, content),
	]);
}

/** A rule page is that of a rule, names a lesson, and shows the rule broken and followed. */
export function checkRulePage(page: RulePage, content: Content): Problem[] {
	const isRule = rules.some(({ id }) => id === page.id);
	if (!isRule && page.frontmatter.withdrawn === undefined) return [pageOfNothing(page)];
	const { lesson } = page.frontmatter;
	if (content.names.lessons.has(lesson)) return [];
	return [
		problemAt(page.source, page.head.spanOf(['lesson']), {
			code: 'lesson-unknown',
			detail: `There is no lesson \`${lesson}\`, so nobody learns this rule in order.`,
			fix: lessonHint(lesson, content.names.lessons),
		}),
	];
}

function testNames(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
		.map(({ name }) => name.slice(0, -'.test.ts'.length));
}

/** An example that teaches it, or a block of its page that breaks it; and a block that does it right. */
function proof({ id }: Rule, content: Content): Problem[] {
	const page = content.rulePages.get(id);
	if (page === undefined) return [];
	const blocks = lintedBlocks(page.document.fences);
	const isBroken = blocks.some(
		(one) => one.verdict === 'wrong' && one.reported.some(({ rule }) => rule === id),
	);
	const isTaught = [...content.examples.values()].some(({ manifest }) => manifest.teaches.includes(id));
	const isFollowed = blocks.some(({ verdict }) => verdict === 'right');
	return [...(isBroken || isTaught ? [] : [neverBroken(page)]), ...(isFollowed ? [] : [neverFollowed(page)])];
}

function withoutPage({ id }: Rule, { path }: Content): Problem {
	return problemOf(`${path}/rules/${id}.mdx`, {
		code: 'rule-without-page',
		detail: `The rule \`${id}\` has no page, so its findings link to nothing.`,
		fix: 'Write this file: why, wrong, right, when not to follow it, what changed, sources.',
	});
}

function withoutTest({ id, topic }: Rule): Problem {
	return problemOf(`tests/core/rules/${topic}/${id}.test.ts`, {
		code: 'rule-without-test',
		detail: `The rule \`${id}\` has no test.`,
		fix: 'Write this file with cases that must report and cases that must stay silent.',
	});
}

function neverBroken({ id, path }: RulePage): Problem {
	return problemOf(path, {
		code: 'rule-without-example',
		detail: `Nothing shows \`${id}\` broken: no example teaches it, and no block marked \`wrong\` on its page breaks it.`,
		fix: `Add a block \`\`\`dockerfile wrong findings="${id}:<line>"\`, or name the rule in the \`teaches\` of an example.`,
	});
}

function neverFollowed({ id, path }: RulePage): Problem {
	return problemOf(path, {
		code: 'rule-page-without-right',
		detail: `The page of \`${id}\` shows no way to do it right.`,
		fix: 'Add a block marked `right`: a whole file that is clean under all rules.',
	});
}

function pageOfNothing({ id, path }: RulePage): Problem {
	const [similar] = similarNames(
		id,
		rules.map((rule) => rule.id),
	);
	return problemOf(path, {
		code: 'page-without-rule',
		detail: `This is a page of the rule \`${id}\`, but there is no such rule.`,
		fix:
			similar === undefined
				? `Write the rule with \`npm run --silent drydock -- new rule ${id}\`, or remove the page.`
				: `Did you mean \`${similar}.mdx\`?`,
	});
}
