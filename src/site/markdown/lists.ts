import { examplePath, fullAddress, lessonPath, rulePath } from '../data/addresses.ts';
import { siteContent } from '../data/content.ts';
import { type Lesson, lessons } from '../data/lessons.ts';
import { rulesByTopic } from '../data/rules.ts';
import { heading, joined, list } from './text.ts';

/** The first page: what this is, the lessons, and where the lists are. */
export function homeMarkdown(): string {
	return joined(
		heading(1, 'Drydock'),
		'Docker lessons whose examples are proven, not claimed. Every lesson stands on a before and an after. Both are linted, built, run and measured by a real Docker Engine.',
		heading(2, 'Lessons', 'lessons'),
		list(lessons().map(lessonLine)),
		heading(2, 'More'),
		list(
			['start', 'rules', 'examples', 'glossary', 'reviews'].map(
				(name) => `[${name}](${fullAddress(`/${name}/`)})`,
			),
		),
	);
}

export function lessonsMarkdown(): string {
	return joined(
		heading(1, 'Lessons'),
		'In the order in which they build on each other.',
		list(lessons().map(lessonLine)),
	);
}

/** The path through the lessons. */
export function startMarkdown(): string {
	return joined(
		heading(1, 'Start here'),
		'Read the lessons in this order. Each says what you can do afterwards.',
		lessons()
			.map(({ id, place, title, aim }) => `${place}. [${title}](${fullAddress(lessonPath(id))}): ${aim}`)
			.join('\n'),
	);
}

export function rulesMarkdown(): string {
	return joined(
		heading(1, 'Rules'),
		'What the linter looks for. Each rule has one name and one page.',
		...rulesByTopic().map(({ topic, title, rules }) =>
			joined(
				heading(2, title, topic),
				list(
					rules.map(
						({ id, severity, summary }) => `[${id}](${fullAddress(rulePath(id))}), ${severity}: ${summary}.`,
					),
				),
			),
		),
	);
}

export function examplesMarkdown(): string {
	const examples = [...siteContent().examples.values()];
	return joined(
		heading(1, 'Examples'),
		'Each is a before and an after: two real build contexts, linted, built, run and measured.',
		...lessons().map((lesson) => {
			const own = examples.filter(({ manifest }) => manifest.lesson === lesson.id);
			if (own.length === 0) return undefined;
			return joined(
				heading(2, lesson.title),
				list(
					own.map(
						({ id, manifest }) => `[${manifest.title}](${fullAddress(examplePath(id))}): ${manifest.summary}`,
					),
				),
			);
		}),
	);
}

export function glossaryMarkdown(): string {
	const terms = [...siteContent().glossary.values()];
	return joined(heading(1, 'Glossary'), list(terms.map(({ term, says }) => `**${term}**: ${says}`)));
}

function lessonLine({ id, title, takeaway }: Lesson): string {
	return `[${title}](${fullAddress(lessonPath(id))}): ${takeaway}`;
}
