import { mergeAliases } from '#core/other-tools.ts';
import { getFixCommand } from '#core/report/rule-texts.ts';
import { NOTE_FRAGMENT } from '#examples/permalinks/addresses.ts';
import { getSiteContent } from '../data/content/content.ts';
import { getExamplePath, getRulePath, resolveFullAddress } from '../data/links/addresses.ts';
import { describeFileKinds, getTopicTitle, type RuleView } from '../data/rules.ts';
import { renderBodyMarkdown } from './body.ts';
import { renderSourceSection } from './sources.ts';
import { formatHeading, formatList, joinBlocks } from './text.ts';

/** A rule's page. */
export function renderRuleMarkdown({ rule, head, note, lead, examples }: RuleView): string {
	const words = getSiteContent().rulePages.get(rule.id);
	const noteWords = getSiteContent().ruleNotes.get(rule.id);
	const fix = getFixCommand(rule);
	const aliases = mergeAliases(rule.aliases, head?.aliases);
	return joinBlocks(
		formatHeading(1, rule.id),
		lead,
		head && `${head.why} **${head.instead}**`,
		formatList([
			`Address: ${resolveFullAddress(getRulePath(rule.id))}`,
			`Severity: ${rule.severity}`,
			`Topic: ${getTopicTitle(rule.topic)}`,
			`Looks at: ${describeFileKinds(rule)}`,
			`Fix: ${fix === undefined ? 'by hand' : `\`${fix}\``}`,
			...(aliases.length > 0 ? [`Also known as: ${aliases.join(', ')}`] : []),
		]),
		words && renderBodyMarkdown(words, getRulePath(rule.id)),
		note && formatHeading(2, note.title, NOTE_FRAGMENT),
		noteWords && renderBodyMarkdown(noteWords, getRulePath(rule.id)),
		formatHeading(2, 'What it says', 'messages'),
		formatList(Object.values(rule.messages)),
		head && renderSourceSection(head.sources),
		examples.length > 0
			? joinBlocks(
					formatHeading(2, 'Examples', 'examples'),
					formatList(
						examples.map(({ id, title }) => `[${title}](${resolveFullAddress(getExamplePath(id))})`),
					),
				)
			: undefined,
	);
}
