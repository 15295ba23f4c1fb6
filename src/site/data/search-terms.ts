import type { Finding } from '#core/finding.ts';
import { rules } from '#core/rules/registry.ts';
import type { Example } from '#examples/example.ts';
import { SIDES } from '#examples/manifest.ts';
import { examplePath, lessonPath, rulePath } from './addresses.ts';
import { siteContent } from './content.ts';
import { lessonViews } from './lessons.ts';

/** Names, flags, paths and commands -> the pages that they belong to. Read in the browser beside the full text. */
export interface TermIndex {
	/** Address, title, kind, one line. */
	readonly pages: readonly (readonly [path: string, title: string, kind: string, line: string])[];
	/** Term in lower case -> page number and weight, heaviest first. */
	readonly terms: Readonly<Record<string, readonly (readonly [page: number, weight: number])[]>>;
}

/** The most pages one term leads to; a reader who wants more types more. */
const PAGES_PER_TERM = 6;

/** Full text glues or splits what stands in code; here it is kept as it is written. */
export async function termIndex(): Promise<TermIndex> {
	const pages: [string, string, string, string][] = [];
	const weights = new Map<string, Map<number, number>>();
	const addPage = (path: string, title: string, kind: string, line: string) => {
		pages.push([path, title, kind, line]);
		return pages.length - 1;
	};
	const add = (term: string, page: number, weight: number) => {
		const key = term.toLowerCase().trim();
		if (key.length < 2 || key.length > 60) return;
		const own = weights.get(key) ?? new Map<number, number>();
		own.set(page, Math.max(own.get(page) ?? 0, weight));
		weights.set(key, own);
	};

	const { examples, rulePages } = siteContent();
	const rulePageNumbers = new Map<string, number>();
	for (const rule of rules) {
		const page = addPage(rulePath(rule.id), rule.id, 'Rule', rule.summary);
		rulePageNumbers.set(rule.id, page);
		for (const name of [rule.id, ...(rule.aliases ?? [])]) add(name, page, 100);
		add(rule.id.replace(/-/g, ' '), page, 98);
		for (const message of Object.values(rule.messages))
			for (const code of backticked(message)) if (!code.includes('{')) add(code, page, 60);
		for (const code of backticked(rule.summary)) add(code, page, 86);
		for (const term of codeTerms(rulePages.get(rule.id)?.body ?? '')) add(term, page, 40);
	}
	for (const lesson of await lessonViews()) {
		const page = addPage(lessonPath(lesson.id), lesson.title, 'Lesson', lesson.takeaway);
		add(lesson.id, page, 80);
		add(lesson.title, page, 96);
		for (const { text } of lesson.compiled.headings) add(text, page, 70);
		for (const code of backticked(lesson.page.body)) add(code, page, 50);
		for (const term of codeTerms(lesson.page.body)) add(term, page, 45);
	}
	for (const example of examples.values()) {
		const page = addPage(
			examplePath(example.id),
			example.manifest.title,
			'Example',
			example.manifest.summary,
		);
		add(example.id, page, 95);
		add(example.manifest.title, page, 94);
		for (const [term, weight] of exampleTerms(example)) add(term, page, weight);
		for (const { rule, text } of flagged(example)) {
			const rulePage = rulePageNumbers.get(rule);
			if (rulePage !== undefined) for (const term of codeTerms(text)) add(term, rulePage, 85);
		}
	}
	return {
		pages,
		terms: Object.fromEntries([...weights].sort(byTerm).map(([term, own]) => [term, heaviest(own)])),
	};
}

function byTerm([a]: [string, unknown], [b]: [string, unknown]): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function heaviest(own: ReadonlyMap<number, number>): [number, number][] {
	return [...own].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, PAGES_PER_TERM);
}

/** What only the after says is what the example is for; what both say is only there. */
function exampleTerms(example: Example): Map<string, number> {
	const [before, after] = SIDES.map(
		(side) => new Set(example.sides[side].files.flatMap(({ text }) => codeTerms(text ?? ''))),
	);
	const terms = new Map<string, number>();
	for (const term of before ?? []) terms.set(term, after?.has(term) ? 20 : 30);
	for (const term of after ?? []) if (!before?.has(term)) terms.set(term, 88);
	return terms;
}

function flagged(example: Example): { rule: string; text: string }[] {
	const side = example.sides.before;
	return [...side.findings].flatMap(([path, findings]) => {
		const text = side.files.find((file) => file.path === path)?.text ?? '';
		return findings.map((finding: Finding) => ({
			rule: finding.rule,
			text: text.slice(finding.span.start, finding.span.end),
		}));
	});
}

function backticked(prose: string): string[] {
	return [...prose.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
}

const COMMANDS =
	/\b(?:git|npm|pnpm|yarn|pip3?|poetry|uv|apt-get|apt|apk|dnf|go|cargo|bundle|composer|docker|docker compose|ssh|curl|wget)[ \t]+[a-z][a-z-]*/g;
const FLAGS = /--?[a-z][\w-]+(?:=[^\s"'\\]+)?/g;
const PATHS = /(?:~|\.)?\/[\w./@-]{3,}/g;
const FILES =
	/(?<![\w/])\.?[A-Za-z][\w-]*\.(?:json|lock|ya?ml|toml|js|txt|pem|key|mod|sum)\b|\.(?:dockerignore|npmrc|netrc|ssh|git)\b/g;

/** The flags, commands, paths and file names in a piece of code. `--mount=type=secret,id=x` also counts as its head. */
function codeTerms(code: string): string[] {
	const found = [COMMANDS, FLAGS, PATHS, FILES].flatMap((pattern) => code.match(pattern) ?? []);
	const heads = found.flatMap((term) => {
		const comma = term.indexOf(',');
		const equals = term.indexOf('=');
		return [
			comma > 0 ? term.slice(0, comma) : '',
			term.startsWith('-') && equals > 0 ? term.slice(0, equals) : '',
		];
	});
	const instructions =
		code.match(
			/^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR) --[\w-]+/gm,
		) ?? [];
	return [...new Set([...found, ...heads, ...instructions].filter((term) => term.length > 1))];
}
