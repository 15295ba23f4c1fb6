import { rules } from '#core/rules/all-rules.ts';
import type { Rule } from '#core/rules/rule.ts';
import { findHeadingId } from '../../mdx/headings.ts';
import { getSiteContent } from '../content/content.ts';
import { getLessonPath } from '../links/addresses.ts';

/** Where a lesson explains a rule. */
export interface LessonLink {
	readonly title: string;
	/** Of its section, where one speaks of the rule. */
	readonly section?: string | undefined;
	/** From the site's root. */
	readonly path: string;
}

/** The lesson that a rule belongs to, at the section that speaks of it or shows it in an example. */
export function findLessonOfRule(rule: string): LessonLink | undefined {
	const { rulePages, lessons } = getSiteContent();
	const id = rulePages.get(rule)?.frontmatter.lesson;
	const lesson = lessons.find((page) => page.id === id);
	if (lesson === undefined || lesson.frontmatter.withdrawn !== undefined) return undefined;
	const section = findSection(lesson.body, rule);
	return {
		title: lesson.frontmatter.title,
		section: section?.text,
		path: getLessonPath(lesson.id) + (section === undefined ? '' : `#${section.id}`),
	};
}

/** The rules that a lesson explains. */
export function listRulesOfLesson(lesson: string): readonly Rule[] {
	const { rulePages } = getSiteContent();
	return rules.filter(({ id }) => rulePages.get(id)?.frontmatter.lesson === lesson);
}

/** The heading above the first place that names the rule; else above the first example that breaks it. */
function findSection(body: string, rule: string): { id: string; text: string } | undefined {
	const examples = [...getSiteContent().examples.values()].filter(({ manifest }) =>
		manifest.teaches.includes(rule),
	);
	const names = [`rule="${rule}"`, `/rules/${rule}/`, `\`${rule}\``];
	return (
		findHeadingAbove(body, names) ??
		findHeadingAbove(
			body,
			examples.map(({ id }) => `<Example id="${id}"`),
		)
	);
}

function findHeadingAbove(body: string, names: readonly string[]): { id: string; text: string } | undefined {
	let heading: { id: string; text: string } | undefined;
	for (const line of body.split('\n')) {
		const [, text] = /^#{2,3}\s+(.*)$/.exec(line) ?? [];
		const id = text === undefined ? undefined : findHeadingId(text);
		if (text !== undefined && id !== undefined)
			heading = { id, text: text.replace(/\s*\[#.*$/, '').replaceAll('`', '') };
		else if (heading !== undefined && names.some((name) => line.includes(name))) return heading;
	}
	return undefined;
}
