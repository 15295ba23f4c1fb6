import { rules } from '#core/rules/all-rules.ts';
import type { Rule } from '#core/rules/rule.ts';
import { RULE_TOPICS, type RuleTopic } from '#core/topics.ts';
import type { RulePageHead } from '#examples/pages/lesson-page.ts';
import { type CompiledPage, compileMdx } from '../mdx/compile.ts';
import { fromContent } from './content/content.ts';
import { formatRuleReasons } from './reviews.ts';

export interface RuleView {
	readonly rule: Rule;
	/** Missing until somebody has written `content/rules/<rule>.mdx`. */
	readonly page?: CompiledPage | undefined;
	readonly head?: RulePageHead | undefined;
	/** What a team adds below our words. */
	readonly note?:
		| {
				readonly title: string;
				readonly reviewed: string;
				readonly path: string;
				readonly page: CompiledPage;
		  }
		| undefined;
	/** One line: what a file that follows the rule does. */
	readonly lead: string;
	/** Why, and what to do instead: what a review comment says. */
	readonly review: string;
	/** Examples whose before breaks it. */
	readonly examples: readonly { readonly id: string; readonly title: string }[];
}

/** The rules by topic, topics without a rule left out. */
export function groupRulesByTopic(): { topic: RuleTopic; title: string; rules: readonly Rule[] }[] {
	return RULE_TOPICS.map(({ id, title }) => ({
		topic: id,
		title,
		rules: rules.filter(({ topic }) => topic === id),
	})).filter((group) => group.rules.length > 0);
}

export function getTopicTitle(topic: RuleTopic): string {
	return RULE_TOPICS.find(({ id }) => id === topic)?.title ?? topic;
}

/** The rule of an address, with its words compiled. A rule has a page whether or not its words are written. */
export const getRuleView: (id: string) => Promise<RuleView> = fromContent(
	async ({ rulePages: rulePagesById, ruleNotes, examples }, id: string) => {
		const rule = rules.find((one) => one.id === id);
		if (rule === undefined) throw new Error(`There is no rule "${id}".`);
		const words = rulePagesById.get(id);
		const note = ruleNotes.get(id);
		return {
			rule,
			page: words && (await compileMdx(words)),
			head: words?.frontmatter,
			note: note && { ...note.frontmatter, path: note.path, page: await compileMdx(note) },
			lead: words?.frontmatter.title ?? `${rule.summary}.`,
			review: formatRuleReasons(id),
			examples: [...examples.values()]
				.filter(({ manifest }) => manifest.teaches.includes(id))
				.map((example) => ({ id: example.id, title: example.manifest.title })),
		};
	},
);

/** What kinds of file a rule looks at, in words. */
export function describeFileKinds(rule: Rule): string {
	const kinds = [
		rule.dockerfile && 'Dockerfiles',
		rule.compose && 'compose files',
		rule.config && 'daemon, BuildKit and registry configuration',
	].filter((kind) => kind !== undefined);
	const words = kinds.join(', ') || 'Dockerfiles';
	return words.charAt(0).toUpperCase() + words.slice(1);
}
