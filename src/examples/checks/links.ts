import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#core/problem.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { createSpanProblem } from '#workspace/typed/source-text.ts';
import type { AnyPage, Content } from '../content.ts';
import { SIDES } from '../manifest.ts';
import { collectPublishedAddresses, type Published } from '../permalinks/addresses.ts';

/** What links may lead to. */
interface Targets {
	readonly content: Content;
	/** Every address of the site with its fragments. */
	readonly published: ReadonlyMap<string, Published>;
	/** Holds the pictures; without it, nobody looks whether they are there. */
	readonly publicFolder: string | undefined;
}

/**
 * Every link into the site leads to something that is there, down to the heading or the line. Ours are held to ours: they
 * were written without the pages that a team has laid over them.
 */
export function checkLinks(content: Content, publicFolder: string | undefined): Problem[] {
	const targets = { content, published: collectPublishedAddresses(content), publicFolder };
	const { base } = content;
	const ofBase = new Set(base === undefined ? [] : listPages(base));
	const problems = listPages(content)
		.filter((page) => !ofBase.has(page))
		.flatMap((page) => checkPageLinks(page, targets));
	return base === undefined ? problems : [...checkLinks(base, publicFolder), ...problems];
}

function listPages({ lessons, rulePages, ruleNotes }: Content): AnyPage[] {
	return [...lessons, ...rulePages.values(), ...ruleNotes.values()];
}

function checkPageLinks(page: AnyPage, targets: Targets): Problem[] {
	return [
		...page.document.links.flatMap(({ url, span, isImage }) => {
			const wrong = isImage ? checkPictureAddress(url, targets) : checkAddress(url, page, targets);
			if (wrong === undefined) return [];
			return [createSpanProblem(page.source, span, { code: 'link-broken', ...wrong })];
		}),
		...checkInsteadAddress(page, targets),
	];
}

function checkInsteadAddress(page: AnyPage, targets: Targets): Problem[] {
	const instead = 'withdrawn' in page.frontmatter ? page.frontmatter.withdrawn?.instead : undefined;
	const wrong = instead === undefined ? undefined : checkAddress(instead, page, targets);
	if (wrong === undefined) return [];
	return [
		createSpanProblem(page.source, page.head.spanOf(['withdrawn', 'instead']), {
			code: 'link-broken',
			...wrong,
		}),
	];
}

type Wrong = Pick<Problem, 'detail' | 'fix'> | undefined;

/** Nothing on the site is fetched from another host; pictures come from evidence, or from `public/`. */
function checkPictureAddress(url: string, { publicFolder }: Targets): Wrong {
	if (!url.startsWith('/') || leadsToAnotherHost(url)) {
		return {
			detail: `The picture \`${url}\` is not one of this site${leadsToAnotherHost(url) ? ': a browser asks another host for it' : ''}.`,
			fix: 'Put it into `public/` and begin its address with `/`.',
		};
	}
	if (publicFolder === undefined) return undefined;
	const path = decodePath(url);
	const file = path === undefined ? undefined : join(publicFolder, path);
	if (file !== undefined && statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
	return {
		detail: `The picture \`${url}\` is missing: there is no file \`public${path ?? url}\`.`,
		fix: `Put it there, or correct the address.`,
	};
}

/** Browsers read `/\host` and `//host` alike: the address of another host. */
function leadsToAnotherHost(url: string): boolean {
	const site = 'https://this-site.invalid/';
	return URL.canParse(url, site) && new URL(url, site).href.startsWith(site) === false;
}

function decodePath(url: string): string | undefined {
	try {
		return decodeURIComponent(new URL(url, 'https://this-site.invalid/').pathname);
	} catch {
		return undefined;
	}
}

function checkAddress(url: string, page: AnyPage, targets: Targets): Wrong {
	if (/^(https?:\/\/|mailto:)/i.test(url)) return undefined;
	if (url.startsWith('#')) return checkPageFragment(url.slice(1), findPublishedPage(page, targets));
	if (!url.startsWith('/') || leadsToAnotherHost(url)) {
		return {
			detail: `\`${url}\` is neither an address of this site nor one with \`https://\`.`,
			fix: 'Begin it with `/`, as in `/rules/pin-base-image/`, or with `https://`.',
		};
	}
	const [address = '', fragment] = url.split('#', 2);
	const path = address.split('?', 1)[0] ?? '';
	const [, kind, id = '', rest = ''] = /^\/(lessons|rules|examples)\/([^/]+)\/(.*)$/.exec(path) ?? [];
	if (kind === 'examples') return checkExampleAddress(id, rest, fragment, targets.content);
	const target = targets.published.get(path);
	if (target !== undefined)
		return fragment === undefined ? undefined : checkPageFragment(fragment, { path, ...target });
	const { names } = targets.content;
	if (kind === 'lessons' && rest === '') return describeMissingTarget('lesson', id, names.lessons);
	if (kind === 'rules' && rest === '') return describeMissingTarget('rule page', id, names.rulePages);
	const isWithoutSlash = targets.published.has(`${path}/`);
	return {
		detail: `The site has no page \`${path}\`.`,
		fix: isWithoutSlash ? `Addresses end in a slash: \`${path}/\`.` : 'Correct the address.',
	};
}

/** The page itself, with everything on it that has an address. */
function findPublishedPage({ id, path }: AnyPage, { published }: Targets): Published {
	const candidates = [published.get(`/lessons/${id}/`), published.get(`/rules/${id}/`)];
	const isNote = path.endsWith('.note.mdx');
	return (
		candidates.find((candidate) => candidate?.path === path) ??
		(isNote ? candidates[1] : undefined) ?? { path, fragments: [] }
	);
}

function checkPageFragment(fragment: string, { path, fragments }: Published): Wrong {
	if (fragments.includes(fragment)) return undefined;
	return {
		detail: `Nothing on \`${path}\` has the id \`${fragment}\`.`,
		fix: describeFix(listSimilarNames(fragment, fragments)),
	};
}

function checkExampleAddress(
	id: string,
	rest: string,
	fragment: string | undefined,
	content: Content,
): Wrong {
	if (!content.names.examples.has(id)) return describeMissingTarget('example', id, content.names.examples);
	if (rest !== '' && !/^(before|after)\.tar\.gz$/.test(rest)) {
		return {
			detail: `An example has no page \`${rest}\`.`,
			fix: 'Link to the example, to `before.tar.gz` or to `after.tar.gz`.',
		};
	}
	const example = content.examples.get(id);
	if (fragment === undefined || example === undefined) return undefined;
	const claim = /^claim-(.+)$/.exec(fragment)?.[1];
	if (claim !== undefined && !example.manifest.run.claims.some((one) => one.id === claim)) {
		return {
			detail: `The example \`${id}\` has no claim \`${claim}\`.`,
			fix: 'Name a claim of its manifest.',
		};
	}
	const line = /^(before|after)\/(.+?)(?::(\d+)(?:-(\d+))?)?$/.exec(fragment);
	if (line === null) return undefined;
	const [, name, file = '', first, last = first] = line;
	const side = SIDES.find((one) => one === name) ?? 'before';
	const linkedFile = example.sides[side].files.find(({ path }) => path === file);
	if (linkedFile === undefined) {
		return {
			detail: `The ${side} of \`${id}\` has no file \`${file}\`.`,
			fix: describeFix(
				listSimilarNames(
					file,
					example.sides[side].files.map(({ path }) => path),
				),
			),
		};
	}
	const lines = (linkedFile.text ?? '').replace(/\n$/, '').split('\n').length;
	if (first === undefined || (Number(first) >= 1 && Number(last) <= lines && Number(first) <= Number(last)))
		return undefined;
	return {
		detail: `\`${side}/${file}\` of \`${id}\` has ${lines} lines, so there is no \`:${first}${last === first ? '' : `-${last}`}\`.`,
		fix: 'Correct the line number.',
	};
}

function describeMissingTarget(what: string, id: string, ids: ReadonlySet<string>): Wrong {
	// What is there and could not be read has a problem of its own.
	if (ids.has(id)) return undefined;
	return { detail: `There is no ${what} \`${id}\`.`, fix: describeFix(listSimilarNames(id, [...ids])) };
}

function describeFix([similar]: readonly string[]): string {
	return similar === undefined ? 'Correct the address, or remove the link.' : `Did you mean \`${similar}\`?`;
}
