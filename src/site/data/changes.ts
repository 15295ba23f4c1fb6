import type { LessonPage, RulePage } from '#examples/content.ts';
import type { FeedEntry } from './atom.ts';
import { getSiteContent } from './content/content.ts';
import { getExamplePath, getLessonPath, getRulePath, resolveFullAddress } from './links/addresses.ts';

/** As many as a reader looks through; older ones are on their pages. */
const MOST = 100;

/** What changed, by the dates that the content carries: changes told on a page, reviews, and measurements. */
export function listRecentChanges(): FeedEntry[] {
	const { lessons, rulePages: rulePagesById, examples } = getSiteContent();
	const entries = [
		...lessons.flatMap((page) => listPageEntries(page, getLessonPath(page.id), page.frontmatter.title)),
		...[...rulePagesById.values()].flatMap((page) => listPageEntries(page, getRulePath(page.id), page.id)),
		...[...examples.values()].flatMap(({ id, manifest, evidence }) =>
			evidence === undefined
				? []
				: [
						makeFeedEntry(
							getExamplePath(id),
							'measured',
							evidence.recorded.slice(0, 10),
							manifest.title,
							`Measured with Docker Engine ${evidence.engine.docker}. ${manifest.summary}`,
						),
					],
		),
	];
	return entries.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0)).slice(0, MOST);
}

function listPageEntries({ frontmatter }: LessonPage | RulePage, path: string, title: string): FeedEntry[] {
	const { reviewed, changes = [] } = frontmatter;
	const lead = 'takeaway' in frontmatter ? frontmatter.takeaway : frontmatter.why;
	const days = new Map<string, string[]>();
	for (const { date, says } of changes) days.set(date, [...(days.get(date) ?? []), says]);
	const changeEntries = [...days].map(([day, own]) =>
		makeFeedEntry(path, 'changed', day, title, own.join(' ')),
	);
	// A change made on the day of a review is news enough.
	if (days.has(reviewed)) return changeEntries;
	return [...changeEntries, makeFeedEntry(path, 'reviewed', reviewed, title, `Reviewed. ${lead}`)];
}

/** A second review or measurement is a new entry, since its day is in the id. */
function makeFeedEntry(path: string, what: string, day: string, title: string, says: string): FeedEntry {
	const address = resolveFullAddress(path);
	return { id: `${address}?${what}=${day}`, title, address, day, says };
}
