import type { Problem } from '#core/problem.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { createSpanProblem, joinNames } from '#workspace/typed/source-text.ts';
import type { Content, LoadedPermalinks } from '../content.ts';
import { collectPublishedAddresses, type Published } from '../permalinks/addresses.ts';
import { type Address, follow, formatAddress, parseAddress } from '../permalinks/redirects.ts';

type Site = ReadonlyMap<string, Published>;

/** Every address that was ever published still answers, by itself or by a redirect that leads to something. */
export function checkPermalinks(content: Content): Problem[] {
	const { permalinks } = content;
	if (permalinks === undefined) return [];
	const site = collectPublishedAddresses(content);
	return [...checkLostAddresses(permalinks, site, content), ...checkRedirects(permalinks, site, content)];
}

function checkLostAddresses(permalinks: LoadedPermalinks, site: Site, content: Content): Problem[] {
	const { addresses } = permalinks.value;
	return Object.entries(addresses).flatMap(([path, fragments]) => {
		if (!isAddressReachable({ path }, permalinks, site, content))
			return [createLostPageProblem(path, permalinks, site, content)];
		const lost = fragments.filter(
			(fragment) => !isAddressReachable({ path, fragment }, permalinks, site, content),
		);
		return lost.map((fragment) => createLostFragmentProblem({ path, fragment }, permalinks, site));
	});
}

function isAddressReachable(address: Address, { value }: LoadedPermalinks, site: Site, content: Content) {
	const end = follow(address, value.redirects);
	return end !== undefined && isAddressAnswered(end, site, content);
}

function isAddressAnswered({ path, fragment }: Address, site: Site, { examples }: Content): boolean {
	const page = site.get(path);
	if (page === undefined) return false;
	if (fragment === undefined || page.fragments.includes(fragment)) return true;
	// A file that is gone is still shown as it was, so that its lines can be read.
	const example = /^\/examples\/([^/]+)\/$/.exec(path)?.[1] ?? '';
	return examples.get(example)?.published[fragment] !== undefined;
}

function createLostPageProblem(
	path: string,
	{ source, places, value }: LoadedPermalinks,
	site: Site,
	content: Content,
): Problem {
	const kin = [...site.keys()].filter(
		(one) => one !== getParentAddress(path) && getParentAddress(one) === getParentAddress(path),
	);
	const fresh = kin.filter((one) => !(one in value.addresses));
	const instead = findClosestName(path, fresh) ?? findClosestName(path, kin) ?? getParentAddress(path);
	return createSpanProblem(source, places.keySpanOf(['addresses', path]), {
		code: 'permalink-lost',
		detail: `\`${path}\` was published and nothing answers there any more: ${describeOrigin(path, content)} is gone or was renamed.${describeFreshNames(fresh)}`,
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
	address: Address,
	{ source, places, value }: LoadedPermalinks,
	site: Site,
): Problem {
	const { path, fragment = '' } = address;
	const at = ['addresses', path, value.addresses[path]?.indexOf(fragment) ?? 0];
	const end = follow(address, value.redirects) ?? address;
	const page = site.get(end.path);
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

function checkRedirects(permalinks: LoadedPermalinks, site: Site, content: Content): Problem[] {
	const { source, places, value } = permalinks;
	return Object.entries(value.redirects).flatMap(([from, to]) => {
		const at = places.spanOf(['redirects', from]);
		if (isAddressAnswered(parseAddress(from), site, content)) {
			return createSpanProblem(source, places.keySpanOf(['redirects', from]), {
				code: 'redirect-not-needed',
				detail: `\`${from}\` answers by itself, so a redirect would hide it.`,
				fix: 'Remove the redirect, or the page.',
			});
		}
		const end = follow(parseAddress(from), value.redirects);
		if (end === undefined) {
			return createSpanProblem(source, at, {
				code: 'redirect-in-circle',
				detail: `The redirects from \`${from}\` go round in a circle.`,
				fix: 'Lead one of them to a page that is there.',
			});
		}
		if (isAddressAnswered(end, site, content)) return [];
		const page = site.get(end.path);
		const similar =
			page === undefined
				? findClosestName(
						end.path,
						[...site.keys()].filter((one) => getParentAddress(one) === getParentAddress(end.path)),
					)
				: findClosestName(end.fragment ?? '', page.fragments);
		return createSpanProblem(source, at, {
			code: 'redirect-to-nowhere',
			detail: `\`${from}\` is sent to \`${to}\`, and nothing answers at \`${formatAddress(end)}\`.`,
			fix: similar === undefined ? 'Correct the address.' : `Did you mean \`${similar}\`?`,
		});
	});
}
