import { z } from 'zod';

const topic = z.strictObject({
	id: z
		.string()
		.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower case words joined by `-`')
		.describe('The name that lessons give in `topic`; it becomes the address.'),
	title: z.string().min(1).max(60).describe('As headings and lists show it.'),
});

/** `site.yaml` beside a team's own `lessons/`: what the site is called, and what it stands on. */
export const siteSchema = z.strictObject({
	title: z.string().min(1).max(40).optional().describe('What the site is called, on every page.'),
	sentence: z
		.string()
		.min(1)
		.max(400)
		.optional()
		.describe('The first sentence of the first page: what a reader finds here.'),
	topics: z.array(topic).optional().describe('Topics of your own, in reading order; they follow ours.'),
	base: z
		.enum(['drydock', 'none'])
		.optional()
		.describe('What yours is laid over: `drydock`, which is what happens without it, or `none`.'),
});

export type SiteFile = z.infer<typeof siteSchema>;
type SiteTopic = z.infer<typeof topic>;

/** What the site says of itself. */
export interface SiteSettings {
	readonly title: string;
	/** Heads the first page. */
	readonly heading: string;
	/** Stands below it. */
	readonly sentence: string;
	/** One line, for lists of pages and search engines. */
	readonly description: string;
	/** A team's own, in reading order. */
	readonly topics: readonly SiteTopic[];
}

/** What Drydock's own site says of itself. */
export const DRYDOCK_SITE: SiteSettings = {
	title: 'Drydock',
	heading: 'Docker lessons, with proof.',
	sentence:
		'What years of Docker in production taught, and what has changed since. Every lesson stands on examples in two versions, before and after. Both are linted, built, run and measured by a real Docker Engine; the numbers on these pages come from those runs.',
	description: 'A knowledge base of hard-won Docker lessons whose every example is proven, not claimed.',
	topics: [],
};

/** What a team's `site.yaml` says, and where it is silent, what Drydock says. */
export function readSiteSettings(file: SiteFile = {}): SiteSettings {
	const { title, sentence, topics = [] } = file;
	return {
		title: title ?? DRYDOCK_SITE.title,
		heading: title ?? DRYDOCK_SITE.heading,
		sentence: sentence ?? DRYDOCK_SITE.sentence,
		description: sentence ?? DRYDOCK_SITE.description,
		topics,
	};
}
