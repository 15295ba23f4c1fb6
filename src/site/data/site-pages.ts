import type { SearchPage } from '../search/indexed-page.ts';

type Listed = Pick<SearchPage, 'path' | 'title' | 'line' | 'words'>;

/** The pages that are neither lesson, rule nor example, with what people call them when they look for them. */
const PAGES: readonly Listed[] = [
	{
		path: '/start/',
		title: 'Start here',
		line: 'The lessons in an order that builds up, and how far you have come.',
		words: [
			'getting started',
			'start',
			'where do I begin',
			'onboarding',
			'first day',
			'new here',
			'learning path',
			'my progress',
			'reset progress',
			'export progress',
			'tutorial',
			'course',
		],
	},
	{
		path: '/check/',
		title: 'Check a Dockerfile',
		line: 'Paste a Dockerfile or a compose file and see what the rules say of it. Nothing leaves the browser.',
		words: [
			'check my dockerfile',
			'check',
			'lint my dockerfile',
			'dockerfile linter online',
			'validate a dockerfile',
			'paste a dockerfile',
			'playground',
			'check my compose file',
			'is my dockerfile ok',
			'try the linter',
		],
	},
	{
		path: '/reviews/',
		title: 'Cite a rule in a review',
		line: 'How to link to a rule, a heading or a line, and recipes for CI and code review.',
		words: [
			'cite',
			'cite a rule in a code review',
			'review comment',
			'link to a rule',
			'link to a line',
			'permalink',
			'pull request comment',
			'run the linter in CI',
			'github actions',
			'sarif',
			'gitlab code quality',
			'reviewdog',
			'pre-commit hook',
			'git hook',
			'install the linter',
			'drydock.mjs',
		],
	},
	{
		path: '/offline/',
		title: 'Read it offline',
		line: 'Install the pages, or unpack an archive and open it from disk.',
		words: [
			'offline',
			'run it without network',
			'no internet',
			'without a network',
			'on a plane',
			'download the archive',
			'zip',
			'install as an app',
			'air gapped',
			'read from disk',
			'without internet access',
			'save for later',
		],
	},
	{
		path: '/glossary/',
		title: 'Glossary',
		line: 'The words that the lessons use, each in a sentence.',
		words: ['glossary', 'terms', 'definitions', 'vocabulary', 'what do the words mean', 'dictionary'],
	},
	{
		path: '/lessons/',
		title: 'All lessons',
		line: 'Every lesson, in the order in which they build on each other.',
		words: ['lessons', 'all lessons', 'list of lessons', 'table of contents'],
	},
	{
		path: '/rules/',
		title: 'All rules',
		line: 'Every rule of the linter, by topic.',
		words: ['rules', 'all rules', 'list of rules', 'rule catalogue', 'every check', 'linter rules'],
	},
	{
		path: '/examples/',
		title: 'All examples',
		line: 'Every before and after, built, run and measured.',
		words: ['examples', 'all examples', 'list of examples', 'before and after', 'sample dockerfiles'],
	},
	{
		path: '/',
		title: 'Home',
		line: 'What this is, where to start, and all lessons.',
		words: ['drydock', 'home', 'what is drydock', 'about', 'all lessons', 'list of lessons', 'lessons'],
	},
];

/** Those of them that this build has. */
export function listSearchableSitePages(): SearchPage[] {
	const built = Object.keys(import.meta.glob('../pages/**/*.astro')).map((file) =>
		file
			.slice('../pages'.length)
			.replace(/(?:index)?\.astro$/, '')
			.replace(/\/?$/, '/'),
	);
	return PAGES.filter(({ path }) => built.includes(path)).map((page) => ({
		...page,
		kind: 'Page',
		topic: '',
		names: [page.title],
		gist: [page.line],
		messages: [],
		lines: [],
		prose: '',
	}));
}
