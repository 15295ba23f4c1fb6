import { examplePath, fullAddress, rulePath } from '../data/addresses.ts';
import { siteContent } from '../data/content.ts';
import { filesOf, type RuleView, TOPIC_TITLES } from '../data/rules.ts';
import { bodyMarkdown } from './body.ts';
import { sourceSection } from './sources.ts';
import { heading, joined, list } from './text.ts';

/** A rule's page. */
export function ruleMarkdown({ rule, head, lead, examples }: RuleView): string {
	const words = siteContent().rulePages.get(rule.id);
	return joined(
		heading(1, rule.id),
		lead,
		head && `${head.why} **${head.instead}**`,
		list([
			`Address: ${fullAddress(rulePath(rule.id))}`,
			`Severity: ${rule.severity}`,
			`Topic: ${TOPIC_TITLES[rule.topic]}`,
			`Looks at: ${filesOf(rule)}`,
			`Fix: ${rule.fixable ? '`lint --fix`' : 'by hand'}`,
			...(rule.aliases ? [`Also known as: ${rule.aliases.join(', ')}`] : []),
		]),
		words && bodyMarkdown(words, rulePath(rule.id)),
		heading(2, 'What it says', 'messages'),
		list(Object.values(rule.messages)),
		head && sourceSection(head.sources),
		examples.length > 0
			? joined(
					heading(2, 'Examples', 'examples'),
					list(examples.map(({ id, title }) => `[${title}](${fullAddress(examplePath(id))})`)),
				)
			: undefined,
	);
}
