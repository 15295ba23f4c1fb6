import type { FixedPath } from '#examples/permalinks/addresses.ts';

/** A page that is not made from one piece of content. */
export interface FixedPage {
	/** From the site's root, with slashes at both ends. */
	readonly path: string;
	readonly title: string;
	/** One line, without markup: for search engines, results and lists of pages. */
	readonly description: string;
	/** What people call it when they look for it; a page without words is not searched. */
	readonly words: readonly string[];
}

/** Every fixed page, in the order of lists. Its head, the search, the sitemap and the Markdown forms read this. */
const PAGES: Readonly<Record<FixedPath, Omit<FixedPage, 'path'>>> = {
	'/': {
		title: 'Drydock: Docker lessons, proven',
		description: 'A knowledge base of hard-won Docker lessons whose every example is proven, not claimed.',
		words: ['drydock', 'home', 'what is drydock', 'about', 'all lessons', 'list of lessons', 'lessons'],
	},
	'/start/': {
		title: 'Start here',
		description:
			'The lessons in an order that builds up, what you can do after each, and how far you have come.',
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
			'how many lessons',
			'how long do the lessons take',
		],
	},
	'/done/': {
		title: 'What you can do now',
		description: 'After the last lesson: what each was for, and where to go from here.',
		words: ['after the lessons', 'what next', 'finished all lessons', 'what can I do now'],
	},
	'/lessons/': {
		title: 'Lessons',
		description: 'Every lesson, in the order in which they build on each other.',
		words: ['lessons', 'all lessons', 'list of lessons', 'table of contents'],
	},
	'/rules/': {
		title: 'Rules',
		description: 'Every rule of the linter, by topic, with its severity.',
		words: [
			'rules',
			'all rules',
			'list of rules',
			'rule catalogue',
			'every check',
			'linter rules',
			'dockerfile best practices',
			'docker best practices',
			'best practices for compose files',
			'severity of a rule',
			'what to look for in a review',
		],
	},
	'/examples/': {
		title: 'Examples',
		description: 'Every before and after, built and measured by a real Docker Engine.',
		words: ['examples', 'all examples', 'list of examples', 'before and after', 'sample dockerfiles'],
	},
	'/check/': {
		title: 'Check a file',
		description:
			'Paste a Dockerfile or a compose file and see what the rules say of it. Nothing leaves the browser.',
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
			'run the linter',
			'findings of a file',
		],
	},
	'/rebuild/': {
		title: 'What does this edit rebuild?',
		description: 'A Dockerfile, the files beside it, an edit: every step that runs again, with the reason.',
		words: [
			'rebuild',
			'what does this edit rebuild',
			'which steps run again',
			'why is my build not cached',
			'cache miss',
			'layer cache simulator',
			'what invalidates the cache',
			'order of instructions',
			'why does docker build everything again',
			'which step runs again',
			'why is my cache not used',
			'why does this step run again',
			'docker does not use the cache',
		],
	},
	'/reviews/': {
		title: 'Cite and automate',
		description: 'How to cite a page, a rule or a line in a review, and how to let CI do it.',
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
			'--fail-on',
			'fail only on errors',
			'exit code of the linter',
			'drydock.yaml',
			'azure devops',
			'jenkins',
			'bitbucket',
			'gerrit',
		],
	},
	'/glossary/': {
		title: 'Glossary',
		description: 'The words that the lessons use, each in a sentence.',
		words: ['glossary', 'terms', 'definitions', 'vocabulary', 'what do the words mean', 'dictionary'],
	},
	'/offline/': {
		title: 'Read offline',
		description:
			'Keep these pages in the browser, unpack them from an archive, read them as a book, or add them to Zeal or Dash.',
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
			'epub',
			'ebook',
			'e-reader',
		],
	},
	'/search/': {
		title: 'Search',
		description: 'Search lessons, rules, examples, their code and the glossary.',
		words: [],
	},
};

export const FIXED_PAGES: readonly FixedPage[] = Object.entries(PAGES).map(([path, page]) => ({
	path,
	...page,
}));

/** What every page leads to from its head and from its foot, by the page's own title. */
export const MENU: readonly FixedPath[] = [
	'/start/',
	'/lessons/',
	'/examples/',
	'/rules/',
	'/check/',
	'/reviews/',
	'/glossary/',
];
export const FOOT: readonly FixedPath[] = ['/rebuild/', '/offline/'];

export function getFixedPage(path: FixedPath): FixedPage {
	return { path, ...PAGES[path] };
}
