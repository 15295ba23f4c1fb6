import { getCodeFragment, getToolPath } from '#core/other-tools.ts';
import { rules } from '#core/rules/all-rules.ts';
import type { Content, LessonPage, LoadedExample, RuleNote, RulePage } from '../content.ts';
import { SIDES } from '../manifest.ts';

/** The pages of the site that are not made from one piece of content, and their fragments. */
const FIXED_PAGES = {
	'/': ['lessons', 'shown', 'topics'],
	'/start/': ['keep', 'progress'],
	'/done/': ['next'],
	'/lessons/': [],
	// The topics, which are added below.
	'/rules/': [],
	'/examples/': [],
	'/check/': ['command-line', 'how'],
	'/rebuild/': ['command-line', 'how', 'result'],
	'/reviews/': [
		'addresses',
		'azure-devops',
		'bitbucket',
		'by-hand',
		'gerrit',
		'git-hook',
		'github-actions',
		'gitlab',
		'ignore',
		'internal',
		'jenkins',
		'pre-commit',
		'recipes',
		'reviewdog',
	],
	// The terms, which are added below.
	'/glossary/': [],
	'/offline/': ['archive', 'book', 'browser', 'docset'],
	'/search/': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The address of a fixed page. What such a page says of itself stands in the site's list of pages. */
export type FixedPath = keyof typeof FIXED_PAGES;

/** Files that the site gives out beside its pages. */
const FIXED_FILES = [
	'/rules.json',
	'/drydock.schema.json',
	'/llms.txt',
	'/sitemap-index.xml',
	'/feed.xml',
	'/drydock.mjs',
	'/drydock.mjs.sha256',
	'/drydock-offline.zip',
	'/drydock.docset.tgz',
	'/drydock.epub',
];

/** Where a page of the site comes from: the file that an author edits, and the fragments it gives out. */
export interface Published {
	/** As messages show it; a folder for an example, nothing for a page of the site's own. */
	readonly path?: string;
	readonly fragments: readonly string[];
}

/** Every address that the site made from this content gives out, with its fragments. Addresses begin with `/`. */
export function collectPublishedAddresses(content: Content): ReadonlyMap<string, Published> {
	const topics = [...new Set(rules.map(({ topic }) => topic))];
	const siteAddresses: Record<string, readonly string[]> = {
		...FIXED_PAGES,
		...Object.fromEntries(FIXED_FILES.map((address) => [address, []])),
		'/rules/': topics,
		'/glossary/': [...content.glossary.keys()],
		...Object.fromEntries(
			content.otherTools.map(({ id, codes }) => [
				getToolPath(id),
				codes.map(({ code }) => getCodeFragment(code)),
			]),
		),
	};
	return new Map<string, Published>([
		...Object.entries(siteAddresses).map(([address, fragments]) => [address, { fragments }] as const),
		...content.lessons.map((page) => [`/lessons/${page.id}/`, buildPublishedLesson(page, content)] as const),
		...[...content.rulePages.values()].map(
			(page) => [`/rules/${page.id}/`, buildPublishedRule(page, content)] as const,
		),
		...[...content.examples.values()].flatMap(buildPublishedExample),
	]);
}

function buildPublishedLesson(page: LessonPage, { exercises }: Content): Published {
	const { path, fragments } = buildPublishedPage(page);
	const exercise = exercises.get(page.id);
	const ends = exercise === undefined ? [] : ['exercise'];
	const questions = exercise === undefined || exercise.manifest.questions.length === 0 ? [] : ['questions'];
	return { path, fragments: [...fragments, ...ends, ...questions] };
}

/** Where the note of a team stands on the page of a rule. */
export const NOTE_FRAGMENT = 'in-our-team';

function buildPublishedRule(page: RulePage, { examples, ruleNotes }: Content): Published {
	const { path, fragments } = buildPublishedPage(page);
	const isTaught = [...examples.values()].some(({ manifest }) => manifest.teaches.includes(page.id));
	const note = ruleNotes.get(page.id);
	const ofNote = note === undefined ? [] : [NOTE_FRAGMENT, ...listHeadingIds(note)];
	return { path, fragments: [...fragments, ...ofNote, 'messages', ...(isTaught ? ['examples'] : [])] };
}

function buildPublishedPage(page: LessonPage | RulePage): {
	readonly path: string;
	readonly fragments: readonly string[];
} {
	const { path, document, frontmatter } = page;
	const headings = listHeadingIds(page);
	const examples = document.components
		.filter(({ name }) => name === 'Example')
		.map(({ attributes }) => `example-${attributes['id']}`);
	const sources = frontmatter.sources.length > 0 ? ['sources'] : [];
	return { path, fragments: [...headings, ...examples, ...sources] };
}

function listHeadingIds({ document }: LessonPage | RulePage | RuleNote): string[] {
	return document.headings.map(({ id }) => id).filter((id) => id !== undefined);
}

function buildPublishedExample(example: LoadedExample): [string, Published][] {
	const { id, path, manifest, sides } = example;
	const files = SIDES.flatMap((side) => sides[side].files.map((file) => `${side}/${file.path}`));
	const claims = manifest.run.claims.map((claim) => `claim-${claim.id}`);
	const notes = manifest.notes.length > 0 ? ['notes'] : [];
	const fragments = ['files', 'evidence', 'run', ...notes, ...claims, ...files];
	const archives = SIDES.map((side): [string, Published] => [
		`/examples/${id}/${side}.tar.gz`,
		{ path: `${path}/${side}`, fragments: [] },
	]);
	return [[`/examples/${id}/`, { path, fragments }], ...archives];
}
