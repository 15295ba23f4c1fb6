import type { Problem } from '#core/problem.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import type { Content, LessonPage, RulePage } from '../content.ts';
import { SIDES } from '../manifest.ts';
import { FIXED_ADDRESSES } from '../permalinks/addresses.ts';
import { createSpanProblem } from '../source-text.ts';

/** Every link into the site leads to something that is there, down to the heading or the line. */
export function checkLinks(page: LessonPage | RulePage, content: Content): Problem[] {
	const links = page.document.links.flatMap(({ url, span, isImage }) => {
		const wrong = isImage ? checkImageAddress(url) : checkAddress(url, page, content);
		if (wrong === undefined) return [];
		return [createSpanProblem(page.source, span, { code: 'link-broken', ...wrong })];
	});
	return [...links, ...checkInsteadAddress(page, content)];
}

function checkInsteadAddress(page: LessonPage | RulePage, content: Content): Problem[] {
	const instead = page.frontmatter.withdrawn?.instead;
	const wrong = instead === undefined ? undefined : checkAddress(instead, page, content);
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
function checkImageAddress(url: string): Wrong {
	if (/^\/[^/]/.test(url)) return undefined;
	return {
		detail: `The picture \`${url}\` is not one of this site.`,
		fix: 'Put it into `public/` and begin its address with `/`.',
	};
}

function checkAddress(url: string, page: LessonPage | RulePage, content: Content): Wrong {
	if (/^(https?:\/\/|mailto:)/.test(url)) return undefined;
	if (url.startsWith('#')) return checkHeadingId(url.slice(1), page);
	if (!url.startsWith('/') || url.startsWith('//')) {
		return {
			detail: `\`${url}\` is neither an address of this site nor one with \`https://\`.`,
			fix: 'Begin it with `/`, as in `/rules/pin-base-image/`, or with `https://`.',
		};
	}
	const [address = '', fragment] = url.split('#', 2);
	const path = address.split('?', 1)[0] ?? '';
	if (path in FIXED_ADDRESSES) return undefined;
	const match = /^\/(lessons|rules|examples)\/([^/]+)\/(.*)$/.exec(path);
	if (match === null) {
		const isWithoutSlash = `${path}/` in FIXED_ADDRESSES || /^\/(lessons|rules|examples)\/[^/]+$/.test(path);
		return {
			detail: `The site has no page \`${path}\`.`,
			fix: isWithoutSlash ? `Addresses end in a slash: \`${path}/\`.` : 'Correct the address.',
		};
	}
	const [, kind, id = '', rest = ''] = match;
	if (kind === 'lessons') return checkLessonAddress(id, fragment, content);
	if (kind === 'rules') return checkRuleAddress(id, fragment, content);
	return checkExampleAddress(id, rest, fragment, content);
}

function checkLessonAddress(id: string, fragment: string | undefined, { names, lessons }: Content): Wrong {
	if (!names.lessons.has(id)) return describeMissingTarget('lesson', id, names.lessons);
	const page = lessons.find((lesson) => lesson.id === id);
	return fragment === undefined || page === undefined ? undefined : checkHeadingId(fragment, page);
}

function checkRuleAddress(id: string, fragment: string | undefined, { names, rulePages }: Content): Wrong {
	if (!names.rulePages.has(id)) return describeMissingTarget('rule page', id, names.rulePages);
	const page = rulePages.get(id);
	return fragment === undefined || page === undefined ? undefined : checkHeadingId(fragment, page);
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

function checkHeadingId(id: string, { document, path }: LessonPage | RulePage): Wrong {
	const ids = document.headings.map((heading) => heading.id).filter((one) => one !== undefined);
	if (ids.includes(id)) return undefined;
	return {
		detail: `No heading of \`${path}\` has the id \`${id}\`.`,
		fix: describeFix(listSimilarNames(id, ids)),
	};
}

function describeMissingTarget(what: string, id: string, known: ReadonlySet<string>): Wrong {
	return { detail: `There is no ${what} \`${id}\`.`, fix: describeFix(listSimilarNames(id, [...known])) };
}

function describeFix([similar]: readonly string[]): string {
	return similar === undefined ? 'Correct the address, or remove the link.' : `Did you mean \`${similar}\`?`;
}
