import type { Problem } from '#core/problem.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { createPathProblem, createSpanProblem, joinNames } from '#workspace/typed/source-text.ts';
import type { Content, LoadedExample } from '../content.ts';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Names become addresses: each is spelled so that it can be one, and no two are the same. */
export function checkNames(content: Content): Problem[] {
	return [
		...checkExampleNames(content),
		...checkExampleTitles(content),
		...checkLessonNames(content),
		...checkExampleLessons(content),
	];
}

function checkExampleNames({ names, path }: Content): Problem[] {
	const first = new Map<string, string>();
	return [...names.examples].flatMap((id) => {
		const other = first.get(id.toLowerCase());
		if (other !== undefined) return [createDuplicateNameProblem(`${path}/examples/${id}`, other, id)];
		first.set(id.toLowerCase(), id);
		const hasTwin = [...names.examples].some((one) => one !== id && one.toLowerCase() === id.toLowerCase());
		return hasTwin || NAME.test(id) ? [] : [createUnusableNameProblem(`${path}/examples/${id}`, id)];
	});
}

function checkExampleTitles({ examples }: Content): Problem[] {
	const first = new Map<string, LoadedExample>();
	return [...examples.values()].flatMap((example) => {
		const { title } = example.manifest;
		const other = first.get(title.trim().toLowerCase());
		if (other === undefined) first.set(title.trim().toLowerCase(), example);
		return other === undefined ? [] : [createDuplicateTitleProblem(example, other)];
	});
}

function checkLessonNames({ lessons }: Content): Problem[] {
	const first = new Map<string, string>();
	return lessons.flatMap(({ id, path }) => {
		const other = first.get(id.toLowerCase());
		if (other !== undefined) return [createDuplicateLessonProblem(path, other, id)];
		first.set(id.toLowerCase(), path);
		return NAME.test(id) ? [] : [createUnusableNameProblem(path, id)];
	});
}

function checkExampleLessons({ examples, names }: Content): Problem[] {
	return [...examples.values()]
		.filter(({ manifest }) => !names.lessons.has(manifest.lesson))
		.map(({ manifest, manifestSource, manifestYaml }) =>
			createSpanProblem(manifestSource, manifestYaml.spanOf(['lesson']), {
				code: 'lesson-unknown',
				detail: `There is no lesson \`${manifest.lesson}\`.`,
				fix: describeLessonFix(manifest.lesson, names.lessons),
			}),
		);
}

/** What to write instead of a lesson that is not there. */
export function describeLessonFix(name: string, lessons: ReadonlySet<string>): string {
	const [similar] = listSimilarNames(name, [...lessons]);
	if (similar !== undefined) return `Did you mean \`${similar}\`?`;
	const known = lessons.size === 0 ? '' : `, or name one of ${joinNames([...lessons])}`;
	return `Write it with \`npm run --silent drydock -- new lesson ${name}\`${known}.`;
}

function createDuplicateNameProblem(path: string, other: string, id: string): Problem {
	return createPathProblem(path, {
		code: 'example-name-twice',
		detail: `Two examples have one name: \`${other}\` and \`${id}\`. Some file systems and addresses do not tell them apart.`,
		fix: 'Rename one of the two folders.',
	});
}

function createDuplicateTitleProblem(
	{ manifestSource, manifestYaml }: LoadedExample,
	other: LoadedExample,
): Problem {
	return createSpanProblem(manifestSource, manifestYaml.spanOf(['title']), {
		code: 'example-title-twice',
		detail: `The example \`${other.id}\` has the same title, so a reader cannot tell them apart in a list.`,
		fix: 'Say in the title what this one does differently.',
	});
}

function createDuplicateLessonProblem(path: string, other: string, id: string): Problem {
	return createPathProblem(path, {
		code: 'lesson-name-twice',
		detail: `This lesson and \`${other}\` have one address: \`/lessons/${id}/\`. The number in front is not part of it.`,
		fix: 'Rename one of the two files.',
	});
}

function createUnusableNameProblem(path: string, id: string): Problem {
	return createPathProblem(path, {
		code: 'name-unusable',
		detail: `\`${id}\` cannot be part of an address: names are lower case words joined by \`-\`.`,
		fix: `Rename it to \`${
			id
				.toLowerCase()
				.replace(/[^a-z0-9]+/g, '-')
				.replace(/^[-0-9]+|-+$/g, '') || 'a-name'
		}\`.`,
	});
}
