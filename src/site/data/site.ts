import { DRYDOCK_SITE, type SiteSettings } from '#examples/site-settings.ts';
import type { FixedPage } from '../pages.ts';
import { getSiteContent } from './content/content.ts';

/** What the site is called and says of itself: a team's `site.yaml`, or ours. */
export function getSite(): SiteSettings {
	return getSiteContent().site;
}

/** A fixed page as lists show it: the first one is called what a team calls its site. */
export function nameFixedPage(page: FixedPage): FixedPage {
	if (page.path !== '/') return page;
	const { title, description } = getSite();
	return {
		...page,
		title: title === DRYDOCK_SITE.title ? page.title : title,
		description: description === DRYDOCK_SITE.description ? page.description : description,
	};
}
