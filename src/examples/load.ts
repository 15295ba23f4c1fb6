import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { omitUndefined } from '#core/omit-undefined.ts';
import { joinRules } from '#core/other-tools.ts';
import type { Problem } from '#core/problem.ts';
import { LESSON_TOPICS } from '#core/topics.ts';
import { loadOtherTools } from '#workspace/other-tools.ts';
import { loadTyped } from '#workspace/typed/load-typed.ts';
import { createPathProblem } from '#workspace/typed/source-text.ts';
import { checkContentTree } from './checks/content-tree.ts';
import type { Content, LessonPage, LoadedExample } from './content.ts';
import { formatContentFolder } from './content-place.ts';
import { loadDiagrams } from './diagrams/load-diagrams.ts';
import { loadSigningKeys, SIGNING_KEYS_FILE } from './evidence/signature.ts';
import { type LoadedExercise, listExerciseNames, loadExercise } from './exercises/load-exercise.ts';
import { loadExample } from './load-example.ts';
import { glossarySchema, lessonSchema, ruleNoteSchema, rulePageSchema } from './pages/lesson-page.ts';
import { loadPages } from './pages/load-page.ts';
import { loadPermalinks } from './permalinks/load-permalinks.ts';
import { readSiteSettings, siteSchema } from './site-settings.ts';

/**
 * Reads a content folder: lessons, rule pages, examples with their findings, glossary. Never throws for what an author
 * can get wrong: that is among `problems`, and everything else is there. `root` is where the paths in messages start.
 */
export function loadContent(folder: string, root: string = process.cwd()): Content {
	const path = formatContentFolder(folder, root);
	const problems: Problem[] = [];
	if (!existsSync(folder)) problems.push(createMissingFolderProblem(path));

	const lessons = loadPages(join(folder, 'lessons'), `${path}/lessons`, lessonSchema, stripLessonNumber);
	const loadedRulePages = loadPages(join(folder, 'rules'), `${path}/rules`, rulePageSchema, chooseRulePage);
	const notes = loadPages(join(folder, 'rules'), `${path}/rules`, ruleNoteSchema, chooseRuleNote);
	const site = loadTyped(join(folder, 'site.yaml'), `${path}/site.yaml`, siteSchema, {
		code: 'site-invalid',
	});
	const ids = listFolders(join(folder, 'examples'));
	const loaded = ids.map((id) => loadExample(join(folder, 'examples', id), `${path}/examples/${id}`, id));
	const exerciseIds = listExerciseNames(join(folder, 'exercises'));
	const exercises = exerciseIds.map((id) =>
		loadExercise(join(folder, 'exercises', id), `${path}/exercises/${id}`, id),
	);
	const glossary = loadTyped(join(folder, 'glossary.yaml'), `${path}/glossary.yaml`, glossarySchema, {
		code: 'glossary-invalid',
	});

	const others = loadOtherTools(join(folder, 'other-tools'), `${path}/other-tools`);
	const diagrams = loadDiagrams(join(folder, 'diagrams'), `${path}/diagrams`);
	const permalinks = loadPermalinks(folder, path);

	const signing = loadSigningKeys(join(folder, SIGNING_KEYS_FILE), `${path}/${SIGNING_KEYS_FILE}`);

	const examples = loaded.map(({ example }) => example).filter((example) => example !== undefined);
	problems.push(
		...lessons.problems,
		...loadedRulePages.problems,
		...notes.problems,
		...site.problems,
		...glossary.problems,
		...others.problems,
		...diagrams.problems,
		...permalinks.problems,
		...signing.problems,
	);
	problems.push(...[...loaded, ...exercises].flatMap((one) => one.problems));
	const tree = checkContentTree(folder, path);
	// Of what a link leads to nothing is said, and nothing of it shown.
	const ofFiles = problems.filter((problem) => !tree.some((one) => one.path === problem.path));
	return {
		folder,
		path,
		...omitUndefined({ siteFile: site.file?.value }),
		site: readSiteSettings(site.file?.value),
		lessons: orderLessons(lessons.pages, site.file?.value.topics),
		rulePages: new Map(loadedRulePages.pages.map((page) => [page.id, page])),
		ruleNotes: new Map(notes.pages.map((note) => [note.id, note])),
		examples: new Map(examples.map((example): [string, LoadedExample] => [example.id, example])),
		exercises: new Map(
			exercises.flatMap(({ exercise }): [string, LoadedExercise][] =>
				exercise === undefined ? [] : [[exercise.id, exercise]],
			),
		),
		diagrams: new Map(diagrams.diagrams.map((diagram) => [diagram.id, diagram])),
		otherTools: joinRules(
			others.tools,
			loadedRulePages.pages.map(({ id, frontmatter }) => [id, frontmatter.aliases ?? []] as const),
		),
		glossary: new Map(Object.entries(glossary.file?.value ?? {})),
		...omitUndefined({ permalinks: permalinks.file }),
		signingKeys: signing.keys,
		names: {
			lessons: new Set(lessons.ids),
			rulePages: new Set(loadedRulePages.ids),
			examples: new Set(ids),
			exercises: new Set(exerciseIds),
			diagrams: new Set(diagrams.ids),
			terms: new Set(Object.keys(Object(glossary.data))),
		},
		problems: [...tree, ...ofFiles],
	};
}

/** By topic, ours first, and within a topic by the number of the file's name. Lessons without a topic come last. */
export function orderLessons(
	lessons: readonly LessonPage[],
	ownTopicsInOrder: readonly { readonly id: string }[] = [],
): LessonPage[] {
	const knownTopics = [...LESSON_TOPICS, ...ownTopicsInOrder].map(({ id }): string => id);
	const ownTopics = lessons
		.flatMap(({ frontmatter: { topic } }) => topic ?? [])
		.filter((id) => !knownTopics.includes(id));
	const topics = [...knownTopics, ...ownTopics];
	const rank = ({ frontmatter: { topic } }: LessonPage) =>
		topic === undefined ? topics.length : topics.indexOf(topic);
	return [...lessons].sort((a, b) => rank(a) - rank(b) || readLessonNumber(a) - readLessonNumber(b));
}

function readLessonNumber({ path }: LessonPage): number {
	return Number(/^(\d+)-/.exec(path.split('/').at(-1) ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
}

const NOTE = '.note';

function chooseRulePage(name: string): string | undefined {
	return name.endsWith(NOTE) ? undefined : name;
}

/** The rule that a note is about. */
function chooseRuleNote(name: string): string | undefined {
	return name.endsWith(NOTE) ? name.slice(0, -NOTE.length) : undefined;
}

/** The number in front of a lesson's file name gives the order within its topic; the address drops it. */
function stripLessonNumber(name: string): string {
	return name.replace(/^\d+-/, '');
}

function listFolders(folder: string): string[] {
	if (!existsSync(folder)) return [];
	const entries = readdirSync(folder, { withFileTypes: true });
	return entries
		.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
		.map(({ name }) => name)
		.sort();
}

function createMissingFolderProblem(path: string): Problem {
	return createPathProblem(path, {
		code: 'content-missing',
		detail: 'There is no content folder here.',
		fix: 'Set DRYDOCK_CONTENT to the folder that holds `lessons/`, `rules/` and `examples/`, or create it.',
	});
}
