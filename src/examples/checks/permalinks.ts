import type { Problem } from '#core/problem.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { createSpanProblem, joinNames } from '#workspace/typed/source-text.ts';
import type { Content, LoadedPermalinks } from '../content.ts';
import { collectPublishedAddresses, type Published } from '../permalinks/addresses.ts';
import { collectRedirects } from '../permalinks/all-redirects.ts';
import { follow, formatAddress, parseAddress, type SiteAddress } from '../permalinks/redirects.ts';
import type { Permalinks } from '../permalinks/schema.ts';

type Pages = ReadonlyMap<string, Published>;

/** What answers: pages, and what leads to them. */
interface Site {
	readonly pages: Pages;
	readonly redirects: Permalinks['redirects'];
	readonly content: Content;
}

/** Every address that was ever published still answers, by itself or by a redirect that leads to something. */
export function checkPermalinks(content: Content): Problem[] {
	const site = { pages: collectPublishedAddresses(content), redirects: collectRedirects(content), content };
	const { base, permalinks } = content;
	return [
		...(base?.permalinks === undefined ? [] : checkLostAddresses(base.permalinks, site, base)),
		...(permalinks === undefined ? [] : checkLostAddresses(permalinks, site, content)),
		...(permalinks === undefined ? [] : checkRedirects(permalinks, site)),
	];
}

function checkLostAddresses(permalinks: LoadedPermalinks, site: Site, layer: Content): Problem[] {
	const { addresses } = permalinks.value;
	return Object.entries(addresses).flatMap(([path, fragments]) => {
		if (!isAddressReachable({ path }, site)) return [createLostPageProblem(path, permalinks, site, layer)];
		const lost = fragments.filter((fragment) => !isAddressReachable({ path, fragment }, site));
		return lost.map((fragment) => createLostFragmentProblem({ path, fragment }, permalinks, site));
	});
}

function isAddressReachable(address: SiteAddress, site: Site) {
	const end = follow(address, site.redirects);
	return end !== undefined && isAddressAnswered(end, site);
}

function isAddressAnswered({ path, fragment }: SiteAddress, { pages, content: { examples } }: Site): boolean {
	const page = pages.get(path);
	if (page === undefined) return false;
	if (fragment === undefined || page.fragments.includes(fragment)) return true;
	// A file that is gone is still shown as it was, so that its lines can be read.
	const example = /^\/examples\/([^/]+)\/$/.exec(path)?.[1] ?? '';
	return examples.get(example)?.published[fragment] !== undefined;
}

function createLostPageProblem(
	path: string,
	{ source, places, value }: LoadedPermalinks,
	{ pages }: Site,
	layer: Content,
): Problem {
	const kin = [...pages.keys()].filter(
		(one) => one !== getParentAddress(path) && getParentAddress(one) === getParentAddress(path),
	);
	const fresh = kin.filter((one) => !(one in value.addresses));
	const instead = findClosestName(path, fresh) ?? findClosestName(path, kin) ?? getParentAddress(path);
	return createSpanProblem(source, places.keySpanOf(['addresses', path]), {
		code: 'permalink-lost',
		detail: `\`${path}\` was published and nothing answers there any more: ${describeOrigin(path, layer)} is gone or was renamed.${describeFreshNames(fresh)}`,
		fix: `Bring it back under its old name, or add to \`redirects\` here: \`"${path}": "${instead}"\`.`,
	});
}

/** `/lessons/` for `/lessons/x/`; `/examples/x/` for one of its files. */
function getParentAddress(path: string): string {
	return path.replace(/[^/]+\/?$/, '');
}

/** The one that is spelled most alike; the only one there is, however it is spelled. */
function findClosestName(name: string, candidates: readonly string[]): string | undefined {
	const getLastSegment = (text: string) => text.split(/[/#]/).filter(Boolean).at(-1) ?? '';
	const [similar] = listSimilarNames(getLastSegment(name), candidates.map(getLastSegment));
	return (
		candidates.find((one) => getLastSegment(one) === similar) ??
		(candidates.length === 1 ? candidates[0] : undefined)
	);
}

function describeFreshNames(names: readonly string[]): string {
	return names.length === 0 || names.length > 4 ? '' : ` New there: ${joinNames(names, 'and')}.`;
}

/** What an author would have to look for. */
function describeOrigin(address: string, { path }: Content): string {
	const [, kind, id, rest] = /^\/(lessons|rules|examples)\/([^/]+)\/(.*)$/.exec(address) ?? [];
	if (kind === 'lessons') return `\`${path}/lessons/<n>-${id}.mdx\``;
	if (kind === 'rules') return `\`${path}/rules/${id}.mdx\``;
	if (kind === 'examples') return `\`${path}/examples/${id}/${rest?.replace(/\.tar\.gz$/, '/') ?? ''}\``;
	return 'the page';
}

function createLostFragmentProblem(
	address: SiteAddress,
	{ source, places, value }: LoadedPermalinks,
	{ pages, redirects }: Site,
): Problem {
	const { path, fragment = '' } = address;
	const at = ['addresses', path, value.addresses[path]?.indexOf(fragment) ?? 0];
	const end = follow(address, redirects) ?? address;
	const page = pages.get(end.path);
	const kind = classifyFragment(fragment);
	const kin = (page?.fragments ?? []).filter((one) => classifyFragment(one) === kind);
	const fresh = kin.filter((one) => value.addresses[end.path]?.includes(one) !== true);
	const instead = findClosestName(fragment, fresh) ?? findClosestName(fragment, kin);
	const where = page?.path === undefined ? `\`${end.path}\`` : `\`${page.path}\``;
	const text = formatAddress(address);
	const target = formatAddress(
		instead === undefined ? { path: end.path } : { path: end.path, fragment: instead },
	);
	return createSpanProblem(source, places.spanOf(at), {
		code: 'permalink-lost',
		detail: `\`${text}\` was published, and ${where} has no ${kind} \`${fragment}\` any more.${describeFreshNames(fresh)}`,
		fix: `Bring the ${kind} back under its old name, or add to \`redirects\` here: \`"${text}": "${target}"\`.`,
	});
}

function classifyFragment(fragment: string): string {
	if (fragment.startsWith('claim-')) return 'claim';
	return fragment.includes('/') ? 'file' : 'heading';
}

function checkRedirects({ source, places, value }: LoadedPermalinks, site: Site): Problem[] {
	const { pages, redirects } = site;
	return Object.entries(value.redirects).flatMap(([from, to]) => {
		const at = places.spanOf(['redirects', from]);
		if (isAddressAnswered(parseAddress(from), site)) {
			return createSpanProblem(source, places.keySpanOf(['redirects', from]), {
				code: 'redirect-not-needed',
				detail: `\`${from}\` answers by itself, so a redirect would hide it.`,
				fix: 'Remove the redirect, or the page.',
			});
		}
		const end = follow(parseAddress(from), redirects);
		if (end === undefined) {
			return createSpanProblem(source, at, {
				code: 'redirect-in-circle',
				detail: `The redirects from \`${from}\` go round in a circle.`,
				fix: 'Lead one of them to a page that is there.',
			});
		}
		if (isAddressAnswered(end, site)) return [];
		const page = pages.get(end.path);
		const similar =
			page === undefined
				? findClosestName(
						end.path,
						[...pages.keys()].filter((one) => getParentAddress(one) === getParentAddress(end.path)),
					)
				: findClosestName(end.fragment ?? '', page.fragments);
		return createSpanProblem(source, at, {
			code: 'redirect-to-nowhere',
			detail: `\`${from}\` is sent to \`${to}\`, and nothing answers at \`${formatAddress(end)}\`.`,
			fix: similar === undefined ? 'Correct the address.' : `Did you mean \`${similar}\`?`,
		});
	});
}
