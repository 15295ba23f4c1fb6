import { feedbackTemplate } from '../../settings.ts';
import { resolveFullAddress } from './addresses.ts';

/** Where to say that something on a page is wrong, filled in with the page; nothing where no such place was named. */
export function findFeedbackAddress(
	{ title, path }: { readonly title: string; readonly path: string },
	template = feedbackTemplate,
): string | undefined {
	return template
		?.replaceAll('{title}', encodeURIComponent(title))
		.replaceAll('{address}', encodeURIComponent(resolveFullAddress(path)));
}
