import type { Problem } from '#core/problem.ts';
import { similarNames } from '#core/source/similar-names.ts';
import type { Content, LoadedPermalinks } from '../content.ts';
import { type Published, publishedAddresses } from '../permalinks/addresses.ts';
import { type Address, addressOf, addressText, follow } from '../permalinks/redirects.ts';
import { listed, problemAt } from '../source-text.ts';

type Site = ReadonlyMap<string, Published>;

/** Every address that was ever published still answers, by itself or by a redirect that leads to something. */
export function checkPermalinks(content: Content): Problem[] {
	const { permalinks } = content;
	if (permalinks === undefined) return [];
	const site = publishedAddresses(content);
	return [...lostAddresses(permalinks, site, content), ...wrongRedirects(permalinks, site, content)];
}

function lostAddresses(permalinks: LoadedPermalinks, site: Site, content: Content): Problem[] {
	const { addresses } = permalinks.value;
	return Object.entries(addresses).flatMap(([path, fragments]) => {
		if (!leadsSomewhere({ path }, permalinks, site, content))
			return [lostPage(path, permalinks, site, content)];
		const lost = fragments.filter(
			(fragment) => !leadsSomewhere({ path, fragment }, permalinks, site, content),
		);
		return lost.map((fragment) => lostFragment({ path, fragment }, permalinks, site));
	});
}

function leadsSomewhere(address: Address, { value }: LoadedPermalinks, site: Site, content: Content) {
	const end = follow(address, value.redirects);
	return end !== undefined && answers(end, site, content);
}

function answers({ path, fragment }: Address, site: Site, { examples }: Content): boolean {
	const page = site.get(path);
	if (page === undefined) return false;
	if (fragment === undefined || page.fragments.includes(fragment)) return true;
	// A file that is gone is still shown as it was, so that its lines can be read.
	const example = /^\/examples\/([^/]+)\/$/.exec(path)?.[1] ?? '';
	return examples.get(example)?.published[fragment] !== undefined;
}

function lostPage(
	path: string,
	{ source, yaml, value }: LoadedPermalinks,
	site: Site,
	content: Content,
): Problem {
	const kin = [...site.keys()].filter((one) => one !== parentOf(path) && parentOf(one) === parentOf(path));
	const fresh = kin.filter((one) => !(one in value.addresses));
	const instead = closest(path, fresh) ?? closest(path, kin) ?? parentOf(path);
	return problemAt(source, yaml.keySpanOf(['addresses', path]), {
		code: 'permalink-lost',
		detail: `\`${path}\` was published and nothing answers there any more: ${originOf(path, content)} is gone or was renamed.${newThere(fresh)}`,
		fix: `Bring it back under its old name, or add to \`redirects\` here: \`"${path}": "${instead}"\`.`,
	});
}

/** `/lessons/` for `/lessons/x/`; `/examples/x/` for one of its files. */
function parentOf(path: string): string {
	return path.replace(/[^/]+\/?$/, '');
}

/** The one that is spelled most alike; the only one there is, however it is spelled. */
function closest(name: string, candidates: readonly string[]): string | undefined {
	const last = (text: string) => text.split(/[/#]/).filter(Boolean).at(-1) ?? '';
	const [similar] = similarNames(last(name), candidates.map(last));
	return (
		candidates.find((one) => last(one) === similar) ?? (candidates.length === 1 ? candidates[0] : undefined)
	);
}

function newThere(names: readonly string[]): string {
	return names.length === 0 || names.length > 4 ? '' : ` New there: ${listed(names, 'and')}.`;
}

/** What an author would have to look for. */
function originOf(address: string, { path }: Content): string {
	const [, kind, id, rest] = /^\/(lessons|rules|examples)\/([^/]+)\/(.*)$/.exec(address) ?? [];
	if (kind === 'lessons') return `\`${path}/lessons/<n>-${id}.mdx\``;
	if (kind === 'rules') return `\`${path}/rules/${id}.mdx\``;
	if (kind === 'examples') return `\`${path}/examples/${id}/${rest?.replace(/\.tar\.gz$/, '/') ?? ''}\``;
	return 'the page';
}

function lostFragment(address: Address, { source, yaml, value }: LoadedPermalinks, site: Site): Problem {
	const { path, fragment = '' } = address;
	const at = ['addresses', path, value.addresses[path]?.indexOf(fragment) ?? 0];
	const end = follow(address, value.redirects) ?? address;
	const page = site.get(end.path);
	const kind = kindOf(fragment);
	const kin = (page?.fragments ?? []).filter((one) => kindOf(one) === kind);
	const fresh = kin.filter((one) => value.addresses[end.path]?.includes(one) !== true);
	const instead = closest(fragment, fresh) ?? closest(fragment, kin);
	const where = page?.path === undefined ? `\`${end.path}\`` : `\`${page.path}\``;
	const text = addressText(address);
	const target = addressText(
		instead === undefined ? { path: end.path } : { path: end.path, fragment: instead },
	);
	return problemAt(source, yaml.spanOf(at), {
		code: 'permalink-lost',
		detail: `\`${text}\` was published, and ${where} has no ${kind} \`${fragment}\` any more.${newThere(fresh)}`,
		fix: `Bring the ${kind} back under its old name, or add to \`redirects\` here: \`"${text}": "${target}"\`.`,
	});
}

function kindOf(fragment: string): string {
	if (fragment.startsWith('claim-')) return 'claim';
	return fragment.includes('/') ? 'file' : 'heading';
}

function wrongRedirects(permalinks: LoadedPermalinks, site: Site, content: Content): Problem[] {
	const { source, yaml, value } = permalinks;
	return Object.entries(value.redirects).flatMap(([from, to]) => {
		const at = yaml.spanOf(['redirects', from]);
		if (answers(addressOf(from), site, content)) {
			return problemAt(source, yaml.keySpanOf(['redirects', from]), {
				code: 'redirect-not-needed',
				detail: `\`${from}\` answers by itself, so a redirect would hide it.`,
				fix: 'Remove the redirect, or the page.',
			});
		}
		const end = follow(addressOf(from), value.redirects);
		if (end === undefined) {
			return problemAt(source, at, {
				code: 'redirect-in-circle',
				detail: `The redirects from \`${from}\` go round in a circle.`,
				fix: 'Lead one of them to a page that is there.',
			});
		}
		if (answers(end, site, content)) return [];
		const page = site.get(end.path);
		const similar =
			page === undefined
				? closest(
						end.path,
						[...site.keys()].filter((one) => parentOf(one) === parentOf(end.path)),
					)
				: closest(end.fragment ?? '', page.fragments);
		return problemAt(source, at, {
			code: 'redirect-to-nowhere',
			detail: `\`${from}\` is sent to \`${to}\`, and nothing answers at \`${addressText(end)}\`.`,
			fix: similar === undefined ? 'Correct the address.' : `Did you mean \`${similar}\`?`,
		});
	});
}
